package identity

import (
	"context"
	"crypto/subtle"
	"fmt"
	"time"

	"github.com/google/uuid"

	"github.com/liveryhq/livery/internal/audit"
	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/internal/errs"
	"github.com/liveryhq/livery/tenant/identity/internal/identitydb"
)

// refreshGrace is how long the refresh token before the last is still taken: its answer may have been lost on the way, or
// two tabs refreshed at once.
const refreshGrace = 15 * time.Second

// Visit is where somebody signs in from and on.
type Visit struct {
	Realm   uuid.UUID
	Host    string
	Address string
	Agent   string
	// Origin the browser shows, and Brand as passkeys name it; for passkeys alone.
	Origin, Brand string
}

// Tokens are what a session is held by; or with Second set, what still has to be shown before there is one.
type Tokens struct {
	Second *SecondStep

	Session      uuid.UUID
	Access       string
	AccessUntil  time.Time
	Refresh      string
	RefreshUntil time.Time
}

// SignIn opens a session for a login, or an e-mail address, of the realm and its password. Unauthenticated (reason
// "wrong_login") whatever of the two is wrong; LimitReached after too many guesses; Unavailable when too many sign in. Where
// there is a second factor no session is opened: Tokens.Second says what is missing.
func (p *People) SignIn(ctx context.Context, v Visit, login, password string) (Tokens, error) {
	key := loginKey(login)
	name := v.Realm.String() + " " + key
	if err := p.guesses.allow(name, v.Address); err != nil {
		return Tokens{}, err
	}
	if len(password) > 4*longestPassword {
		password = "" // no password is so long: not worth hashing
	}
	user, scope, err := p.find(ctx, v.Realm, key)
	if err != nil {
		return Tokens{}, fmt.Errorf("sign in: %w", err)
	}
	var c identitydb.CredentialsRow
	hash := p.passwords.nobodys
	if user != uuid.Nil {
		c, err = p.credentials(ctx, scope, user)
		switch {
		case errs.Is(err, errs.NotFound): // removed
			user = uuid.Nil
		case err != nil:
			return Tokens{}, fmt.Errorf("sign in: %w", err)
		default:
			hash = c.PasswordHash
		}
	}
	right, err := p.passwords.verify(ctx, password, hash)
	if err != nil {
		return Tokens{}, fmt.Errorf("sign in: %w", err)
	}
	if !right || user == uuid.Nil || c.Status != "active" {
		p.guesses.failed(name, v.Address)
		return Tokens{}, wrongLogin()
	}
	failed := p.guesses.succeeded(name)
	half, err := p.halfway(ctx, scope, v, user, c.PasswordHash, failed)
	if err != nil {
		return Tokens{}, fmt.Errorf("sign in: %w", err)
	}
	if half != nil {
		return Tokens{Second: half}, nil
	}
	return p.open(ctx, scope, v, user, c.PasswordHash, failed)
}

// find looks a login up in a realm; a nil id if there is none.
func (p *People) find(ctx context.Context, realm uuid.UUID, key string) (user uuid.UUID, s db.Scope, err error) {
	var found identitydb.LoginUserRow
	err = p.db.Nobody(ctx, func(tx *db.Tx) (err error) {
		found, err = identitydb.New(tx).LoginUser(ctx, identitydb.LoginUserParams{Realm: realm, Wanted: key})
		return err
	})
	if errs.Is(err, errs.NotFound) {
		return uuid.Nil, s, nil
	}
	if err != nil {
		return uuid.Nil, s, err
	}
	place, err := p.tenants.Place(ctx, found.TenantID, found.TenantID)
	if err != nil || place.Status == "closed" {
		return uuid.Nil, s, err
	}
	return found.UserID, place.Scope, nil
}

func (p *People) credentials(ctx context.Context, s db.Scope, user uuid.UUID) (c identitydb.CredentialsRow, err error) {
	err = p.db.InTenant(ctx, s, func(tx *db.Tx) (err error) {
		c, err = identitydb.New(tx).Credentials(ctx, identitydb.CredentialsParams{TenantID: s.Tenant(), ID: user})
		return err
	})
	return c, err
}

func wrongLogin() *errs.Error {
	return errs.New(errs.Unauthenticated, "wrong_login", "This login and password do not go together. Check both.")
}

// opening is a session that is about to be.
type opening struct {
	user uuid.UUID
	// same tells whether a hash is still the one of the password that was shown.
	same func(hash string) bool
	// before looks at what else was shown, in the transaction that opens the session; nil: there is nothing else, and nothing
	// may be needed.
	before func(tx *db.Tx, q *identitydb.Queries) error
	// way the second factor was shown, if it was; alone: nothing else was.
	way   string
	alone bool
	// failed is how often the password was guessed wrongly before.
	failed int
}

// open opens a session of a user who has shown the password of this hash. Unauthenticated if that has changed while it was
// verified, or they may not come in any more. How often the password was guessed wrongly before is told with it: told at
// once, the audit would take longer for a login that exists than for one that does not.
func (p *People) open(ctx context.Context, s db.Scope, v Visit, user uuid.UUID, hash string, failed int) (Tokens, error) {
	return p.openAs(ctx, s, v, &opening{user: user, failed: failed, same: func(now string) bool { return now == hash }})
}

func (p *People) openAs(ctx context.Context, s db.Scope, v Visit, o *opening) (Tokens, error) {
	now := p.clock.Now()
	token := newRefreshToken(uuid.Must(uuid.NewV7()))
	var version int64
	err := p.db.InTenant(ctx, s, func(tx *db.Tx) error {
		q := identitydb.New(tx)
		if o.before != nil {
			if err := o.before(tx, q); err != nil {
				return err
			}
		}
		still, err := q.StillSo(ctx, identitydb.StillSoParams{TenantID: s.Tenant(), ID: o.user})
		if errs.Is(err, errs.NotFound) || err == nil && (!o.same(still.PasswordHash) || still.Status != "active") {
			return wrongLogin()
		}
		if err != nil {
			return err
		}
		version = still.Version
		if o.before == nil { // a factor that was set up in the meantime
			if _, on, err := factorsOn(ctx, q, s, o.user, v.Host); err != nil || on {
				return wrongLogin().With(err)
			}
		}
		err = q.InsertSession(ctx, identitydb.InsertSessionParams{ID: token.session, TenantID: s.Tenant(), UserID: o.user,
			Host: v.Host, RefreshHash: token.hash(), At: now, ExpiresAt: now.Add(RefreshLife), Address: v.Address, Agent: v.Agent})
		if err != nil {
			return err
		}
		after := audit.Fields{"session": token.session}
		if o.failed > 0 {
			after["failed_before"] = o.failed
		}
		if o.way != "" {
			after["second_factor"] = o.way
		}
		if o.alone {
			after["password"] = false
		}
		return p.note(oneself(ctx, v, o.user), tx, s, "security.session.open", userSubject(o.user), nil, after)
	})
	if err != nil {
		return Tokens{}, fmt.Errorf("open a session: %w", err)
	}
	return p.tokens(token, Claims{User: o.user, Tenant: s.Tenant(), Session: token.session, Host: v.Host, Version: version}, now)
}

func (p *People) tokens(refresh refreshToken, c Claims, now time.Time) (Tokens, error) {
	c.Until = now.Add(AccessLife)
	access, err := p.sign(c)
	if err != nil {
		return Tokens{}, err
	}
	return Tokens{Session: c.Session, Access: access, AccessUntil: c.Until, Refresh: refresh.String(), RefreshUntil: now.Add(RefreshLife)}, nil
}

// Refresh gives new tokens for a refresh token, once. Unauthenticated if it is not good on this host, or no more; one that
// was rotated away before ends its session.
func (p *People) Refresh(ctx context.Context, v Visit, token string) (Tokens, error) {
	old, err := parseRefreshToken(token)
	if err != nil {
		return Tokens{}, err
	}
	s, err := p.scopeOfSession(ctx, old.session)
	if err != nil {
		return Tokens{}, err
	}
	if s.Realm() != v.Realm {
		return Tokens{}, signedOut()
	}
	now := p.clock.Now()
	fresh := newRefreshToken(old.session)
	var row identitydb.SessionForRotationRow
	stolen := false
	err = p.db.InTenant(ctx, s, func(tx *db.Tx) error {
		q := identitydb.New(tx)
		var err error
		row, err = q.SessionForRotation(ctx, identitydb.SessionForRotationParams{TenantID: s.Tenant(), ID: old.session})
		if errs.Is(err, errs.NotFound) || err == nil && (row.EndedAt != nil || !row.ExpiresAt.After(now) || row.Host != v.Host || row.Status != "active") {
			return signedOut()
		}
		if err != nil {
			return err
		}
		present := subtle.ConstantTimeCompare(old.hash(), row.RefreshHash) == 1
		before := subtle.ConstantTimeCompare(old.hash(), row.PreviousHash) == 1 && now.Sub(row.RotatedAt) <= refreshGrace
		if !present && !before {
			stolen = true
			if _, err := q.EndSession(ctx, identitydb.EndSessionParams{At: &now, Reason: new("reuse"), TenantID: s.Tenant(), ID: old.session, UserID: row.UserID}); err != nil {
				return err
			}
			return p.note(ctx, tx, s, "security.session.end", sessionSubject(old.session), audit.Fields{"user": row.UserID}, audit.Fields{"why": "reuse"})
		}
		return q.RotateSession(ctx, identitydb.RotateSessionParams{RefreshHash: fresh.hash(), PreviousHash: row.RefreshHash, At: now,
			ExpiresAt: now.Add(RefreshLife), Address: v.Address, Agent: v.Agent, TenantID: s.Tenant(), ID: old.session})
	})
	if err != nil {
		return Tokens{}, fmt.Errorf("refresh a session: %w", err)
	}
	if stolen {
		p.forget()
		p.log.WarnContext(ctx, "a refresh token came back after it was rotated away; its session has ended", "session", old.session)
		return Tokens{}, signedOut()
	}
	return p.tokens(fresh, Claims{User: row.UserID, Tenant: s.Tenant(), Session: old.session, Host: v.Host, Version: row.Version}, now)
}

func (p *People) scopeOfSession(ctx context.Context, session uuid.UUID) (s db.Scope, err error) {
	var owner uuid.UUID
	err = p.db.Nobody(ctx, func(tx *db.Tx) (err error) {
		owner, err = identitydb.New(tx).SessionTenant(ctx, session)
		return err
	})
	if errs.Is(err, errs.NotFound) {
		return s, signedOut()
	}
	if err != nil {
		return s, fmt.Errorf("find a session: %w", err)
	}
	place, err := p.tenants.Place(ctx, owner, owner)
	if errs.Is(err, errs.NotFound) || err == nil && place.Status == "closed" {
		return s, signedOut()
	}
	return place.Scope, err
}
