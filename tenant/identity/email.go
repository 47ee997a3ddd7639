package identity

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/liveryhq/livery/internal/audit"
	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/internal/errs"
	"github.com/liveryhq/livery/tenant/identity/internal/identitydb"
)

// Times of a change of address.
const (
	// ChangeLife is how long the new address has to confirm.
	ChangeLife = 24 * time.Hour
	// UndoLife is how long the old address can take the change back.
	UndoLife = 14 * 24 * time.Hour
)

// changesADay bounds the letters that somebody can have sent to addresses they only claim.
const changesADay = 5

// EmailState is how somebody's address stands.
type EmailState struct {
	// Email is empty if they have none.
	Email string
	// Pending is the address that has not confirmed yet; empty if none waits.
	Pending        string
	AskedAt, Until time.Time
	// UndoUntil: so long can the address before this one take the change back; zero: there is none.
	UndoUntil time.Time
}

// EmailState reads how a user's address stands.
func (p *People) EmailState(ctx context.Context, s db.Scope, user uuid.UUID) (state EmailState, err error) {
	err = p.db.InTenant(ctx, s, func(tx *db.Tx) error {
		q, now := identitydb.New(tx), p.clock.Now()
		c, err := q.Contact(ctx, identitydb.ContactParams{TenantID: s.Tenant(), ID: user})
		if err != nil {
			return err
		}
		if c.Email != nil {
			state.Email = *c.Email
		}
		pending, err := q.OpenChange(ctx, identitydb.OpenChangeParams{TenantID: s.Tenant(), UserID: user, At: now})
		switch {
		case err == nil:
			state.Pending, state.AskedAt, state.Until = pending.Email, pending.CreatedAt.UTC(), pending.ExpiresAt.UTC()
		case !errors.Is(err, pgx.ErrNoRows):
			return err
		}
		undo, err := q.FirstUndo(ctx, identitydb.FirstUndoParams{TenantID: s.Tenant(), UserID: user, At: now})
		if errors.Is(err, pgx.ErrNoRows) {
			return nil
		}
		state.UndoUntil = undo.ExpiresAt.UTC()
		return err
	})
	if err != nil {
		return EmailState{}, fmt.Errorf("read how an address stands: %w", err)
	}
	return state, nil
}

// ChangeEmail asks a new address to confirm that it is this user's; until then nothing changes. Invalid (reason
// "wrong_password") if the password is not theirs, or names the field; LimitReached after too many. That somebody else in
// the realm has the address is not told here: only whoever reads its letters learns that.
func (p *People) ChangeEmail(ctx context.Context, s db.Scope, user uuid.UUID, address, password, wanted string) error {
	if err := checkEmail(wanted); err != nil {
		return err
	}
	if err := p.confirm(ctx, s, user, address, "password", password); err != nil {
		return fmt.Errorf("change an address: %w", err)
	}
	err := p.db.InTenant(ctx, s, func(tx *db.Tx) error {
		q, now := identitydb.New(tx), p.clock.Now()
		if err := q.LockPeople(ctx, s.Tenant().String()); err != nil {
			return err
		}
		c, err := q.Contact(ctx, identitydb.ContactParams{TenantID: s.Tenant(), ID: user})
		if err != nil {
			return err
		}
		if c.EmailKey != nil && *c.EmailKey == loginKey(wanted) {
			return errs.Field("email", "same_email", "This is the address you have.")
		}
		lately, err := q.LinksSince(ctx, identitydb.LinksSinceParams{TenantID: s.Tenant(), UserID: user, Purpose: forChange, Since: now.Add(-24 * time.Hour)})
		if err != nil {
			return err
		}
		if lately >= changesADay {
			e := errs.New(errs.LimitReached, "too_many_changes", "You have asked for many changes today. Try again tomorrow.")
			e.RetryAfter = int((24 * time.Hour).Seconds())
			return e
		}
		if _, err := p.settleLinks(ctx, q, s, user, replaced, forChange); err != nil {
			return err
		}
		token, until, err := p.makeLink(ctx, q, s, newLink{User: user, Purpose: forChange, Email: wanted, Life: ChangeLife})
		if err != nil {
			return err
		}
		err = post(ctx, tx, s, Letter{Template: "change_email", To: wanted, User: &user, Locale: language(c.Locale, c.TenantLocale),
			Path: AddressPath + token, Params: map[string]string{"name": nameOf(c.Name, c.Login), "login": c.Login}, Until: &until})
		if err != nil {
			return err
		}
		return audit.Write(ctx, tx, s.Tenant(), now, audit.Change{Action: "people.email.ask", Subject: audit.Subject{Kind: "user", ID: user, Name: c.Login},
			After: audit.Fields{"email": wanted}})
	})
	if err != nil {
		return fmt.Errorf("change an address: %w", err)
	}
	return nil
}

// CancelEmail takes back a change that has not been confirmed. NotFound if none waits.
func (p *People) CancelEmail(ctx context.Context, s db.Scope, user uuid.UUID) error {
	err := p.db.InTenant(ctx, s, func(tx *db.Tx) error {
		q := identitydb.New(tx)
		c, err := q.Contact(ctx, identitydb.ContactParams{TenantID: s.Tenant(), ID: user})
		if err != nil {
			return err
		}
		n, err := p.settleLinks(ctx, q, s, user, cancelled, forChange)
		if err == nil && n == 0 {
			err = errs.Missing()
		}
		if err != nil {
			return err
		}
		return audit.Write(ctx, tx, s.Tenant(), p.clock.Now(), audit.Change{Action: "people.email.cancel", Subject: audit.Subject{Kind: "user", ID: user, Name: c.Login}})
	})
	if err != nil {
		return fmt.Errorf("take back a change of address: %w", err)
	}
	return nil
}

// ConfirmChange takes the link of a letter for the proof that the new address is its reader's: it takes the place of the
// present one. Gone (reason "link_void") if it is not good; Conflict (reason "email_taken") if the address has become
// somebody else's in the realm.
func (p *People) ConfirmChange(ctx context.Context, realm uuid.UUID, token string) (email string, err error) {
	err = p.withLink(ctx, realm, token, []string{forChange}, func(tx *db.Tx, q *identitydb.Queries, s db.Scope, l link) error {
		if l.Status != "active" {
			return linkVoid()
		}
		email = l.Email
		if err := p.settleLink(ctx, q, s, l.ID); err != nil {
			return err
		}
		return p.applyChange(ctx, tx, q, s, l)
	})
	return email, err
}

// applyChange puts a confirmed address in the place of the present one and tells that one, with a link to undo it.
func (p *People) applyChange(ctx context.Context, tx *db.Tx, q *identitydb.Queries, s db.Scope, l link) error {
	now := p.clock.Now()
	if err := q.SetEmail(ctx, identitydb.SetEmailParams{Email: &l.Email, EmailKey: &l.EmailKey, TenantID: s.Tenant(), ID: l.UserID}); err != nil {
		return taken(err)
	}
	// What was sent to the old address is good no more, but for taking this back.
	if _, err := p.settleLinks(ctx, q, s, l.UserID, replaced, forReset); err != nil {
		return err
	}
	before := ""
	if l.PresentEmail != nil {
		before = *l.PresentEmail
		token, until, err := p.makeLink(ctx, q, s, newLink{User: l.UserID, Purpose: forUndo, Email: before, Life: UndoLife})
		if err != nil {
			return err
		}
		err = post(ctx, tx, s, Letter{Template: "email_changed", To: before, User: &l.UserID, Locale: language(l.Locale, l.TenantLocale),
			Path: UndoPath + token, Params: map[string]string{"name": nameOf(l.Name, l.Login), "login": l.Login, "email": l.Email}, Until: &until})
		if err != nil {
			return err
		}
	}
	return audit.Write(ctx, tx, s.Tenant(), now, audit.Change{Action: "people.email.change", Subject: audit.Subject{Kind: "user", ID: l.UserID, Name: l.Login},
		Before: audit.Fields{"email": before}, After: audit.Fields{"email": l.Email}})
}

// UndoEmail gives an address back to its user by the link it was told of: whoever changed it is signed out everywhere and
// does not get in any more, and the reader chooses a new password with the token that is answered. The token is empty
// where the login has been blocked besides. Gone (reason "link_void") if the link is not good.
func (p *People) UndoEmail(ctx context.Context, v Visit, token string) (reset string, err error) {
	err = p.withLink(ctx, v.Realm, token, []string{forUndo}, func(tx *db.Tx, q *identitydb.Queries, s db.Scope, l link) error {
		tx.AfterCommit(p.forget)
		err := p.giveBack(ctx, tx, q, s, formerEmail{l.ID, l.UserID, l.Login, l.Email, l.EmailKey, l.CreatedAt, l.PresentEmail})
		if err != nil || l.Status != "active" {
			return err
		}
		reset, _, err = p.makeLink(ctx, q, s, newLink{User: l.UserID, Purpose: forReset, Email: l.Email, Life: ResetLife})
		return err
	})
	return reset, err
}

// formerEmail is an address that is given back.
type formerEmail struct {
	link, user       uuid.UUID
	login            string
	email, emailKey  string
	changedAt        time.Time
	insteadOfPresent *string
}

// giveBack restores an address and shuts out whoever has changed it: sessions, keys, the password, and all links.
func (p *People) giveBack(ctx context.Context, tx *db.Tx, q *identitydb.Queries, s db.Scope, f formerEmail) error {
	now := p.clock.Now()
	present := ""
	if f.insteadOfPresent != nil {
		present = *f.insteadOfPresent
	}
	return inTurn(
		// First of all: an address that may be given back is held for its user.
		func() error {
			return taken(q.SetEmail(ctx, identitydb.SetEmailParams{Email: &f.email, EmailKey: &f.emailKey, TenantID: s.Tenant(), ID: f.user}))
		},
		func() error { return p.settleLink(ctx, q, s, f.link) },
		func() error {
			return q.SettleUndosAfter(ctx, identitydb.SettleUndosAfterParams{At: &now, TenantID: s.Tenant(), UserID: f.user, Since: f.changedAt, Kept: f.link})
		},
		func() error {
			_, err := p.settleLinks(ctx, q, s, f.user, cancelled, forReset, forChange)
			return err
		},
		func() error { return p.shutOut(ctx, q, s, f.user) },
		// Whoever has changed the address may have set up a second factor of their own, which would keep its user out.
		func() error { _, err := p.dropFactors(ctx, q, s, f.user, f.changedAt); return err },
		func() error {
			return audit.Write(ctx, tx, s.Tenant(), now, audit.Change{Action: "people.email.undo", Subject: audit.Subject{Kind: "user", ID: f.user, Name: f.login},
				Before: audit.Fields{"email": present}, After: audit.Fields{"email": f.email}})
		},
	)
}

// shutOut ends all that somebody could get in with: sessions, keys, and the password, in whose place nothing fits.
func (p *People) shutOut(ctx context.Context, q *identitydb.Queries, s db.Scope, user uuid.UUID) error {
	now := p.clock.Now()
	if err := p.endAll(ctx, q, s, user); err != nil {
		return err
	}
	if _, err := q.RevokeKeysOf(ctx, identitydb.RevokeKeysOfParams{At: &now, TenantID: s.Tenant(), UserID: user}); err != nil {
		return err
	}
	_, err := q.SetPassword(ctx, identitydb.SetPasswordParams{PasswordHash: p.passwords.encode(salt(), salt()), At: now, MustChange: false, TenantID: s.Tenant(), ID: user})
	return err
}
