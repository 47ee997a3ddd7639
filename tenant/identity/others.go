package identity

import (
	"context"
	"fmt"

	"github.com/google/uuid"

	"github.com/liveryhq/livery/internal/audit"
	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/internal/errs"
	"github.com/liveryhq/livery/tenant/identity/internal/identitydb"
)

// WaitingStolen counts the reports of stolen logins of the realm acted in that are not settled.
func (p *People) WaitingStolen(ctx context.Context, s db.Scope) (int, error) {
	var n int64
	err := p.db.InTenant(ctx, s, func(tx *db.Tx) (err error) {
		n, err = identitydb.New(tx).CountStolen(ctx, s.Tenant())
		return err
	})
	if err != nil {
		return 0, fmt.Errorf("count stolen logins: %w", err)
	}
	return int(n), nil
}

// KeysOf lists the keys of a member, for whoever looks after them.
func (p *People) KeysOf(ctx context.Context, s db.Scope, by By, user uuid.UUID) ([]Key, error) {
	err := p.changePeople(ctx, s, by, func(_ *db.Tx, q *identitydb.Queries, g giver, about map[uuid.UUID]member) error {
		return p.outranks(ctx, q, g, about[user])
	}, user)
	if err != nil {
		return nil, fmt.Errorf("list a person's keys: %w", err)
	}
	return p.Keys(ctx, s, user)
}

// RevokeKeyOf ends a key of a member. NotFound if it is not theirs, or ended already.
func (p *People) RevokeKeyOf(ctx context.Context, s db.Scope, by By, user, key uuid.UUID) error {
	err := p.changePeople(ctx, s, by, func(tx *db.Tx, q *identitydb.Queries, g giver, about map[uuid.UUID]member) error {
		if err := p.outranks(ctx, q, g, about[user]); err != nil {
			return err
		}
		n, err := q.RevokeKey(ctx, identitydb.RevokeKeyParams{At: new(p.clock.Now()), TenantID: s.Tenant(), ID: key, UserID: user})
		if err == nil && n == 0 {
			err = errs.Missing()
		}
		if err != nil {
			return err
		}
		return p.note(ctx, tx, s, "people.person.revoke_key", userSubject(user), audit.Fields{"key": key}, nil)
	}, user)
	if err != nil {
		return fmt.Errorf("revoke a person's key: %w", err)
	}
	return nil
}

// ErasePerson takes somebody out of the tenant as RemovePerson does, and takes away what the audit tells of them: what they
// did, from where, and what was written about them; and letters that were not sent, and reports of a stolen login. The chain
// stays whole, and says that something was there.
func (p *People) ErasePerson(ctx context.Context, s db.Scope, by By, user uuid.UUID) error {
	err := p.changePeople(ctx, s, by, func(tx *db.Tx, q *identitydb.Queries, g giver, about map[uuid.UUID]member) error {
		if err := p.outranks(ctx, q, g, about[user]); err != nil {
			return err
		}
		if err := notOneself(by, about[user]); err != nil {
			return err
		}
		if err := q.EraseStolen(ctx, identitydb.EraseStolenParams{UserID: user, At: p.clock.Now()}); err != nil {
			return err
		}
		if about[user].Email != nil { // letters to an address before they were a user: an invitation, an offer
			if err := q.WithdrawLetters(ctx, identitydb.WithdrawLettersParams{UserID: user, Address: *about[user].Email}); err != nil {
				return err
			}
		}
		if err := p.remove(ctx, q, s, user); err != nil {
			return err
		}
		if err := q.ShredPerson(ctx, identitydb.ShredPersonParams{TenantID: s.Tenant(), UserID: user}); err != nil {
			return err
		}
		return p.note(ctx, tx, s, "people.person.erase", userSubject(user), nil, nil)
	}, user)
	if err != nil {
		return fmt.Errorf("erase a person: %w", err)
	}
	return nil
}

// Held is what is kept of a member, but for what the audit tells.
type Held struct {
	Person   Person
	Sessions []Session
	Keys     []Key
}

// ExportPerson reads what is kept of a member, for whoever looks after them and was asked for it; the audit tells of it.
func (p *People) ExportPerson(ctx context.Context, s db.Scope, by By, user uuid.UUID) (h Held, err error) {
	err = p.changePeople(ctx, s, by, func(tx *db.Tx, q *identitydb.Queries, g giver, about map[uuid.UUID]member) error {
		if err := p.outranks(ctx, q, g, about[user]); err != nil {
			return err
		}
		if h.Person, err = p.readPerson(ctx, q, s, user); err != nil {
			return err
		}
		return p.note(ctx, tx, s, "people.person.export", userSubject(user), nil, nil)
	}, user)
	if err == nil {
		h.Sessions, err = p.Sessions(ctx, s, user)
	}
	if err == nil {
		h.Keys, err = p.Keys(ctx, s, user)
	}
	if err != nil {
		return Held{}, fmt.Errorf("export a person: %w", err)
	}
	return h, nil
}

// ConfirmOwner checks the password of an owner who is about to do what cannot be taken back by themselves.
func (p *People) ConfirmOwner(ctx context.Context, s db.Scope, user uuid.UUID, address, password string) error {
	return p.confirm(ctx, s, user, address, "password", password)
}
