package identity_test

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"encoding/json"
	"testing"

	"github.com/fxamacker/cbor/v2"
	"github.com/stretchr/testify/require"

	"github.com/liveryhq/livery/tenant/identity"
)

// authenticator is a device that makes and shows one passkey, written from the specification and not from the library that is
// under test (WebAuthn Level 3, sections 6.1 and 6.5).
type authenticator struct {
	key    *ecdsa.PrivateKey
	id     []byte
	handle []byte
	count  uint32
}

type options struct {
	Challenge string `json:"challenge"`
	RPID      string `json:"rpId"`
	RP        struct {
		ID string `json:"id"`
	} `json:"rp"`
	User struct {
		ID string `json:"id"`
	} `json:"user"`
}

func optionsOf(t *testing.T, c identity.Challenge) (o options) {
	t.Helper()
	require.NoError(t, json.Unmarshal(c.Options, &o))
	return o
}

func b64(b []byte) string { return base64.RawURLEncoding.EncodeToString(b) }

func (a *authenticator) data(rp string, verified bool, more []byte) []byte {
	sum := sha256.Sum256([]byte(rp))
	flags := byte(0x01) // user present
	if verified {
		flags |= 0x04
	}
	if more != nil {
		flags |= 0x40
	}
	out := append(sum[:], flags)
	out = binary.BigEndian.AppendUint32(out, a.count)
	return append(out, more...)
}

// client is what the browser adds: which challenge, and where.
func client(kind, challenge, origin string) []byte {
	out, _ := json.Marshal(map[string]any{"type": kind, "challenge": challenge, "origin": origin, "crossOrigin": false})
	return out
}

func (a *authenticator) create(t *testing.T, c identity.Challenge, origin string) []byte {
	t.Helper()
	o := optionsOf(t, c)
	var err error
	a.key, err = ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	require.NoError(t, err)
	a.id = make([]byte, 32)
	_, _ = rand.Read(a.id)
	a.handle, err = base64.RawURLEncoding.DecodeString(o.User.ID)
	require.NoError(t, err)
	point, err := a.key.PublicKey.Bytes()
	require.NoError(t, err)
	public, err := cbor.Marshal(map[int]any{1: 2, 3: -7, -1: 1, -2: point[1:33], -3: point[33:65]})
	require.NoError(t, err)
	more := make([]byte, 16, 200)
	more = binary.BigEndian.AppendUint16(more, uint16(len(a.id)))
	more = append(append(more, a.id...), public...)
	object, err := cbor.Marshal(map[string]any{"fmt": "none", "attStmt": map[string]any{}, "authData": a.data(o.RP.ID, true, more)})
	require.NoError(t, err)
	return a.answer(t, map[string]any{"clientDataJSON": b64(client("webauthn.create", o.Challenge, origin)), "attestationObject": b64(object)})
}

func (a *authenticator) get(t *testing.T, c identity.Challenge, origin string, verified bool) []byte {
	t.Helper()
	o := optionsOf(t, c)
	a.count++
	data, told := a.data(o.RPID, verified, nil), client("webauthn.get", o.Challenge, origin)
	hash := sha256.Sum256(told)
	sum := sha256.Sum256(append(append([]byte{}, data...), hash[:]...))
	signature, err := ecdsa.SignASN1(rand.Reader, a.key, sum[:])
	require.NoError(t, err)
	return a.answer(t, map[string]any{"clientDataJSON": b64(told), "authenticatorData": b64(data), "signature": b64(signature), "userHandle": b64(a.handle)})
}

func (a *authenticator) answer(t *testing.T, response map[string]any) []byte {
	t.Helper()
	out, err := json.Marshal(map[string]any{"id": b64(a.id), "rawId": b64(a.id), "type": "public-key", "response": response, "clientExtensionResults": map[string]any{}})
	require.NoError(t, err)
	return out
}
