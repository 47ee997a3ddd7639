package letter

import (
	"crypto/subtle"
	"encoding/base32"
	"slices"
	"strings"

	"github.com/google/uuid"
)

// MAC is an installation's own: secrets.Key has it.
type MAC func(purpose string, data []byte) []byte

// Threads makes and reads what leads an answer to its conversation, and what tells that a letter is our own. All of it is
// bound to the desk that wrote, so that nothing leads from one desk into another.
type Threads struct{ MAC MAC }

const (
	tokenMAC = 8
	// TokenLength in characters; it stands in the address that answers go to.
	TokenLength = 40
	// tokenMark begins a token.
	tokenMark = "r"
)

// tokens are read in whatever case a server has made of them.
var tokens = base32.NewEncoding("abcdefghijklmnopqrstuvwxyz234567").WithPadding(base32.NoPadding)

// Token of a conversation of a desk's.
func (t Threads) Token(desk, conversation uuid.UUID) string {
	return tokenMark + tokens.EncodeToString(append(conversation[:], t.tag(desk, conversation)...))
}

func (t Threads) tag(desk, conversation uuid.UUID) []byte {
	return t.MAC("mail thread", append(desk[:], conversation[:]...))[:tokenMAC]
}

// Conversation that a token of a desk's leads to.
func (t Threads) Conversation(desk uuid.UUID, token string) (uuid.UUID, bool) {
	token = strings.ToLower(token)
	if len(token) != TokenLength || !strings.HasPrefix(token, tokenMark) {
		return uuid.Nil, false
	}
	b, err := tokens.DecodeString(token[len(tokenMark):])
	if err != nil || len(b) != 16+tokenMAC {
		return uuid.Nil, false
	}
	conversation := uuid.UUID(b[:16])
	return conversation, subtle.ConstantTimeCompare(b[16:], t.tag(desk, conversation)) == 1
}

// MessageID of a letter of ours: who answers it proves that they have it.
func (t Threads) MessageID(desk, conversation, message uuid.UUID, domain string) string {
	return t.Token(desk, conversation) + "." + tokens.EncodeToString(message[:]) + "@" + domain
}

// ByMessageID finds the conversation of one of our Message-IDs.
func (t Threads) ByMessageID(desk uuid.UUID, id string) (uuid.UUID, bool) {
	token, _, _ := strings.Cut(id, ".")
	return t.Conversation(desk, token)
}

// Find the conversation that a letter proves to belong to: by the address it was sent to, or by a letter of ours that it
// answers. What it merely claims proves nothing.
func (t Threads) Find(desk uuid.UUID, l Letter, sentTo ...string) (uuid.UUID, bool) {
	for _, address := range sentTo {
		_, detail := Detail(address)
		if id, ok := t.Conversation(desk, detail); ok {
			return id, true
		}
	}
	for _, list := range [][]string{l.InReplyTo, l.References} {
		for _, claimed := range slices.Backward(list) {
			if id, ok := t.ByMessageID(desk, claimed); ok {
				return id, true
			}
		}
	}
	return uuid.Nil, false
}

// Trace is the mark on a letter of ours.
func (t Threads) Trace(desk, message uuid.UUID) string {
	return tokens.EncodeToString(message[:]) + "." + tokens.EncodeToString(t.MAC("mail trace", append(desk[:], message[:]...))[:10])
}

// Ours tells whether a mark is this desk's.
func (t Threads) Ours(desk uuid.UUID, mark string) bool {
	first, _, ok := strings.Cut(strings.ToLower(mark), ".")
	if !ok {
		return false
	}
	b, err := tokens.DecodeString(first)
	if err != nil || len(b) != 16 {
		return false
	}
	return subtle.ConstantTimeCompare([]byte(strings.ToLower(mark)), []byte(t.Trace(desk, uuid.UUID(b)))) == 1
}

// Detail parts an address from what stands behind a plus in it: support+detail@host.
func Detail(address string) (plain, detail string) {
	address = Normal(address)
	local, domain, ok := strings.Cut(address, "@")
	if !ok {
		return address, ""
	}
	name, detail, ok := strings.Cut(local, "+")
	if !ok || name == "" {
		return address, ""
	}
	return name + "@" + domain, detail
}

// Detailed puts a detail into an address; ok is false where it would be longer than addresses may be (RFC 5321, 4.5.3.1.1).
func Detailed(address, detail string) (_ string, ok bool) {
	local, domain, found := strings.Cut(address, "@")
	if !found || len(local)+1+len(detail) > 64 {
		return address, false
	}
	return local + "+" + detail + "@" + domain, true
}
