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

// OfferLife is how long an offer of the ownership waits for its answer.
const OfferLife = 7 * 24 * time.Hour

// Offer is the ownership of the tenant, on its way from one member to another.
type Offer struct {
	ID               uuid.UUID
	From, To         uuid.UUID
	FromName, ToName string
	OfferedAt        time.Time
	ExpiresAt        time.Time
}

// Offer reads the open offer of the tenant acted in; nil if there is none.
func (p *People) Offer(ctx context.Context, s db.Scope) (*Offer, error) {
	var open *Offer
	err := p.db.InTenant(ctx, s, func(tx *db.Tx) error {
		r, err := identitydb.New(tx).OpenOffer(ctx, identitydb.OpenOfferParams{TenantID: s.Tenant(), At: p.clock.Now()})
		if errors.Is(err, pgx.ErrNoRows) {
			return nil
		}
		open = &Offer{r.ID, r.FromUser, r.ToUser, nameOf(r.FromName, r.FromLogin), nameOf(r.ToName, r.ToLogin), r.OfferedAt.UTC(), r.ExpiresAt.UTC()}
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("read the offer of ownership: %w", err)
	}
	return open, nil
}

// OfferOwnership is the owner's half of handing the tenant over, with their password. Forbidden if they are not the owner;
// Conflict (reason "offer_open") if somebody has been asked already, or "cannot_own" if the other is blocked.
func (p *People) OfferOwnership(ctx context.Context, s db.Scope, by By, to uuid.UUID, address, password string) error {
	if err := p.confirm(ctx, s, by.User, address, "password", password); err != nil {
		return fmt.Errorf("offer the ownership: %w", err)
	}
	err := p.changePeople(ctx, s, by, func(tx *db.Tx, q *identitydb.Queries, _ giver, about map[uuid.UUID]member) error {
		owner, heir := about[by.User], about[to]
		if owner.Role != Owner {
			return errs.New(errs.Forbidden, "not_owner", "Only the owner hands the ownership over.")
		}
		if heir.UserID == owner.UserID || heir.Status != "active" {
			return errs.Field("user", "cannot_own", "Choose somebody else who can sign in.")
		}
		if heir.MustChange { // somebody else knows it, and could accept in their place
			return errs.Field("user", "cannot_own", "This person has not chosen a password of their own yet. Ask them to sign in and do so first.")
		}
		now := p.clock.Now()
		if err := q.ExpireOffers(ctx, identitydb.ExpireOffersParams{At: &now, TenantID: s.Tenant()}); err != nil {
			return err
		}
		err := q.InsertOffer(ctx, identitydb.InsertOfferParams{ID: uuid.Must(uuid.NewV7()), TenantID: s.Tenant(), FromUser: by.User, ToUser: to,
			OfferedAt: now, ExpiresAt: now.Add(OfferLife)})
		if db.IsConstraint(err, "ownership_offers_one") {
			return errs.New(errs.Conflict, "offer_open", "Somebody has been asked already. Take that offer back first.").With(err)
		}
		if err != nil {
			return err
		}
		if err := p.note(ctx, tx, s, "people.ownership.offer", userSubject(to), nil, audit.Fields{"from": by.User}); err != nil || heir.Email == nil {
			return err
		}
		t, err := q.TenantName(ctx, s.Tenant())
		if err != nil {
			return err
		}
		return post(ctx, tx, s, Letter{Template: "ownership", To: *heir.Email, User: &to, Locale: t.Locale, Path: "/account/people",
			Params: map[string]string{"name": nameOf(heir.Name, heir.Login), "tenant": t.Name, "owner": nameOf(owner.Name, owner.Login)}})
	}, to)
	if err != nil {
		return fmt.Errorf("offer the ownership: %w", err)
	}
	return nil
}

// AcceptOwnership is the other half, with the password of whoever was asked: they become the owner, and the owner an
// admin. NotFound if nobody asked them.
func (p *People) AcceptOwnership(ctx context.Context, s db.Scope, user uuid.UUID, address, password string) error {
	if err := p.confirm(ctx, s, user, address, "password", password); err != nil {
		return fmt.Errorf("accept the ownership: %w", err)
	}
	err := p.settleOffer(ctx, s, "accepted", func(q *identitydb.Queries, o identitydb.LockOfferRow) error {
		if o.ToUser != user {
			return errs.Missing()
		}
		found, err := p.lockMembers(ctx, q, s, o.FromUser, o.ToUser)
		if err != nil {
			return err
		}
		if found[o.FromUser].Role != Owner || found[o.ToUser].Status != "active" || found[o.ToUser].MustChange {
			return errs.New(errs.Conflict, "offer_void", "This offer is not good any more.")
		}
		for _, change := range []struct {
			user uuid.UUID
			role string
		}{{o.FromUser, Admin}, {o.ToUser, Owner}} { // in this order: there is one owner at any moment
			if err := q.SetMembership(ctx, identitydb.SetMembershipParams{TenantID: s.Tenant(), UserID: change.user, Role: change.role,
				Bundles: []string{}, SeesAll: true}); err != nil {
				return err
			}
		}
		return show(ctx, q, s, o.ToUser, settled{})
	})
	if err != nil {
		return fmt.Errorf("accept the ownership: %w", err)
	}
	return nil
}

// EndOffer takes the offer back, if its owner asks, or declines it, if whoever was asked does. NotFound for others.
func (p *People) EndOffer(ctx context.Context, s db.Scope, user uuid.UUID) error {
	outcome := "withdrawn"
	open, err := p.Offer(ctx, s)
	if err == nil && open != nil && open.To == user {
		outcome = "declined"
	}
	if err != nil {
		return err
	}
	err = p.settleOffer(ctx, s, outcome, func(_ *identitydb.Queries, o identitydb.LockOfferRow) error {
		if o.FromUser != user && o.ToUser != user {
			return errs.Missing()
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("end the offer of ownership: %w", err)
	}
	return nil
}

// verbOf names the outcome of an offer as an action.
func verbOf(outcome string) string {
	switch outcome {
	case "accepted":
		return "accept"
	case "declined":
		return "decline"
	}
	return "withdraw"
}

func (p *People) settleOffer(ctx context.Context, s db.Scope, outcome string, fn func(*identitydb.Queries, identitydb.LockOfferRow) error) error {
	return p.db.InTenant(ctx, s, func(tx *db.Tx) error {
		tx.AfterCommit(p.forget)
		q := identitydb.New(tx)
		if err := q.LockPeople(ctx, s.Tenant().String()); err != nil {
			return err
		}
		now := p.clock.Now()
		o, err := q.LockOffer(ctx, identitydb.LockOfferParams{TenantID: s.Tenant(), At: now})
		if err != nil {
			return err
		}
		if err := fn(q, o); err != nil {
			return err
		}
		if err := q.SettleOffer(ctx, identitydb.SettleOfferParams{At: &now, Outcome: &outcome, TenantID: s.Tenant(), ID: o.ID}); err != nil {
			return err
		}
		var before, after audit.Fields
		if outcome == "accepted" {
			before, after = audit.Fields{"owner": o.FromUser}, audit.Fields{"owner": o.ToUser}
		}
		return p.note(ctx, tx, s, "people.ownership."+verbOf(outcome), userSubject(o.ToUser), before, after)
	})
}
