package signup

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/liveryhq/livery/billing/catalogue"
	"github.com/liveryhq/livery/internal/audit"
	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/internal/errs"
	"github.com/liveryhq/livery/platform/signup/internal/signupdb"
)

// Why nobody can have a business of their own of a realm, whatever it wants.
const (
	BarredHosts  = "no_hosts"          // the installation gives out no hosts
	BarredRights = "no_resellers"      // its contract lets it have no resellers
	BarredEntity = "entity_incomplete" // it is not in business yet itself
)

// PartnerSettings are how resellers come to a realm by themselves.
type PartnerSettings struct {
	Mode string
	// Plans are the wholesale plans they choose among; none: they are not asked.
	Plans []uuid.UUID
	// Barred says why it is closed all the same; empty: it is not.
	Barred string
}

// PartnerSettings reads those of the realm acted in.
func (u *SignUps) PartnerSettings(ctx context.Context, s db.Scope) (g PartnerSettings, err error) {
	err = u.DB.InTenant(ctx, s, func(tx *db.Tx) error {
		g, err = u.partnerSettingsIn(ctx, tx, s)
		return err
	})
	if err != nil {
		return PartnerSettings{}, fmt.Errorf("read how partners come: %w", err)
	}
	return g, nil
}

func (u *SignUps) partnerSettingsIn(ctx context.Context, tx *db.Tx, s db.Scope) (PartnerSettings, error) {
	g := PartnerSettings{Mode: Closed, Plans: []uuid.UUID{}}
	row, err := signupdb.New(tx).PartnerSettings(ctx, s.Tenant())
	switch {
	case err == nil:
		g.Mode, g.Plans = row.Partners, row.PartnerPlans
	case !errors.Is(err, pgx.ErrNoRows):
		return g, err
	}
	g.Barred, err = u.barred(ctx, tx, s)
	return g, err
}

// barred tells what stands in the way.
func (u *SignUps) barred(ctx context.Context, tx *db.Tx, s db.Scope) (string, error) {
	if u.Lives == nil || u.Lives.Zone() == "" {
		return BarredHosts, nil
	}
	if err := u.Lives.MayOpen(ctx, tx, s); errs.Is(err, errs.LimitReached) {
		return BarredRights, nil
	} else if err != nil {
		return "", err
	}
	trades, err := u.trades(ctx, tx, s)
	if err == nil && !trades {
		return BarredEntity, nil
	}
	return "", err
}

// SetPartnerSettings changes them. Invalid names the field; Conflict (reason as in Barred) if partners are to be let in while something
// stands in the way.
func (u *SignUps) SetPartnerSettings(ctx context.Context, s db.Scope, wanted PartnerSettings) error {
	if !slices.Contains([]string{Open, Approval, Closed}, wanted.Mode) {
		return errs.Field("mode", "bad_mode", "Choose one of: open, approval, closed.")
	}
	if wanted.Plans == nil {
		wanted.Plans = []uuid.UUID{}
	}
	if err := u.checkPartnerPlans(ctx, s, wanted.Plans); err != nil {
		return err
	}
	err := u.DB.InTenant(ctx, s, func(tx *db.Tx) error {
		before, err := u.partnerSettingsIn(ctx, tx, s)
		if err != nil {
			return err
		}
		if before.Mode == Closed && wanted.Mode != Closed && before.Barred != "" {
			return barredFrom(before.Barred)
		}
		was, is := audit.Differing(before.told(), wanted.told())
		if len(is) == 0 {
			return nil
		}
		begins, now := unset(), u.now()
		err = signupdb.New(tx).SetPartnerSettings(ctx, signupdb.SetPartnerSettingsParams{TenantID: s.Tenant(), Mode: begins.Mode, FreeObjects: int32(begins.FreeObjects),
			EntityFields: begins.EntityFields, Partners: wanted.Mode, PartnerPlans: wanted.Plans, At: now})
		if err != nil {
			return err
		}
		return audit.Write(ctx, tx, s.Tenant(), now, audit.Change{Action: "signup.partners.change", Subject: audit.Subject{Kind: "tenant", ID: s.Tenant()}, Before: was, After: is})
	})
	if err != nil {
		return fmt.Errorf("change how partners come: %w", err)
	}
	return nil
}

func (u *SignUps) checkPartnerPlans(ctx context.Context, s db.Scope, wanted []uuid.UUID) error {
	if len(wanted) == 0 {
		return nil
	}
	var all []catalogue.Plan
	if u.Prices != nil {
		var err error
		if all, err = u.Prices.Plans(ctx, s); err != nil {
			return err
		}
	}
	for _, id := range wanted {
		if len(wanted) > 20 || !slices.ContainsFunc(all, func(p catalogue.Plan) bool { return p.ID == id && p.Kind == catalogue.Wholesale }) {
			return errs.Field("plans", "no_such_plan", "Choose wholesale plans of your price list, at most twenty.")
		}
	}
	return nil
}

func barredFrom(why string) error {
	message := map[string]string{
		BarredHosts:  "This installation gives out no hosts, so that a new business would answer nowhere. Open businesses yourself.",
		BarredRights: "Your contract does not let you have resellers of your own. Ask your provider.",
		BarredEntity: "Strangers are let in once your legal entity is complete. Fill it in first.",
	}[why]
	return &errs.Error{Code: errs.Conflict, Reason: why, Message: message, Details: []errs.Detail{{Field: "mode", Message: message}}}
}

func (g PartnerSettings) told() audit.Fields { return audit.Fields{"mode": g.Mode, "plans": g.Plans} }
