package secrets

import (
	"crypto/ed25519"
	"crypto/hkdf"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"log/slog"
)

// Size of a master key in bytes.
const Size = 32

// salt separates Livery's derivations from those of any other program that might be given the same key.
// A change here changes every derived secret, so it carries a version and is otherwise left alone.
const salt = "github.com/liveryhq/livery secrets v1"

// Key is the master key of an installation. It is handed around by value; the zero value is not a key, and
// deriving from it panics.
type Key struct {
	// expand closes over HKDF's pseudo-random key. A function, because fmt may not call the methods of unexported
	// fields: where a Key is buried in somebody's struct it prints an address, and never what lies behind it.
	expand func(info string) ([]byte, error)
}

// FromBytes takes 32 bytes of key material from a cryptographic random source.
func FromBytes(material []byte) (Key, error) {
	if len(material) != Size {
		return Key{}, fmt.Errorf("master key: it has %d bytes, must have %d", len(material), Size)
	}
	prk, err := hkdf.Extract(sha256.New, material, []byte(salt))
	if err != nil {
		return Key{}, fmt.Errorf("master key: extracting: %w", err)
	}
	return Key{expand: func(info string) ([]byte, error) {
		return hkdf.Expand(sha256.New, prk, info, Size)
	}}, nil
}

// Parse takes a key as standard or URL-safe base64, with or without padding: the form of LIVERY_MASTER_KEY.
// The error never repeats the text.
func Parse(text string) (Key, error) {
	for _, encoding := range []*base64.Encoding{
		base64.StdEncoding, base64.RawStdEncoding, base64.URLEncoding, base64.RawURLEncoding,
	} {
		if material, err := encoding.DecodeString(text); err == nil {
			return FromBytes(material)
		}
	}
	return Key{}, errors.New("master key: not base64; make one with: head -c 32 /dev/urandom | base64")
}

// Generate makes a new random key and also returns its text, which is what has to be kept.
func Generate() (Key, string, error) {
	material := make([]byte, Size)
	if _, err := rand.Read(material); err != nil {
		return Key{}, "", fmt.Errorf("master key: reading random bytes: %w", err)
	}
	key, err := FromBytes(material)
	return key, base64.StdEncoding.EncodeToString(material), err
}

// IsZero tells whether k is the zero value, that is, no key at all.
func (k Key) IsZero() bool { return k.expand == nil }

// RolePassword is the password of a database role. It is the same for the same key and role name, so no process has
// to store or hand over database passwords; it is plain ASCII without characters that need quoting.
func (k Key) RolePassword(role string) string {
	return base64.RawURLEncoding.EncodeToString(k.derive("database role password", role))
}

// SigningKey is the Ed25519 key that signs access tokens.
func (k Key) SigningKey() ed25519.PrivateKey {
	return ed25519.NewKeyFromSeed(k.derive("token signing key", ""))
}

// MAC returns HMAC-SHA256 of data under a key of its own for the purpose, so that a tag made for one purpose is
// worthless for another. Compare with hmac.Equal, or use Verify.
func (k Key) MAC(purpose string, data []byte) []byte {
	h := hmac.New(sha256.New, k.derive("message authentication", purpose))
	h.Write(data)
	return h.Sum(nil)
}

// Verify tells in constant time whether tag is the MAC of data for the purpose.
func (k Key) Verify(purpose string, data, tag []byte) bool {
	return hmac.Equal(k.MAC(purpose, data), tag)
}

// derive expands the key for a use and a name within that use. Uses are constants of this package and contain no
// slash, so two different pairs never give the same info.
func (k Key) derive(use, name string) []byte {
	if k.expand == nil {
		panic("secrets: the zero Key was used; a Key comes from Load, Parse, FromBytes or Generate")
	}
	out, err := k.expand(use + "/" + name)
	if err != nil {
		panic("secrets: " + err.Error()) // only when more than 255 hashes are asked for
	}
	return out
}

const redacted = "secrets.Key(redacted)"

// String hides the key.
func (k Key) String() string { return redacted }

// Format hides the key from every verb, %x and %#v too.
func (k Key) Format(f fmt.State, _ rune) { _, _ = io.WriteString(f, redacted) }

// LogValue hides the key from slog.
func (k Key) LogValue() slog.Value { return slog.StringValue(redacted) }

// MarshalText hides the key from encoders.
func (k Key) MarshalText() ([]byte, error) { return []byte(redacted), nil }
