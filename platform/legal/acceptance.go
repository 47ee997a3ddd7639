package legal

import (
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/google/uuid"

	"github.com/liveryhq/livery/internal/audit"
	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/internal/errs"
	"github.com/liveryhq/livery/platform/legal/internal/legaldb"
	"github.com/liveryhq/livery/tenant"
)

// Ways in which a version is accepted.
const (
	// SignedUp: ticked while signing up.
	SignedUp = "signed_up"
	// Accepted: by a button.
	Accepted = "accepted"
	// Used: the service was used after the version came in force (terms 8.4).
	Used = "used"
)

// Trace is from where something was accepted.
type Trace struct {
	Address, Agent, Locale string
}

// Standing of a document for somebody.
type Standing struct {
	Version
	// AcceptedAt is nil while it is not; Way tells how it was.
	AcceptedAt *time.Time
	Way        string
	// New: it was accepted by use, and the notice of it has not been put away.
	New bool
	// Current: it is the version in force.
	Current bool
}

// Demand tells which of the versions in force somebody has not named: Invalid, reason "documents_not_accepted". What is
// named and not in force is refused likewise: somebody read another version than the one they would be bound by.
func Demand(current []Version, named []uuid.UUID) error {
	for _, v := range current {
		if !slices.Contains(named, v.ID) {
			return errs.Field("accepted", "documents_not_accepted", "Read and accept every document in force. One of them may have changed a moment ago: load the page again.")
		}
	}
	if len(named) != len(current) {
		return errs.Field("accepted", "documents_not_accepted", "These documents are not in force any more. Load the page again and read the present ones.")
	}
	return nil
}

// Record writes that somebody has accepted versions, in the transaction that makes them a member of the tenant acted in.
func (l *Legal) Record(ctx context.Context, tx *db.Tx, s db.Scope, user uuid.UUID, versions []uuid.UUID, way string, at time.Time, from Trace) error {
	q := legaldb.New(tx)
	for _, version := range versions {
		id := uuid.Must(uuid.NewV7())
		params := legaldb.InsertAcceptanceParams{ID: id, TenantID: s.Tenant(), UserID: user, VersionID: version, Way: way, At: at}
		if way != Used {
			params.SeenAt = &at
		}
		n, err := q.InsertAcceptance(ctx, params)
		if err != nil {
			return err
		}
		if n == 0 { // accepted before, or no member of the tenant
			continue
		}
		err = q.InsertTrace(ctx, legaldb.InsertTraceParams{AcceptanceID: id, TenantID: s.Tenant(), Address: from.Address, Agent: from.Agent, Locale: from.Locale})
		if err != nil {
			return err
		}
		err = audit.Write(ctx, tx, s.Tenant(), at, audit.Change{Action: "legal.document.accept", Subject: audit.Subject{Kind: "document", ID: version},
			After: audit.Fields{"way": way, "user": user}})
		if err != nil {
			return err
		}
	}
	return nil
}

// Use records that somebody uses the service under what is in force now: what they have not accepted in another way is
// accepted by that, and shown as new until they put the notice away. It refuses nobody. By the owner of a reseller, its
// provider's documents are accepted so; nobody else there is bound by any.
func (l *Legal) Use(ctx context.Context, s db.Scope, user uuid.UUID, from Trace) error {
	err := l.db.InTenant(ctx, s, func(tx *db.Tx) error {
		open, err := l.openTo(ctx, legaldb.New(tx), s, user)
		if err != nil || len(open) == 0 {
			return err
		}
		return l.Record(ctx, tx, s, user, open, Used, l.now(), from)
	})
	if err != nil {
		return fmt.Errorf("record the use under new documents: %w", err)
	}
	return nil
}

// openTo are the versions in force that somebody has not accepted, but for those that an agreement stands instead of.
func (l *Legal) openTo(ctx context.Context, q *legaldb.Queries, s db.Scope, user uuid.UUID) ([]uuid.UUID, error) {
	realm, bound, err := publisher(ctx, q, s, user)
	if err != nil || !bound {
		return nil, err
	}
	list, err := versionsIn(ctx, q, realm, "")
	if err != nil {
		return nil, err
	}
	now := l.clock.Now()
	current := InForce(list, now)
	if len(current) == 0 {
		return nil, nil
	}
	agreed, err := replacingIn(ctx, q, realm, s.Tenant())
	if err != nil {
		return nil, err
	}
	rows, err := q.AcceptancesOf(ctx, legaldb.AcceptancesOfParams{TenantID: s.Tenant(), UserID: user})
	if err != nil {
		return nil, err
	}
	var open []uuid.UUID
	for _, v := range current {
		if agreed.stands(v.Kind, now) {
			continue // another binds them by agreement
		}
		if !slices.ContainsFunc(rows, func(r legaldb.AcceptancesOfRow) bool {
			return r.VersionID == v.ID && agreed.counts(v.Kind, r.AfterAgreement, now)
		}) {
			open = append(open, v.ID)
		}
	}
	return open, nil
}

// Accept records that somebody has accepted what is in force by a button, and puts all notices away.
func (l *Legal) Accept(ctx context.Context, s db.Scope, user uuid.UUID, from Trace) error {
	err := l.db.InTenant(ctx, s, func(tx *db.Tx) error {
		q := legaldb.New(tx)
		open, err := l.openTo(ctx, q, s, user)
		if err != nil {
			return err
		}
		now := l.now()
		if err := l.Record(ctx, tx, s, user, open, Accepted, now, from); err != nil {
			return err
		}
		return q.PutAway(ctx, legaldb.PutAwayParams{At: &now, TenantID: s.Tenant(), UserID: user})
	})
	if err != nil {
		return fmt.Errorf("record an acceptance: %w", err)
	}
	return nil
}

// Standings lists the documents that somebody is bound by or has ever accepted, and what is announced: kind by kind, the
// newest first. What another stands instead of by agreement is neither in force nor announced for them.
func (l *Legal) Standings(ctx context.Context, s db.Scope, user uuid.UUID, brand, locale string) ([]Standing, error) {
	if s.Kind() != tenant.Account {
		return []Standing{}, nil // a reseller's stand under Provider
	}
	list, err := l.Versions(ctx, s.Realm(), brand, locale)
	if err != nil {
		return nil, err
	}
	var rows []legaldb.AcceptancesOfRow
	var by replacing
	err = l.db.InTenant(ctx, s, func(tx *db.Tx) (err error) {
		q := legaldb.New(tx)
		if by, err = replacingIn(ctx, q, s.Realm(), s.Tenant()); err != nil {
			return err
		}
		rows, err = q.AcceptancesOf(ctx, legaldb.AcceptancesOfParams{TenantID: s.Tenant(), UserID: user})
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("list acceptances: %w", err)
	}
	now := l.clock.Now()
	current := InForce(list, now)
	standings := []Standing{}
	for _, v := range list {
		st := Standing{Version: v, Current: by.binds(current, v, now)}
		// The latest acceptance of it tells; for one in force, the one that counts now.
		for i, r := range slices.Backward(rows) {
			if r.VersionID != v.ID || st.Current && !by.counts(v.Kind, r.AfterAgreement, now) {
				continue
			}
			st.AcceptedAt, st.Way, st.New = new(rows[i].At.UTC()), rows[i].Way, rows[i].SeenAt == nil
			break
		}
		if st.Current || st.AcceptedAt != nil || by.comes(v, now) {
			standings = append(standings, st)
		}
	}
	return standings, nil
}

// Traces are from where somebody of the tenant acted in has accepted, by acceptance; empty once they are removed.
func (l *Legal) Traces(ctx context.Context, s db.Scope, user uuid.UUID) ([]Trace, error) {
	var list []Trace
	err := l.db.InTenant(ctx, s, func(tx *db.Tx) error {
		rows, err := legaldb.New(tx).TracesOf(ctx, legaldb.TracesOfParams{TenantID: s.Tenant(), UserID: user})
		for _, r := range rows {
			list = append(list, Trace{r.Address, r.Agent, r.Locale})
		}
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("read from where was accepted: %w", err)
	}
	return list, nil
}

func (l *Legal) now() time.Time { return l.clock.Now().UTC().Truncate(time.Microsecond) }
