package identity

import (
	"context"
	"fmt"
	"time"

	"github.com/google/uuid"

	"github.com/liveryhq/livery/internal/audit"
	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/internal/errs"
	"github.com/liveryhq/livery/tenant/identity/internal/identitydb"
)

// Session is one place where a user is signed in.
type Session struct {
	ID        uuid.UUID
	Host      string
	CreatedAt time.Time
	SeenAt    time.Time
	ExpiresAt time.Time
	Address   string
	Agent     string
}

// Sessions lists where a user is signed in, the one seen last first.
func (p *People) Sessions(ctx context.Context, s db.Scope, user uuid.UUID) ([]Session, error) {
	var list []Session
	err := p.db.InTenant(ctx, s, func(tx *db.Tx) error {
		rows, err := identitydb.New(tx).SessionsOf(ctx, identitydb.SessionsOfParams{TenantID: s.Tenant(), UserID: user, At: p.clock.Now()})
		for _, r := range rows {
			list = append(list, Session(r))
		}
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("list sessions: %w", err)
	}
	return list, nil
}

// SignOut ends the session its user is in.
func (p *People) SignOut(ctx context.Context, s db.Scope, user, session uuid.UUID) error {
	return p.end(ctx, s, user, session, "signed_out")
}

// EndSession ends another session of the same user. NotFound if it is not theirs, or has ended.
func (p *People) EndSession(ctx context.Context, s db.Scope, user, session uuid.UUID) error {
	return p.end(ctx, s, user, session, "revoked")
}

func (p *People) end(ctx context.Context, s db.Scope, user, session uuid.UUID, why string) error {
	err := p.db.InTenant(ctx, s, func(tx *db.Tx) error {
		n, err := identitydb.New(tx).EndSession(ctx, identitydb.EndSessionParams{At: new(p.clock.Now()), Reason: &why,
			TenantID: s.Tenant(), ID: session, UserID: user})
		if err == nil && n == 0 {
			return errs.Missing()
		}
		if err != nil {
			return err
		}
		return p.note(ctx, tx, s, "security.session.end", sessionSubject(session), audit.Fields{"user": user}, audit.Fields{"why": why})
	})
	if err != nil {
		return fmt.Errorf("end a session: %w", err)
	}
	p.forget()
	return nil
}

// ChangePassword sets a new password and ends all other sessions of the user. Invalid (reason "wrong_password") if the
// present one is not right; guesses are slowed down as at signing in.
func (p *People) ChangePassword(ctx context.Context, s db.Scope, user, session uuid.UUID, address, present, wanted string) error {
	if err := checkPassword(wanted); err != nil {
		return err
	}
	if wanted == present { // somebody else may have set it
		return errs.Field("password", "bad_password", "Choose another password than the present one.")
	}
	if err := p.confirm(ctx, s, user, address, "current", present); err != nil {
		return fmt.Errorf("change a password: %w", err)
	}
	hash, err := p.passwords.hash(ctx, wanted)
	if err != nil {
		return fmt.Errorf("change a password: %w", err)
	}
	now := p.clock.Now()
	err = p.db.InTenant(ctx, s, func(tx *db.Tx) error {
		q := identitydb.New(tx)
		if _, err := q.SetPassword(ctx, identitydb.SetPasswordParams{PasswordHash: hash, At: now, MustChange: false, TenantID: s.Tenant(), ID: user}); err != nil {
			return err
		}
		_, err := q.EndOtherSessions(ctx, identitydb.EndOtherSessionsParams{At: &now, Reason: new("password"), TenantID: s.Tenant(), UserID: user, Kept: session})
		if err != nil {
			return err
		}
		return p.note(ctx, tx, s, "security.password.change", userSubject(user), nil, nil)
	})
	if err != nil {
		return fmt.Errorf("change a password: %w", err)
	}
	p.forget()
	return nil
}

// confirm asks a user who is signed in for their password once more. Invalid (reason "wrong_password") names the field;
// guesses are slowed down as at signing in.
func (p *People) confirm(ctx context.Context, s db.Scope, user uuid.UUID, address, field, password string) error {
	name := "password of " + user.String()
	if err := p.guesses.allow(name, address); err != nil {
		return err
	}
	c, err := p.credentials(ctx, s, user)
	if err != nil {
		return err
	}
	right, err := p.passwords.verify(ctx, password, c.PasswordHash)
	if err != nil {
		return err
	}
	if !right {
		p.guesses.failed(name, address)
		return errs.Field(field, "wrong_password", "This is not your present password.")
	}
	p.guesses.succeeded(name)
	return nil
}

// Leave ends the session of whichever of the two tokens is good, for who signs out after the access token has run out.
// Tokens that are good for nothing are no error: there is nothing left to end.
func (p *People) Leave(ctx context.Context, v Visit, access, refresh string) error {
	if claims, err := p.Read(access); err == nil && claims.Host == v.Host {
		if claims.Acting {
			_, err := p.LeaveActing(ctx, v, access)
			return err
		}
		place, err := p.tenants.Place(ctx, claims.Tenant, claims.Tenant)
		if err != nil {
			return fmt.Errorf("sign out: %w", err)
		}
		return ended(p.SignOut(oneself(ctx, v, claims.User), place.Scope, claims.User, claims.Session))
	}
	tokens, err := p.Refresh(ctx, v, refresh)
	if errs.Is(err, errs.Unauthenticated) {
		return nil
	}
	if err != nil {
		return err
	}
	return p.Leave(ctx, v, tokens.Access, "")
}

// ended takes a session that has ended already for ended.
func ended(err error) error {
	if errs.Is(err, errs.NotFound) {
		return nil
	}
	return err
}
