package identity

import (
	"context"
	"crypto/rand"
	"crypto/subtle"
	"encoding/base64"
	"errors"
	"fmt"
	"strings"
	"sync/atomic"
	"unicode/utf8"

	"golang.org/x/crypto/argon2"

	"github.com/liveryhq/livery/internal/errs"
)

// Parameters of argon2id: the smallest that OWASP's password storage cheat sheet recommends, since a sign-in host must
// bear many at once.
const (
	argonTime    = 2
	argonMemory  = 19 * 1024 // KiB
	argonThreads = 1
	saltSize     = 16
	hashSize     = 32
)

// Lengths of passwords, in letters: NIST SP 800-63B-4, section 3.1.1.2, and a bound on what is hashed.
const (
	shortestPassword = 8
	longestPassword  = 256
)

// waitingForAHasher bounds how many may wait for their turn; who comes later is told to come again.
const waitingForAHasher = 256

// passwords hashes and verifies, a few at a time.
type passwords struct {
	turns   chan struct{}
	waiting atomic.Int64
	memory  uint32 // KiB
	// nobody's is verified for logins that do not exist, so that they take as long.
	nobodys string
}

func newPasswords(hashers int, memory uint32) *passwords {
	if memory == 0 {
		memory = argonMemory
	}
	p := &passwords{turns: make(chan struct{}, hashers), memory: memory}
	p.nobodys = p.encode(salt(), make([]byte, hashSize))
	return p
}

func checkPassword(password string) error {
	if n := utf8.RuneCountInString(password); n < shortestPassword || n > longestPassword {
		return errs.Field("password", "bad_password", fmt.Sprintf("Choose a password of %d to %d letters.", shortestPassword, longestPassword))
	}
	return nil
}

// turn waits until this caller may hash. Unavailable if too many wait.
func (p *passwords) turn(ctx context.Context) (done func(), err error) {
	if p.waiting.Add(1) > waitingForAHasher {
		p.waiting.Add(-1)
		e := errs.New(errs.Unavailable, "busy", "Many are signing in at this moment. Try again in a few seconds.")
		e.RetryAfter = 3
		return nil, e
	}
	defer p.waiting.Add(-1)
	select {
	case p.turns <- struct{}{}:
		return func() { <-p.turns }, nil
	case <-ctx.Done():
		return nil, errs.New(errs.Unavailable, "timeout", "This took too long. Try again.").With(ctx.Err())
	}
}

func (p *passwords) hash(ctx context.Context, password string) (string, error) {
	done, err := p.turn(ctx)
	if err != nil {
		return "", err
	}
	defer done()
	s := salt()
	return p.encode(s, argon2.IDKey([]byte(password), s, argonTime, p.memory, argonThreads, hashSize)), nil
}

// verify tells whether the password is the one of the PHC string, in a time that does not depend on the answer.
func (p *passwords) verify(ctx context.Context, password, encoded string) (bool, error) {
	h, err := decode(encoded)
	if err != nil {
		return false, err
	}
	done, err := p.turn(ctx)
	if err != nil {
		return false, err
	}
	defer done()
	got := argon2.IDKey([]byte(password), h.salt, h.time, h.memory, h.threads, uint32(len(h.hash)))
	return subtle.ConstantTimeCompare(got, h.hash) == 1, nil
}

func salt() []byte {
	s := make([]byte, saltSize)
	_, _ = rand.Read(s) // never fails: crypto/rand
	return s
}

type hashed struct {
	memory, time uint32
	threads      uint8
	salt, hash   []byte
}

var errNotAHash = errors.New("not a PHC string of argon2id")

func (p *passwords) encode(salt, hash []byte) string {
	b64 := base64.RawStdEncoding
	return fmt.Sprintf("$argon2id$v=%d$m=%d,t=%d,p=%d$%s$%s", argon2.Version, p.memory, argonTime, argonThreads, b64.EncodeToString(salt), b64.EncodeToString(hash))
}

func decode(encoded string) (h hashed, err error) {
	parts := strings.Split(encoded, "$")
	if len(parts) != 6 || parts[1] != "argon2id" {
		return h, errNotAHash
	}
	var version int
	if _, err := fmt.Sscanf(parts[2], "v=%d", &version); err != nil || version != argon2.Version {
		return h, errNotAHash
	}
	if _, err := fmt.Sscanf(parts[3], "m=%d,t=%d,p=%d", &h.memory, &h.time, &h.threads); err != nil {
		return h, errNotAHash
	}
	if h.salt, err = base64.RawStdEncoding.DecodeString(parts[4]); err != nil {
		return h, errNotAHash
	}
	if h.hash, err = base64.RawStdEncoding.DecodeString(parts[5]); err != nil || len(h.hash) == 0 {
		return h, errNotAHash
	}
	return h, nil
}
