package tenant

import (
	"context"
	"slices"
	"strings"

	"github.com/google/uuid"

	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/tenant/internal/tenantdb"
	"github.com/liveryhq/livery/themes"
)

// Offered are the languages that the realm speaks to its people, in the order of all there are.
func (b *Brand) Offered() []string { return offered(b.Languages) }

// Speak is the language in which somebody is spoken to: the first of those wanted that the realm offers, with or without a region; else
// the realm's own.
func (b *Brand) Speak(wanted ...string) string {
	spoken := b.Offered()
	for _, w := range append(wanted, b.Locale) {
		if short, _, _ := strings.Cut(strings.ToLower(w), "-"); slices.Contains(spoken, short) {
			return short
		}
	}
	return spoken[0]
}

// offered leaves of all languages those chosen; none chosen: all of them.
func offered(chosen []string) []string {
	all := themes.Languages()
	if len(chosen) == 0 {
		return all
	}
	return slices.DeleteFunc(all, func(l string) bool { return !slices.Contains(chosen, l) })
}

// OfferedIn reads the languages that a realm offers, in a transaction of its own or of a tenant below.
func OfferedIn(ctx context.Context, tx *db.Tx, realm uuid.UUID) ([]string, error) {
	chosen, err := chosenBy(ctx, tx, realm)
	return offered(chosen), err
}

// chosenBy are the languages a realm has chosen; none: it has not.
func chosenBy(ctx context.Context, tx *db.Tx, realm uuid.UUID) ([]string, error) {
	rows, err := tenantdb.New(tx).OfferedLanguages(ctx, realm)
	if err != nil || len(rows) == 0 {
		return nil, err
	}
	return rows[0], nil
}

func (t *Tenants) chosenBy(ctx context.Context, realm db.Scope) (chosen []string, err error) {
	err = t.db.ReadInTenant(ctx, realm, func(tx *db.Tx) error {
		chosen, err = chosenBy(ctx, tx, realm.Tenant())
		return err
	})
	return chosen, err
}

// Offer makes these the languages that the tenant acted in offers as a realm. All there are is the same as no choice.
func Offer(ctx context.Context, tx *db.Tx, realm uuid.UUID, languages []string) error {
	q := tenantdb.New(tx)
	if chosen := offered(languages); len(chosen) < len(themes.Languages()) {
		return q.OfferLanguages(ctx, tenantdb.OfferLanguagesParams{TenantID: realm, Languages: chosen})
	}
	return q.OfferAllLanguages(ctx, realm)
}
