package identity

import (
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"time"

	"github.com/golang-jwt/jwt/v5"
	"github.com/google/uuid"

	"github.com/liveryhq/livery/internal/errs"
)

// Lives of tokens.
const (
	AccessLife  = 10 * time.Minute
	RefreshLife = 30 * 24 * time.Hour
)

// Claims are what an access token says: who, as member of which tenant, in which session, and on which host it is good.
type Claims struct {
	User, Tenant, Session uuid.UUID
	Host                  string
	// Version of the membership when the token was made.
	Version int64
	Until   time.Time
	// Key: shown was a key, whose id stands for the session; it is good on every host of the realm. Address is where it
	// was shown from.
	Key     bool
	Address string
	// Acting: the session is one of somebody from above, in a tenant that they do not belong to.
	Acting bool
}

type wire struct {
	jwt.RegisteredClaims

	Tenant  uuid.UUID `json:"ten"`
	Session uuid.UUID `json:"ses"`
	Version int64     `json:"ver"`
	Acting  bool      `json:"act,omitempty"`
}

func (p *People) sign(c Claims) (string, error) {
	token := jwt.NewWithClaims(jwt.SigningMethodEdDSA, wire{
		RegisteredClaims: jwt.RegisteredClaims{Subject: c.User.String(), Audience: jwt.ClaimStrings{c.Host},
			ExpiresAt: jwt.NewNumericDate(c.Until), IssuedAt: jwt.NewNumericDate(p.clock.Now())},
		Tenant: c.Tenant, Session: c.Session, Version: c.Version, Acting: c.Acting,
	})
	signed, err := token.SignedString(p.signing)
	if err != nil {
		return "", fmt.Errorf("sign an access token: %w", err)
	}
	return signed, nil
}

// Read checks the signature and the time of an access token; whether its session still stands, Check tells.
// Unauthenticated otherwise.
func (p *People) Read(token string) (Claims, error) {
	var w wire
	_, err := jwt.ParseWithClaims(token, &w, func(*jwt.Token) (any, error) { return p.signing.Public(), nil },
		jwt.WithValidMethods([]string{jwt.SigningMethodEdDSA.Alg()}), jwt.WithTimeFunc(p.clock.Now), jwt.WithExpirationRequired())
	if err != nil {
		return Claims{}, signedOut().With(err)
	}
	user, err := uuid.Parse(w.Subject)
	if err != nil || len(w.Audience) != 1 {
		return Claims{}, signedOut().With(err)
	}
	return Claims{User: user, Tenant: w.Tenant, Session: w.Session, Host: w.Audience[0], Version: w.Version, Until: w.ExpiresAt.Time, Acting: w.Acting}, nil
}

// refreshToken names its session, so that it can be found, and carries a secret.
type refreshToken struct {
	session uuid.UUID
	secret  [32]byte
}

func newRefreshToken(session uuid.UUID) refreshToken {
	t := refreshToken{session: session}
	_, _ = rand.Read(t.secret[:]) // never fails: crypto/rand
	return t
}

func (t refreshToken) String() string {
	return base64.RawURLEncoding.EncodeToString(append(t.session[:], t.secret[:]...))
}

func (t refreshToken) hash() []byte {
	sum := sha256.Sum256(t.secret[:])
	return sum[:]
}

func parseRefreshToken(s string) (t refreshToken, err error) {
	raw, err := base64.RawURLEncoding.DecodeString(s)
	if err != nil || len(raw) != len(t.session)+len(t.secret) {
		return t, signedOut()
	}
	copy(t.session[:], raw)
	copy(t.secret[:], raw[len(t.session):])
	return t, nil
}

func signedOut() *errs.Error {
	return errs.New(errs.Unauthenticated, "signed_out", "Sign in.")
}
