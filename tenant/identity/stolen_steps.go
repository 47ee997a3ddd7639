package identity

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/liveryhq/livery/internal/audit"
	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/internal/errs"
	"github.com/liveryhq/livery/tenant/identity/internal/identitydb"
)

// How many things have to be ticked before a login is blocked, which can be taken back, and before it is given to
// whoever reported it.
const (
	checksToBlock   = 1
	checksToRestore = 2
)

// StolenFacts is what the staff compares a report with.
type StolenFacts struct {
	// Found: the realm has such a login; the rest is empty if it has not.
	Found                    bool
	Login, Name, Email, Role string
	// Former is an address that can still be given back, from before ChangedAt.
	Former    string
	ChangedAt time.Time
	Status    string
	// Tenant the login belongs to, and its account number with the realm; empty for the realm's own people.
	Tenant, Number string
	Objects        int
	CreatedAt      time.Time
	// SeenAt is when a session was last used, SeenFrom where; zero and empty: never.
	SeenAt   time.Time
	SeenFrom string
}

// StolenFacts looks up what is known of the login of a report. Its tenant's audit tells that this was done.
func (p *People) StolenFacts(ctx context.Context, s db.Scope, id uuid.UUID) (facts StolenFacts, err error) {
	var row identitydb.LockStolenRow
	err = p.db.InTenant(ctx, s, func(tx *db.Tx) (err error) {
		row, err = identitydb.New(tx).LockStolen(ctx, identitydb.LockStolenParams{TenantID: s.Tenant(), ID: id})
		return err
	})
	if err != nil {
		return facts, fmt.Errorf("look up a stolen login: %w", err)
	}
	v, err := p.victim(ctx, s, row)
	if errs.Is(err, errs.Conflict) {
		return facts, nil
	}
	if err != nil {
		return facts, fmt.Errorf("look up a stolen login: %w", err)
	}
	err = p.db.InTenant(ctx, v.scope, func(tx *db.Tx) error {
		facts, err = v.facts(ctx, identitydb.New(tx), p.clock.Now())
		if err != nil || v.scope.Tenant() == s.Tenant() {
			return err
		}
		return audit.Write(v.as(ctx), tx, v.scope.Tenant(), p.clock.Now(), audit.Change{Action: "support.stolen.look", Subject: audit.Subject{Kind: "user", ID: v.user, Name: facts.Login}})
	})
	if err != nil {
		return StolenFacts{}, fmt.Errorf("look up a stolen login: %w", err)
	}
	facts.Number = v.number
	return facts, nil
}

// victim is whose login a report is about: of the realm itself, or of an account of it.
type victim struct {
	user   uuid.UUID
	scope  db.Scope
	brand  string
	number string
	// wasBlocked by somebody else before.
	wasBlocked bool
}

// as is who acts in the audit of the victim's own tenant, where it is not the realm.
func (v victim) as(ctx context.Context) context.Context {
	return audit.As(ctx, audit.Actor{Kind: audit.Technical, Name: v.brand})
}

// victim finds whose login it is, anew while nothing was blocked. Conflict (reason "no_such_login") if nobody's, or if
// they have left the realm.
func (p *People) victim(ctx context.Context, s db.Scope, row identitydb.LockStolenRow) (v victim, err error) {
	none := errs.New(errs.Conflict, "no_such_login", "There is no such login here. Ask for the right one, or refuse with a reason.")
	at := uuid.Nil
	if row.UserID != nil && row.UserTenant != nil {
		v.user, at = *row.UserID, *row.UserTenant
	} else {
		found, scope, err := p.find(ctx, s.Tenant(), loginKey(row.Login))
		if err != nil {
			return v, err
		}
		if v.user = found; found != uuid.Nil {
			at = scope.Tenant()
		}
	}
	if at == uuid.Nil {
		return v, none
	}
	// The realm acts in its own, and in the accounts right below it; that is asked of the tree, not of the report.
	place, err := p.tenants.Place(ctx, s.Tenant(), at)
	if errs.Is(err, errs.NotFound) || err == nil && place.Realm() != s.Tenant() {
		return v, none
	}
	if err != nil {
		return v, err
	}
	v.scope = place.Scope
	err = p.db.InTenant(ctx, s, func(tx *db.Tx) error {
		q := identitydb.New(tx)
		if v.brand, err = q.BrandName(ctx, s.Tenant()); err != nil || at == s.Tenant() {
			return err
		}
		v.number, err = q.NumberOf(ctx, identitydb.NumberOfParams{TenantID: s.Tenant(), CounterpartyID: at})
		return err
	})
	return v, err
}

func (v victim) facts(ctx context.Context, q *identitydb.Queries, now time.Time) (StolenFacts, error) {
	row, err := q.StolenFacts(ctx, identitydb.StolenFactsParams{TenantID: v.scope.Tenant(), ID: v.user})
	if errors.Is(err, pgx.ErrNoRows) {
		return StolenFacts{}, nil
	}
	if err != nil {
		return StolenFacts{}, err
	}
	f := StolenFacts{Found: true, Login: row.Login, Name: row.Name, Role: row.Role, Status: row.Status, Tenant: row.TenantName,
		Objects: int(row.Objects), CreatedAt: row.CreatedAt.UTC(), SeenFrom: row.SeenFrom}
	if row.Email != nil {
		f.Email = *row.Email
	}
	if row.SeenAt.Unix() > 0 {
		f.SeenAt = row.SeenAt.UTC()
	}
	undo, err := q.FirstUndo(ctx, identitydb.FirstUndoParams{TenantID: v.scope.Tenant(), UserID: v.user, At: now})
	if errors.Is(err, pgx.ErrNoRows) {
		return f, nil
	}
	f.Former, f.ChangedAt = undo.Email, undo.CreatedAt.UTC()
	return f, err
}

// inVictims runs a step in the victim's tenant, with their row locked. The realm's own people are handled by those alone
// who may do as much.
func (p *People) inVictims(ctx context.Context, s db.Scope, by By, v victim, fn func(ctx context.Context, tx *db.Tx, q *identitydb.Queries, m member) error) error {
	if v.scope.Tenant() == s.Tenant() {
		return p.changePeople(ctx, s, by, func(tx *db.Tx, q *identitydb.Queries, g giver, about map[uuid.UUID]member) error {
			if v.user == by.User {
				return errs.New(errs.Conflict, "own_rights", "Nobody changes their own rights. Ask somebody else who looks after people.")
			}
			if err := p.outranks(ctx, q, g, about[v.user]); err != nil {
				return err
			}
			return fn(ctx, tx, q, about[v.user])
		}, v.user)
	}
	return p.db.InTenant(ctx, v.scope, func(tx *db.Tx) error {
		q := identitydb.New(tx)
		if err := q.LockPeople(ctx, v.scope.Tenant().String()); err != nil {
			return err
		}
		found, err := p.lockMembers(ctx, q, v.scope, v.user)
		if err != nil {
			return err
		}
		m, there := found[v.user]
		if !there {
			return errs.New(errs.Conflict, "no_such_login", "There is no such login here any more.")
		}
		tx.AfterCommit(p.forget)
		return fn(v.as(ctx), tx, q, m)
	})
}

// step does something in the victim's tenant, and notes it in the report. The two are apart, since a transaction acts in
// one tenant: the first bears being done again, and is done first.
func (p *People) step(ctx context.Context, s db.Scope, by By, id uuid.UUID, checks int, state string,
	inVictims func(ctx context.Context, tx *db.Tx, q *identitydb.Queries, v victim, m member) error,
	inRealm func(tx *db.Tx, q *identitydb.Queries, row identitydb.LockStolenRow) error,
) (Stolen, error) {
	var row identitydb.LockStolenRow
	seen, err := p.workOnStolen(ctx, s, id, func(_ *db.Tx, _ *identitydb.Queries, locked identitydb.LockStolenRow) error {
		row = locked
		return nil
	})
	if err != nil {
		return Stolen{}, err
	}
	if row.State != state {
		return Stolen{}, errs.New(errs.Conflict, "not_that_step", "Block the login first; once it is blocked, restore it or refuse.")
	}
	if len(seen.Checks) < checks {
		return Stolen{}, errs.New(errs.Conflict, "not_identified", "Check first who it is, and tick what fits.")
	}
	v, err := p.victim(ctx, s, row)
	if err != nil {
		return Stolen{}, err
	}
	if row.UserID == nil {
		if row.WasBlocked, err = p.nameVictim(ctx, s, id, v); err != nil {
			return Stolen{}, fmt.Errorf("work on a stolen login: %w", err)
		}
	}
	v.wasBlocked = row.WasBlocked
	err = p.inVictims(ctx, s, by, v, func(ctx context.Context, tx *db.Tx, q *identitydb.Queries, m member) error {
		return inVictims(ctx, tx, q, v, m)
	})
	if err != nil {
		return Stolen{}, fmt.Errorf("work on a stolen login: %w", err)
	}
	return p.workOnStolen(ctx, s, id, inRealm)
}

// nameVictim notes whose login it is before anything is done to it, and whether somebody else has blocked it.
func (p *People) nameVictim(ctx context.Context, s db.Scope, id uuid.UUID, v victim) (wasBlocked bool, err error) {
	err = p.db.InTenant(ctx, v.scope, func(tx *db.Tx) error {
		c, err := identitydb.New(tx).Contact(ctx, identitydb.ContactParams{TenantID: v.scope.Tenant(), ID: v.user})
		wasBlocked = c.Status == "blocked"
		return err
	})
	if err != nil {
		return false, err
	}
	return wasBlocked, p.db.InTenant(ctx, s, func(tx *db.Tx) error {
		return identitydb.New(tx).NameVictim(ctx, identitydb.NameVictimParams{UserID: &v.user, UserTenant: new(v.scope.Tenant()), WasBlocked: wasBlocked,
			TenantID: s.Tenant(), ID: id})
	})
}

// BlockStolen lets nobody in with the login any more, at once: sessions end, keys and links are worth nothing, and the
// password fits no more. Conflict (reason "not_identified") before anything was ticked, or "no_such_login"; Forbidden
// (reason "stands_above") for one of the realm's own who may do more.
func (p *People) BlockStolen(ctx context.Context, s db.Scope, by By, id uuid.UUID) (Stolen, error) {
	return p.step(ctx, s, by, id, checksToBlock, StolenOpen,
		func(ctx context.Context, tx *db.Tx, q *identitydb.Queries, v victim, m member) error {
			if err := q.ChangePerson(ctx, identitydb.ChangePersonParams{TenantID: v.scope.Tenant(), ID: v.user, Status: new("blocked")}); err != nil {
				return err
			}
			if err := p.shutOut(ctx, q, v.scope, v.user); err != nil {
				return err
			}
			if _, err := p.settleLinks(ctx, q, v.scope, v.user, cancelled, forReset, forChange); err != nil {
				return err
			}
			return audit.Write(ctx, tx, v.scope.Tenant(), p.clock.Now(), audit.Change{Action: "support.stolen.block", Subject: audit.Subject{Kind: "user", ID: v.user, Name: m.Login},
				Before: audit.Fields{"status": m.Status}, After: audit.Fields{"status": "blocked"}})
		},
		func(tx *db.Tx, q *identitydb.Queries, row identitydb.LockStolenRow) error {
			if err := q.BlockStolen(ctx, identitydb.BlockStolenParams{At: new(p.clock.Now()), TenantID: s.Tenant(), ID: row.ID}); err != nil {
				return err
			}
			return p.tellStolen(ctx, tx, s, row, "support.stolen.block", audit.Fields{"state": StolenBlocked})
		})
}

// RestoreStolen opens a blocked login again for whoever it belongs to: they choose a new password by a letter to their
// registered address, or, with former, to the one before it, which is given back. Conflict: "not_identified" with too
// little ticked, "not_that_step" before it was blocked, "blocked_before" where the account had blocked it, or "no_email" where there is no such address.
func (p *People) RestoreStolen(ctx context.Context, s db.Scope, by By, id uuid.UUID, former bool) (Stolen, error) {
	return p.step(ctx, s, by, id, checksToRestore, StolenBlocked,
		func(ctx context.Context, tx *db.Tx, q *identitydb.Queries, v victim, m member) error {
			if v.wasBlocked {
				return errs.New(errs.Conflict, "blocked_before", "This login was blocked before, by its account. Only they open it: refuse here with that reason.")
			}
			if former {
				if err := p.giveFormerBack(ctx, tx, q, v); err != nil {
					return err
				}
			}
			c, err := q.Contact(ctx, identitydb.ContactParams{TenantID: v.scope.Tenant(), ID: v.user})
			if err != nil {
				return err
			}
			if c.Email == nil {
				return errs.New(errs.Conflict, "no_email", "This login has no address. The owner of its account gives it a first password; refuse here with that reason.")
			}
			if err := q.ChangePerson(ctx, identitydb.ChangePersonParams{TenantID: v.scope.Tenant(), ID: v.user, Status: new("active")}); err != nil {
				return err
			}
			if _, err := p.sendReset(ctx, tx, q, v.scope, c, uuid.Nil, ""); err != nil {
				return err
			}
			after := audit.Fields{"status": "active"}
			// Who they are has been checked; what they lost, or a thief has set up, must not keep them out.
			if err := p.resetFactors(ctx, tx, q, v.scope, v.user, after); err != nil {
				return err
			}
			return audit.Write(ctx, tx, v.scope.Tenant(), p.clock.Now(), audit.Change{Action: "support.stolen.restore", Subject: audit.Subject{Kind: "user", ID: v.user, Name: m.Login},
				Before: audit.Fields{"status": m.Status}, After: after})
		},
		func(tx *db.Tx, q *identitydb.Queries, row identitydb.LockStolenRow) error {
			return p.settleStolen(ctx, tx, q, s, by, row, StolenRestored, "")
		})
}

func (p *People) giveFormerBack(ctx context.Context, tx *db.Tx, q *identitydb.Queries, v victim) error {
	undo, err := q.FirstUndo(ctx, identitydb.FirstUndoParams{TenantID: v.scope.Tenant(), UserID: v.user, At: p.clock.Now()})
	if errors.Is(err, pgx.ErrNoRows) {
		return errs.New(errs.Conflict, "no_email", "There is no former address to give back.")
	}
	if err != nil {
		return err
	}
	c, err := q.Contact(ctx, identitydb.ContactParams{TenantID: v.scope.Tenant(), ID: v.user})
	if err != nil {
		return err
	}
	return p.giveBack(ctx, tx, q, v.scope, formerEmail{undo.ID, v.user, c.Login, undo.Email, undo.EmailKey, undo.CreatedAt, c.Email})
}

// RefuseStolen settles a report that was not believed, or could not be helped. A login that was blocked for it is opened
// again; its password fits no more, so its holder asks for a new one. Invalid without a reason.
func (p *People) RefuseStolen(ctx context.Context, s db.Scope, by By, id uuid.UUID, reason string) (Stolen, error) {
	reason = strings.TrimSpace(readable(reason))
	if n := utf8.RuneCountInString(reason); n < 1 || n > 1000 {
		return Stolen{}, errs.Field("reason", "no_reason", "Say why, in at most 1000 letters.")
	}
	blocked := false
	settled, err := p.workOnStolen(ctx, s, id, func(tx *db.Tx, q *identitydb.Queries, row identitydb.LockStolenRow) error {
		if blocked = row.State == StolenBlocked; blocked {
			return nil
		}
		return p.settleStolen(ctx, tx, q, s, by, row, StolenRefused, reason)
	})
	if err != nil || !blocked {
		return settled, err
	}
	done, err := p.step(ctx, s, by, id, 0, StolenBlocked,
		func(ctx context.Context, tx *db.Tx, q *identitydb.Queries, v victim, m member) error {
			if v.wasBlocked {
				return nil
			}
			if err := q.ChangePerson(ctx, identitydb.ChangePersonParams{TenantID: v.scope.Tenant(), ID: v.user, Status: new("active")}); err != nil {
				return err
			}
			return audit.Write(ctx, tx, v.scope.Tenant(), p.clock.Now(), audit.Change{Action: "support.stolen.refuse", Subject: audit.Subject{Kind: "user", ID: v.user, Name: m.Login},
				Before: audit.Fields{"status": m.Status}, After: audit.Fields{"status": "active"}})
		},
		func(tx *db.Tx, q *identitydb.Queries, row identitydb.LockStolenRow) error {
			return p.settleStolen(ctx, tx, q, s, by, row, StolenRefused, reason)
		})
	if e, ok := errors.AsType[*errs.Error](err); ok && e.Reason == "no_such_login" { // they have gone in the meantime
		return p.workOnStolen(ctx, s, id, func(tx *db.Tx, q *identitydb.Queries, row identitydb.LockStolenRow) error {
			return p.settleStolen(ctx, tx, q, s, by, row, StolenRefused, reason)
		})
	}
	return done, err
}

func (p *People) settleStolen(ctx context.Context, tx *db.Tx, q *identitydb.Queries, s db.Scope, by By, row identitydb.LockStolenRow, state, reason string) error {
	err := q.SettleStolen(ctx, identitydb.SettleStolenParams{State: state, At: new(p.clock.Now()), SettledBy: &by.User, Reason: reason, TenantID: s.Tenant(), ID: row.ID})
	if err != nil {
		return err
	}
	if p.tickets != nil {
		if err := p.tickets.StolenSettled(ctx, tx, s, by.User, row.ID, state == StolenRestored, row.Login, reason); err != nil {
			return err
		}
	}
	return p.tellStolen(ctx, tx, s, row, "support.stolen."+map[string]string{StolenRestored: "restore", StolenRefused: "refuse"}[state], audit.Fields{"state": state, "reason": reason})
}
