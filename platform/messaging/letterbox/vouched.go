package letterbox

import (
	"bytes"
	"context"
	"slices"
	"strings"

	"github.com/emersion/go-msgauth/dkim"
)

// LookupTXT asks the DNS.
type LookupTXT func(ctx context.Context, name string) ([]string, error)

// maxSignatures are looked at: a letter that passed a few servers has two or three.
const maxSignatures = 5

// Vouched tells whether the domain of the address in From signed the letter (RFC 6376). A domain above it may, another may
// not. A letter that says twice whom it is from is vouched for by nobody, nor is one of which readers could differ where its
// header ends: what is shown must be what was signed. Whoever cannot be asked vouches for nothing.
func Vouched(ctx context.Context, raw []byte, from string, lookup LookupTXT) bool {
	_, domain, ok := strings.Cut(from, "@")
	if !ok || !readOneWay(raw) || senders(raw) != 1 {
		return false
	}
	list, _ := signers(ctx, raw, lookup)
	return slices.ContainsFunc(list, func(signer string) bool {
		return strings.Contains(signer, ".") && (domain == signer || strings.HasSuffix(domain, "."+signer))
	})
}

// signers are the domains whose signatures of a letter hold; unsure: one could not be looked at for now.
func signers(ctx context.Context, raw []byte, lookup LookupTXT) (domains []string, unsure bool) {
	ctx, cancel := context.WithTimeout(ctx, asksFor)
	defer cancel()
	list, err := dkim.VerifyWithOptions(bytes.NewReader(raw), &dkim.VerifyOptions{
		MaxVerifications: maxSignatures,
		LookupTXT:        func(name string) ([]string, error) { return lookup(ctx, name) },
	})
	if err != nil && len(list) == 0 {
		return nil, false
	}
	for _, v := range list {
		switch {
		case v.Err == nil:
			domains = append(domains, strings.ToLower(v.Domain))
		case dkim.IsTempFail(v.Err):
			unsure = true
		}
	}
	return domains, unsure
}

// readOneWay tells whether the lines of a header all end alike, so that everybody finds its end at the same place: one takes
// \r\r\n for an empty line, another does not.
func readOneWay(raw []byte) bool {
	first := bytes.IndexByte(raw, '\n')
	returns := first > 0 && raw[first-1] == '\r'
	for line := range bytes.SplitSeq(raw, []byte("\n")) {
		line, returned := bytes.CutSuffix(line, []byte("\r"))
		if bytes.IndexByte(line, '\r') >= 0 || returned != returns {
			return false
		}
		if len(line) == 0 {
			return true
		}
	}
	return false // it has no end
}

// senders counts the lines of a header that say whom a letter is from.
func senders(raw []byte) (n int) {
	for line := range bytes.SplitSeq(raw, []byte("\n")) {
		line = bytes.TrimRight(line, "\r")
		if len(line) == 0 {
			break
		}
		name, _, _ := bytes.Cut(line, []byte(":"))
		if strings.EqualFold(string(bytes.TrimSpace(name)), "from") {
			n++
		}
	}
	return n
}
