package identity

import (
	"context"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"strings"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/liveryhq/livery/internal/audit"
	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/internal/errs"
	"github.com/liveryhq/livery/tenant/identity/internal/identitydb"
)

// Ways of the second step.
const (
	ByTotp     = "totp"
	ByPasskey  = "passkey"
	ByRecovery = "recovery"
)

// stepLife is how long a begun step waits for its answer.
const stepLife = 5 * time.Minute

// Factors is what a user signs in with besides the password.
type Factors struct {
	// TotpAt is when an authenticator app was set up; zero: none is.
	TotpAt   time.Time
	Passkeys []Passkey
	// CodesLeft of those for whoever has lost the rest.
	CodesLeft int
	// RequiredFrom is when the realm requires a second factor of this user; nil: it does not.
	RequiredFrom *time.Time
}

// On tells whether there is a second factor at all.
func (f Factors) On() bool { return !f.TotpAt.IsZero() || len(f.Passkeys) > 0 }

// Proof is what a user who is signed in shows once more before a factor is changed: the password, or a code of their app.
type Proof struct {
	Password, Code string
	// Address it comes from.
	Address string
}

// Factors reads what a user signs in with.
func (p *People) Factors(ctx context.Context, s db.Scope, user uuid.UUID) (f Factors, err error) {
	err = p.db.InTenant(ctx, s, func(tx *db.Tx) error {
		q := identitydb.New(tx)
		row, err := q.Factors(ctx, identitydb.FactorsParams{TenantID: s.Tenant(), ID: user})
		if err != nil {
			return err
		}
		f.CodesLeft = int(row.Codes)
		if row.TotpAt.Unix() > 0 {
			f.TotpAt = row.TotpAt.UTC()
		}
		keys, err := q.Passkeys(ctx, identitydb.PasskeysParams{TenantID: s.Tenant(), UserID: user})
		for _, k := range keys {
			f.Passkeys = append(f.Passkeys, toPasskey(k))
		}
		if err != nil {
			return err
		}
		c, err := q.Credentials(ctx, identitydb.CredentialsParams{TenantID: s.Tenant(), ID: user})
		if err != nil {
			return err
		}
		f.RequiredFrom, err = p.requiredFrom(ctx, q, s, c.Role)
		return err
	})
	if err != nil {
		return Factors{}, fmt.Errorf("read second factors: %w", err)
	}
	return f, nil
}

// prove asks for the password or a code once more. Invalid (reason "wrong_password" or "wrong_totp") names the field; guesses
// are slowed down as at signing in.
func (p *People) prove(ctx context.Context, s db.Scope, user uuid.UUID, proof Proof) error {
	if proof.Password != "" || proof.Code == "" {
		return p.confirm(ctx, s, user, proof.Address, "password", proof.Password)
	}
	err := p.db.InTenant(ctx, s, func(tx *db.Tx) error {
		q := identitydb.New(tx)
		return p.guessSecond(ctx, q, s, user, proof.Address, wrongCode(), func() (bool, error) { return p.takeTotp(ctx, q, s, user, proof.Code) })
	})
	if err == nil {
		p.guesses.succeeded(secondOf(user))
	}
	return err
}

// guessSecond tries an answer to somebody's second factor with their row locked: one after another, so that a code is taken once, and that
// whoever guesses in parallel is counted, and has to wait, before the next answer is so much as compared. It answers wrong if it is not right.
func (p *People) guessSecond(ctx context.Context, q *identitydb.Queries, s db.Scope, user uuid.UUID, address string, wrong error, try func() (bool, error)) error {
	name := secondOf(user)
	if err := p.guesses.allow(name, address); err != nil { // before anybody waits for the lock
		return err
	}
	if _, err := q.LockFactors(ctx, identitydb.LockFactorsParams{TenantID: s.Tenant(), ID: user}); err != nil {
		return err
	}
	if err := p.guesses.allow(name, address); err != nil {
		return err
	}
	right, err := try()
	if err == nil && !right {
		p.guesses.failed(name, address)
		err = wrong
	}
	return err
}

// secondOf is what guesses at somebody's second factor are counted by.
func secondOf(user uuid.UUID) string { return "second of " + user.String() }

func wrongCode() *errs.Error {
	return errs.Field("code", "wrong_totp", "This code is not right, or was used already. Wait for the next one.")
}

// changeFactors runs fn with the user locked, so that factors of one user are changed one after another; then it is told by
// letter and in the audit.
func (p *People) changeFactors(ctx context.Context, s db.Scope, user uuid.UUID, action, letter string, params map[string]string,
	fn func(q *identitydb.Queries) (audit.Fields, error),
) error {
	return p.db.InTenant(ctx, s, func(tx *db.Tx) error {
		q := identitydb.New(tx)
		if _, err := q.LockFactors(ctx, identitydb.LockFactorsParams{TenantID: s.Tenant(), ID: user}); err != nil {
			return err
		}
		after, err := fn(q)
		if err != nil {
			return err
		}
		tx.AfterCommit(p.forget)
		if err := p.tellFactors(ctx, tx, q, s, user, letter, params); err != nil {
			return err
		}
		return p.note(ctx, tx, s, action, userSubject(user), nil, after)
	})
}

// tellFactors writes to whoever's way in has changed, as far as they can be written to.
func (p *People) tellFactors(ctx context.Context, tx *db.Tx, q *identitydb.Queries, s db.Scope, user uuid.UUID, letter string, params map[string]string) error {
	c, err := q.Contact(ctx, identitydb.ContactParams{TenantID: s.Tenant(), ID: user})
	if err != nil || letter == "" || c.Email == nil {
		return err
	}
	all := map[string]string{"name": nameOf(c.Name, c.Login), "login": c.Login}
	maps.Copy(all, params)
	return post(ctx, tx, s, Letter{Template: letter, To: *c.Email, User: &user, Locale: language(c.Locale, c.TenantLocale), Path: "/stolen", Params: all})
}

// factorsOn are the factors of a user at a host, in a transaction.
func factorsOn(ctx context.Context, q *identitydb.Queries, s db.Scope, user uuid.UUID, host string) (row identitydb.FactorsRow, on bool, err error) {
	row, err = q.Factors(ctx, identitydb.FactorsParams{TenantID: s.Tenant(), ID: user, Host: host})
	return row, row.TotpAt.Unix() > 0 || row.Passkeys > 0, err
}

// dropFactors takes all factors of a user away that were set up since a moment; with none left the codes for their loss go too.
func (p *People) dropFactors(ctx context.Context, q *identitydb.Queries, s db.Scope, user uuid.UUID, since time.Time) (dropped bool, err error) {
	totp, err := q.DeleteTotp(ctx, identitydb.DeleteTotpParams{TenantID: s.Tenant(), UserID: user, Since: since})
	if err != nil {
		return false, err
	}
	keys, err := q.DeletePasskeys(ctx, identitydb.DeletePasskeysParams{TenantID: s.Tenant(), UserID: user, Since: since})
	if err != nil {
		return false, err
	}
	codes, err := q.DeleteCodes(ctx, identitydb.DeleteCodesParams{TenantID: s.Tenant(), UserID: user, Since: since})
	if err != nil {
		return false, err
	}
	return totp+keys+codes > 0, p.dropIdleCodes(ctx, q, s, user)
}

// dropIdleCodes takes away recovery codes where there is nothing left that they could stand in for.
func (p *People) dropIdleCodes(ctx context.Context, q *identitydb.Queries, s db.Scope, user uuid.UUID) error {
	_, on, err := factorsOn(ctx, q, s, user, "")
	if err != nil || on {
		return err
	}
	_, err = q.DeleteCodes(ctx, identitydb.DeleteCodesParams{TenantID: s.Tenant(), UserID: user})
	return err
}

// step is what is sealed into the token of a step that waits for its answer: nobody but this installation reads or makes it.
type step struct {
	Purpose string    `json:"p"`
	Host    string    `json:"h"`
	User    uuid.UUID `json:"u"`
	Tenant  uuid.UUID `json:"t"`
	// Session whose user sets a passkey up.
	Session uuid.UUID `json:"s"`
	// Fingerprint of the hash of the password that was right.
	Fingerprint []byte `json:"w,omitempty"`
	// Failed counts the wrong passwords before it.
	Failed int `json:"f,omitempty"`
	// Ceremony of a passkey.
	Ceremony json.RawMessage `json:"c,omitempty"`
	Until    time.Time       `json:"x"`
	Nonce    uuid.UUID       `json:"n"`
}

const sealedStep = "step of a sign-in"

// seal makes the token of a step in a realm.
func (p *People) seal(realm uuid.UUID, st step) (string, time.Time, error) {
	st.Until, st.Nonce = p.clock.Now().Add(stepLife), uuid.New()
	plain, err := json.Marshal(st)
	if err != nil {
		return "", time.Time{}, err
	}
	sealed, err := p.key.Seal(realm, sealedStep, plain)
	return base64.RawURLEncoding.EncodeToString(sealed), st.Until, err
}

// unseal reads a token. Gone (reason "step_void") if it is not good for the purpose here, or no more.
func (p *People) unseal(v Visit, token, purpose string) (st step, err error) {
	raw, err := base64.RawURLEncoding.DecodeString(token)
	if err != nil {
		return st, stepVoid().With(err)
	}
	plain, err := p.key.Open(v.Realm, sealedStep, raw)
	if err != nil {
		return st, stepVoid().With(err)
	}
	if err := json.Unmarshal(plain, &st); err != nil {
		return st, err
	}
	if st.Purpose != purpose || st.Host != v.Host || !st.Until.After(p.clock.Now()) {
		return st, stepVoid()
	}
	return st, nil
}

// spend uses a step up: whoever comes second with it finds it void.
func (p *People) spend(ctx context.Context, q *identitydb.Queries, s db.Scope, st step) error {
	hash := sha256.Sum256(st.Nonce[:])
	n, err := q.SpendStep(ctx, identitydb.SpendStepParams{TenantID: s.Tenant(), Hash: hash[:], ExpiresAt: st.Until})
	if err == nil && n == 0 {
		return stepVoid()
	}
	return err
}

func stepVoid() *errs.Error {
	return errs.New(errs.Gone, "step_void", "This took too long, or was used already. Begin again.")
}

// SweepSteps forgets steps that nobody could use any more.
func (p *People) SweepSteps(ctx context.Context) (n int64, err error) {
	err = p.db.Worker(ctx, func(tx *db.Tx) error {
		n, err = identitydb.New(tx).DeleteSpentSteps(ctx, p.clock.Now().Add(-stepLife))
		return err
	})
	if err != nil {
		return 0, fmt.Errorf("forget steps of sign-ins: %w", err)
	}
	return n, nil
}

// fingerprint tells one hash of a password from another without telling it.
func fingerprint(hash string) []byte {
	sum := sha256.Sum256([]byte(hash))
	return sum[:16]
}

func none(err error) bool { return errors.Is(err, pgx.ErrNoRows) || errs.Is(err, errs.NotFound) }

// squeezed is a code as it is compared: people write it with spaces and dashes, and small.
func squeezed(code string) string {
	return strings.Map(func(r rune) rune {
		if r == ' ' || r == '-' || r == '\t' {
			return -1
		}
		return r
	}, strings.ToUpper(code))
}
