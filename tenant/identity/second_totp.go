package identity

import (
	"context"
	"crypto/rand"
	"crypto/subtle"
	"encoding/base32"
	"fmt"
	"net/url"
	"time"

	"github.com/google/uuid"
	"github.com/pquerna/otp"
	"github.com/pquerna/otp/hotp"

	"github.com/liveryhq/livery/internal/audit"
	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/internal/errs"
	"github.com/liveryhq/livery/tenant/identity/internal/identitydb"
)

// What all authenticator apps do (RFC 6238): six digits of SHA-1 every thirty seconds. A clock may be one step off.
const (
	totpPeriod  = 30 * time.Second
	totpSkew    = 1
	totpSecret  = 20 // bytes, RFC 4226 section 4
	sealedTotp  = "authenticator app"
	totpDigits  = otp.DigitsSix
	totpHash    = otp.AlgorithmSHA1
	totpLetters = 6
)

// TotpSetUp is what an authenticator app is told; it is shown once.
type TotpSetUp struct {
	Secret string
	// Address is what the picture says that apps take (otpauth://…).
	Address string
}

// BeginTotp makes a secret for an authenticator app. It counts once a code of it was shown (ConfirmTotp). Conflict (reason
// "totp_on") if there is an app already.
func (p *People) BeginTotp(ctx context.Context, s db.Scope, user uuid.UUID, issuer string, proof Proof) (TotpSetUp, error) {
	if err := p.prove(ctx, s, user, proof); err != nil {
		return TotpSetUp{}, fmt.Errorf("set up an authenticator app: %w", err)
	}
	raw := make([]byte, totpSecret)
	_, _ = rand.Read(raw) // never fails: crypto/rand
	secret := base32.StdEncoding.WithPadding(base32.NoPadding).EncodeToString(raw)
	sealed, err := p.key.Seal(s.Tenant(), sealedTotp+" of "+user.String(), []byte(secret))
	if err != nil {
		return TotpSetUp{}, err
	}
	var login string
	err = p.db.InTenant(ctx, s, func(tx *db.Tx) error {
		q := identitydb.New(tx)
		if login, err = q.LockFactors(ctx, identitydb.LockFactorsParams{TenantID: s.Tenant(), ID: user}); err != nil {
			return err
		}
		there, err := q.Totp(ctx, identitydb.TotpParams{TenantID: s.Tenant(), UserID: user})
		if err == nil && there.ConfirmedAt != nil {
			return errs.New(errs.Conflict, "totp_on", "There is an authenticator app already. Remove it first.")
		}
		if err != nil && !none(err) {
			return err
		}
		return q.PutTotp(ctx, identitydb.PutTotpParams{TenantID: s.Tenant(), UserID: user, Sealed: sealed, At: p.clock.Now()})
	})
	if err != nil {
		return TotpSetUp{}, fmt.Errorf("set up an authenticator app: %w", err)
	}
	return TotpSetUp{Secret: secret, Address: totpAddress(issuer, login, secret)}, nil
}

// totpAddress is the key URI that apps read.
func totpAddress(issuer, login, secret string) string {
	u := url.URL{Scheme: "otpauth", Host: "totp", Path: "/" + issuer + ":" + login,
		RawQuery: "secret=" + secret + "&issuer=" + url.PathEscape(issuer)}
	return u.String()
}

// ConfirmTotp takes the first code of an app that is being set up. Codes for its loss are answered if there were none.
func (p *People) ConfirmTotp(ctx context.Context, s db.Scope, user uuid.UUID, address, code string) (codes []string, err error) {
	err = p.changeFactors(ctx, s, user, "security.totp.add", "totp_added", nil, func(q *identitydb.Queries) (audit.Fields, error) {
		row, err := q.Totp(ctx, identitydb.TotpParams{TenantID: s.Tenant(), UserID: user})
		if none(err) || err == nil && row.ConfirmedAt != nil {
			return nil, errs.New(errs.Conflict, "totp_not_begun", "No authenticator app is being set up. Begin again.")
		}
		if err != nil {
			return nil, err
		}
		err = p.guessSecond(ctx, q, s, user, address, wrongCode(), func() (bool, error) { return p.matchTotp(ctx, q, s, user, code, row) })
		if err != nil {
			return nil, err
		}
		if err := q.TotpConfirmed(ctx, identitydb.TotpConfirmedParams{At: new(p.clock.Now()), TenantID: s.Tenant(), UserID: user}); err != nil {
			return nil, err
		}
		codes, err = p.firstCodes(ctx, q, s, user)
		return nil, err
	})
	if err != nil {
		return nil, fmt.Errorf("confirm an authenticator app: %w", err)
	}
	p.guesses.succeeded(secondOf(user))
	return codes, nil
}

// RemoveTotp takes the app away.
func (p *People) RemoveTotp(ctx context.Context, s db.Scope, user uuid.UUID, proof Proof) error {
	if err := p.prove(ctx, s, user, proof); err != nil {
		return fmt.Errorf("remove an authenticator app: %w", err)
	}
	err := p.changeFactors(ctx, s, user, "security.totp.remove", "totp_removed", nil, func(q *identitydb.Queries) (audit.Fields, error) {
		n, err := q.DeleteTotp(ctx, identitydb.DeleteTotpParams{TenantID: s.Tenant(), UserID: user})
		if err == nil && n == 0 {
			return nil, errs.Missing()
		}
		if err != nil {
			return nil, err
		}
		return nil, p.dropIdleCodes(ctx, q, s, user)
	})
	if err != nil {
		return fmt.Errorf("remove an authenticator app: %w", err)
	}
	return nil
}

// takeTotp tells whether a code is one of now of the user's app, and uses it up.
func (p *People) takeTotp(ctx context.Context, q *identitydb.Queries, s db.Scope, user uuid.UUID, code string) (bool, error) {
	row, err := q.Totp(ctx, identitydb.TotpParams{TenantID: s.Tenant(), UserID: user})
	if none(err) || err == nil && row.ConfirmedAt == nil {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	return p.matchTotp(ctx, q, s, user, code, row)
}

// matchTotp tells whether a code is one of now, and uses its step up: neither it nor an earlier one is taken again.
func (p *People) matchTotp(ctx context.Context, q *identitydb.Queries, s db.Scope, user uuid.UUID, code string, row identitydb.TotpRow) (bool, error) {
	secret, err := p.key.Open(s.Tenant(), sealedTotp+" of "+user.String(), row.Sealed)
	if err != nil {
		return false, err
	}
	code = squeezed(code)
	if len(code) != totpLetters {
		return false, nil
	}
	present := p.clock.Now().Unix() / int64(totpPeriod/time.Second)
	taken := int64(0)
	for step := present - totpSkew; step <= present+totpSkew; step++ {
		want, err := hotp.GenerateCodeCustom(string(secret), uint64(step), hotp.ValidateOpts{Digits: totpDigits, Algorithm: totpHash})
		if err != nil {
			return false, err
		}
		if subtle.ConstantTimeCompare([]byte(want), []byte(code)) == 1 && step > row.LastStep {
			taken = step
		}
	}
	if taken == 0 {
		return false, nil
	}
	return true, q.TotpUsed(ctx, identitydb.TotpUsedParams{Step: taken, TenantID: s.Tenant(), UserID: user})
}
