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

// HandOverLife is how long the token is good that takes somebody from their own host to that of the tenant they act in.
const HandOverLife = time.Minute

// ActingAs says of a session that it is of somebody from above, and who that is.
type ActingAs struct {
	Session     uuid.UUID
	Login, Name string
	// Locale and TimeZone of their own; empty: their tenant's.
	Locale, TimeZone string
	// Above the realm of the tenant acted in: who they are is told there to nobody but themselves.
	Above bool
	// Reason they gave, and Back, the address they came from.
	Reason, Back string
	Until        time.Time

	user uuid.UUID
}

// Actor is how the audit names them.
func (a ActingAs) Actor(address, agent string) audit.Actor {
	by := audit.Actor{Kind: audit.Technical, Address: address, Agent: agent, Acting: a.Session}
	if !a.Above {
		by.User, by.Name = a.user, nameOf(a.Name, a.Login)
	}
	return by
}

// Ask is what somebody wants who asks to act in a tenant below.
type Ask struct {
	Target uuid.UUID
	Reason string
	// Back is the address they come back to.
	Back  string
	Until time.Time
}

// Asked is the way in: a token that is good once, for HandOverLife, on a host of the target's realm.
type Asked struct {
	Token, Host string
	// Until the session will last, which may be sooner than was asked: a grant ends before.
	Until time.Time
}

// AskActIn begins acting in a tenant below, for a user in a session. NotFound if the target does not stand below; Conflict
// (reason "no_grant") if an owner between has granted nothing, or "no_host" if the realm answers on no host.
func (p *People) AskActIn(ctx context.Context, s db.Scope, user, session uuid.UUID, ask Ask) (Asked, error) {
	token, hash := newLinkToken()
	asked := Asked{Token: token}
	now := p.clock.Now()
	err := p.db.InTenant(ctx, s, func(tx *db.Tx) error {
		row, err := identitydb.New(tx).AskActIn(ctx, identitydb.AskActInParams{ID: uuid.Must(uuid.NewV7()), Target: ask.Target, Actor: user, Session: session,
			Reason: ask.Reason, Back: ask.Back, Hash: hash, At: now, GoodUntil: now.Add(HandOverLife), WantedUntil: ask.Until})
		if err != nil {
			return err
		}
		switch row.State {
		case "no_session":
			return errs.New(errs.Forbidden, "not_to_act_in", "Act in a customer from a session of your own, as somebody who sees all objects.")
		case "no_grant":
			return errs.New(errs.Conflict, "no_grant", "This is a customer of a partner of yours. The partner's owner must grant access first.")
		case "no_host":
			return errs.New(errs.Conflict, "no_host", "The brand of this customer answers on no address yet. Give it one first.")
		}
		asked.Host, asked.Until = row.Host, row.Until.UTC()
		return audit.Write(ctx, tx, s.Tenant(), now, audit.Change{Action: "acting.ask", Subject: audit.Subject{Kind: "tenant", ID: ask.Target, Name: row.Name},
			After: audit.Fields{"reason": ask.Reason, "until": asked.Until}})
	})
	if err != nil {
		return Asked{}, fmt.Errorf("ask to act in a tenant: %w", err)
	}
	return asked, nil
}

// Acting is an acting session that has begun.
type Acting struct {
	ID     uuid.UUID
	Access string
	Until  time.Time
}

// EnterActing exchanges a token for a session, once. Gone (reason "hand_over_void") if it is not good, or no more, or not
// on this host.
func (p *People) EnterActing(ctx context.Context, v Visit, token string) (Acting, error) {
	void := errs.New(errs.Gone, "hand_over_void", "This way in is not good any more. Begin again where you came from.")
	hash, ok := linkHash(token)
	if !ok {
		return Acting{}, void
	}
	var found identitydb.ActingPlaceRow
	err := p.db.Nobody(ctx, func(tx *db.Tx) (err error) {
		found, err = identitydb.New(tx).ActingPlace(ctx, hash)
		return err
	})
	if errs.Is(err, errs.NotFound) {
		return Acting{}, void
	}
	if err != nil {
		return Acting{}, fmt.Errorf("find an act-in: %w", err)
	}
	place, err := p.tenants.Place(ctx, found.TenantID, found.TenantID)
	if err != nil || place.Realm() != v.Realm || place.Status == "closed" {
		return Acting{}, void.With(err)
	}
	now := p.clock.Now()
	var row identitydb.ActingStandingRow
	err = p.db.InTenant(ctx, place.Scope, func(tx *db.Tx) error {
		q := identitydb.New(tx)
		if _, err := q.EnterActing(ctx, identitydb.EnterActingParams{At: &now, Host: &v.Host, TenantID: found.TenantID, ID: found.ActingID, Hash: hash}); err != nil {
			return void.With(err)
		}
		if row, err = q.ActingStanding(ctx, identitydb.ActingStandingParams{ID: found.ActingID, At: now}); err != nil {
			return err
		}
		if !row.Stands {
			return void
		}
		ctx := audit.As(ctx, actingAs(found.ActingID, row).Actor(v.Address, v.Agent))
		return noteActing(ctx, tx, found.TenantID, now, "acting.enter", audit.Fields{"reason": row.Reason, "until": row.ExpiresAt.UTC()})
	})
	if err != nil {
		return Acting{}, fmt.Errorf("begin to act: %w", err)
	}
	access, err := p.sign(Claims{User: row.Actor, Tenant: found.TenantID, Session: found.ActingID, Host: v.Host, Version: row.Version,
		Until: row.ExpiresAt, Acting: true})
	return Acting{found.ActingID, access, row.ExpiresAt.UTC()}, err
}

func actingAs(id uuid.UUID, row identitydb.ActingStandingRow) ActingAs {
	return ActingAs{Session: id, Login: row.Login, Name: row.Name, Locale: row.Locale, TimeZone: row.TimeZone, Above: row.Above,
		Reason: row.Reason, Back: row.Back, Until: row.ExpiresAt.UTC(), user: row.Actor}
}

func noteActing(ctx context.Context, tx *db.Tx, tenant uuid.UUID, at time.Time, action string, after audit.Fields) error {
	return audit.Write(ctx, tx, tenant, at, audit.Change{Action: action, Subject: audit.Subject{Kind: "tenant", ID: tenant}, After: after})
}

// checkActing is Check for an acting session: it stands as long as all does that it was given on.
func (p *People) checkActing(ctx context.Context, s db.Scope, c Claims) (Standing, error) {
	now := p.clock.Now()
	row, ok, changes := p.actings.get(c.Session, now)
	if !ok {
		err := p.db.InTenant(ctx, s, func(tx *db.Tx) (err error) {
			row, err = identitydb.New(tx).ActingStanding(ctx, identitydb.ActingStandingParams{ID: c.Session, At: now})
			return err
		})
		if errs.Is(err, errs.NotFound) {
			return Standing{}, signedOut()
		}
		if err != nil {
			return Standing{}, fmt.Errorf("check an acting session: %w", err)
		}
		p.actings.put(c.Session, row, now.Add(standingFor), changes)
	}
	if !row.Stands || !row.ExpiresAt.After(now) || row.Actor != c.User || row.Host != c.Host || row.Version != c.Version {
		return Standing{}, signedOut()
	}
	return Standing{Role: row.Role, Own: row.Bundles, SeesAll: true, Acting: new(actingAs(c.Session, row))}, nil
}

// LeaveActing ends the acting session of a token, for whoever holds it, and tells where they came from; a token that is
// good for nothing ends nothing, and is no error.
func (p *People) LeaveActing(ctx context.Context, v Visit, token string) (back string, err error) {
	c, err := p.Read(token)
	if err != nil || !c.Acting || c.Host != v.Host {
		return "", nil //nolint:nilerr // there is nothing to leave
	}
	place, err := p.tenants.Place(ctx, c.Tenant, c.Tenant)
	if err != nil {
		return "", ended(err)
	}
	now := p.clock.Now()
	err = p.db.InTenant(ctx, place.Scope, func(tx *db.Tx) error {
		tx.AfterCommit(p.forget)
		q := identitydb.New(tx)
		row, err := q.ActingStanding(ctx, identitydb.ActingStandingParams{ID: c.Session, At: now})
		if err != nil {
			return err
		}
		back = row.Back
		if _, err := q.EndActing(ctx, identitydb.EndActingParams{At: &now, Reason: new("left"), TenantID: c.Tenant, ID: c.Session}); err != nil {
			return err
		}
		ctx := audit.As(ctx, actingAs(c.Session, row).Actor(v.Address, v.Agent))
		return noteActing(ctx, tx, c.Tenant, now, "acting.leave", nil)
	})
	if err := ended(err); err != nil {
		return "", fmt.Errorf("stop acting: %w", err)
	}
	return back, nil
}

// ActingOpen is an acting session as the tenant acted in sees it.
type ActingOpen struct {
	ID uuid.UUID
	// By names somebody of the tenant's own realm; empty for whoever stands above it.
	By        string
	Reason    string
	EnteredAt time.Time
	ExpiresAt time.Time
}

// OpenActings lists who acts in the tenant from above now.
func (p *People) OpenActings(ctx context.Context, s db.Scope) ([]ActingOpen, error) {
	var list []ActingOpen
	now := p.clock.Now()
	err := p.db.InTenant(ctx, s, func(tx *db.Tx) error {
		q := identitydb.New(tx)
		rows, err := q.ActingOpen(ctx, identitydb.ActingOpenParams{TenantID: s.Tenant(), At: now})
		if err != nil {
			return err
		}
		for _, r := range rows {
			row, err := q.ActingStanding(ctx, identitydb.ActingStandingParams{ID: r.ID, At: now})
			if err != nil {
				return err
			}
			if !row.Stands {
				continue
			}
			open := ActingOpen{ID: r.ID, Reason: r.Reason, EnteredAt: r.EnteredAt.UTC(), ExpiresAt: r.ExpiresAt.UTC()}
			if !row.Above {
				open.By = nameOf(row.Name, row.Login)
			}
			list = append(list, open)
		}
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("list who acts here: %w", err)
	}
	return list, nil
}

// EndActing ends an acting session in the tenant acted in, for its owner. NotFound if there is none such.
func (p *People) EndActing(ctx context.Context, s db.Scope, id uuid.UUID) error {
	now := p.clock.Now()
	err := p.db.InTenant(ctx, s, func(tx *db.Tx) error {
		tx.AfterCommit(p.forget)
		if _, err := identitydb.New(tx).EndActing(ctx, identitydb.EndActingParams{At: &now, Reason: new("ended"), TenantID: s.Tenant(), ID: id}); err != nil {
			return err
		}
		return noteEnd(ctx, tx, s.Tenant(), id, now, "by the tenant")
	})
	if err != nil {
		return fmt.Errorf("end an acting session: %w", err)
	}
	return nil
}

// noteEnd leaves the trace, here and above, of an acting session that somebody else than who acts has ended.
func noteEnd(ctx context.Context, tx *db.Tx, tenant, id uuid.UUID, at time.Time, why string) error {
	if err := noteActing(ctx, tx, tenant, at, "acting.end", audit.Fields{"why": why}); err != nil {
		return err
	}
	return audit.Above(ctx, tx, id, at, audit.Change{Action: "acting.end", Subject: audit.Subject{Kind: "tenant", ID: tenant}})
}

// SettleActings writes down the end of acting sessions that have run out or fallen, which bites without it, and forgets
// tokens that nobody has used; it returns how many.
func (p *People) SettleActings(ctx context.Context) (n int64, err error) {
	ctx = audit.As(ctx, audit.Job("acting"))
	now := p.clock.Now()
	err = p.db.Worker(ctx, func(tx *db.Tx) error {
		n = 0
		q := identitydb.New(tx)
		rows, err := q.ActingFallen(ctx, now)
		if err != nil || len(rows) == 0 {
			return err
		}
		tx.AfterCommit(p.forget)
		for _, r := range rows {
			why := "fallen"
			switch {
			case !r.Entered:
				why = "unused"
			case r.Expired:
				why = "expired"
			}
			if err := q.CloseActing(ctx, identitydb.CloseActingParams{At: &now, Reason: &why, ID: r.ID}); err != nil {
				return err
			}
			if r.Entered {
				if err := noteEnd(ctx, tx, r.TenantID, r.ID, now, why); err != nil {
					return err
				}
			}
			n++
		}
		return nil
	})
	if err != nil {
		return 0, fmt.Errorf("settle acting sessions: %w", err)
	}
	return n, nil
}
