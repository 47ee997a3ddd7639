package legal

import (
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/google/uuid"

	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/internal/errs"
	"github.com/liveryhq/livery/platform/legal/internal/legaldb"
	"github.com/liveryhq/livery/tenant"
)

// publisher is the realm whose documents bind somebody of the tenant acted in: users of an account are bound by their realm's;
// the owner of a reseller, and nobody else there, by its provider's. false: by nobody's.
func publisher(ctx context.Context, q *legaldb.Queries, s db.Scope, user uuid.UUID) (uuid.UUID, bool, error) {
	switch s.Kind() {
	case tenant.Account:
		return s.Realm(), true, nil
	case tenant.Reseller:
		owner, err := q.IsOwner(ctx, legaldb.IsOwnerParams{TenantID: s.Tenant(), UserID: user})
		if err != nil || !owner {
			return uuid.Nil, false, err
		}
		parent, err := q.Parent(ctx, s.Tenant())
		if err != nil {
			return uuid.Nil, false, err
		}
		return *parent, true, nil
	}
	return uuid.Nil, false, nil
}

// Agreed is a document of the provider as it stands for a reseller.
type Agreed struct {
	Version
	// AcceptedAt is nil while nobody of the reseller has accepted it; Way and Person tell how and who first did.
	AcceptedAt *time.Time
	Way        string
	Person     string
	// Current: it is the version in force.
	Current bool
}

// providerOf is the realm right above a reseller. NotFound: nobody stands there.
func (l *Legal) providerOf(ctx context.Context, s db.Scope) (provider uuid.UUID, err error) {
	if s.Kind() != tenant.Reseller {
		return uuid.Nil, errs.Missing()
	}
	err = l.db.InTenant(ctx, s, func(tx *db.Tx) error {
		parent, err := legaldb.New(tx).Parent(ctx, s.Tenant())
		if err == nil {
			provider = *parent
		}
		return err
	})
	if err != nil {
		return uuid.Nil, fmt.Errorf("find the provider: %w", err)
	}
	return provider, nil
}

// ProviderDocuments lists what binds the reseller acted in: what is in force, announced, or was accepted once. What another stands
// instead of by agreement is neither in force nor announced for it.
func (l *Legal) ProviderDocuments(ctx context.Context, s db.Scope, locale string) ([]Agreed, error) {
	provider, err := l.providerOf(ctx, s)
	if err != nil {
		return nil, err
	}
	list, err := l.Versions(ctx, provider, "", locale)
	if err != nil {
		return nil, err
	}
	var rows []legaldb.AcceptedFirstRow
	var by replacing
	err = l.db.InTenant(ctx, s, func(tx *db.Tx) (err error) {
		q := legaldb.New(tx)
		if by, err = replacingIn(ctx, q, provider, s.Tenant()); err != nil {
			return err
		}
		rows, err = q.AcceptedFirst(ctx, s.Tenant())
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("list what was accepted of the provider: %w", err)
	}
	now := l.clock.Now()
	current := InForce(list, now)
	agreed := []Agreed{}
	for _, v := range list {
		a := Agreed{Version: v, Current: by.binds(current, v, now)}
		counted := func(r legaldb.AcceptedFirstRow) bool {
			return r.VersionID == v.ID && (!a.Current || by.counts(v.Kind, r.AfterAgreement, now))
		}
		if i := slices.IndexFunc(rows, counted); i >= 0 {
			a.AcceptedAt, a.Way, a.Person = new(rows[i].At.UTC()), rows[i].Way, rows[i].Person
		}
		if a.Current || a.AcceptedAt != nil || by.comes(v, now) {
			agreed = append(agreed, a)
		}
	}
	return agreed, nil
}

// ProviderDocument reads a version of the provider's in a language, and what it says otherwise than the one before. NotFound.
func (l *Legal) ProviderDocument(ctx context.Context, s db.Scope, version uuid.UUID, locale string) (Document, Changes, error) {
	provider, err := l.providerOf(ctx, s)
	if err != nil {
		return Document{}, Changes{}, err
	}
	changes, err := l.ChangesOf(ctx, provider, version, locale)
	if err != nil {
		return Document{}, Changes{}, err
	}
	texts, err := l.Texts(ctx, provider, version)
	if err != nil {
		return Document{}, Changes{}, err
	}
	return Document{changes.To, inLocale(texts, locale)}, changes, nil
}
