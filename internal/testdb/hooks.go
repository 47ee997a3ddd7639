package testdb

import (
	"testing"

	"github.com/google/uuid"

	"github.com/liveryhq/livery/internal/db"
)

// Told is a message that a webhook of a tenant's was to be told.
type Told struct{ Type, Body string }

// Hook gives tenants a webhook each, which is told of everything and called by nobody.
func Hook(t testing.TB, d *db.DB, tenants ...uuid.UUID) {
	t.Helper()
	err := d.Worker(t.Context(), func(tx *db.Tx) error {
		for _, id := range tenants {
			if _, err := tx.Exec(t.Context(), `insert into webhook_endpoints (id, tenant_id, url, topics, sealed, created_at)
				values ($1, $2, 'https://example.com/hook', '{applications,customers,documents,domains,money,objects,subscriptions,tickets}', '\x00', now())`, uuid.New(), id); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatalf("testdb: a webhook: %v", err)
	}
}

// Heard takes what a tenant's webhooks were to be told since it was last asked, in order of their types.
func Heard(t testing.TB, d *db.DB, tenant uuid.UUID) (list []Told) {
	t.Helper()
	err := d.Worker(t.Context(), func(tx *db.Tx) error {
		rows, err := tx.Query(t.Context(), `with gone as (delete from webhook_deliveries where tenant_id = $1 returning type, body) select type, body from gone order by type, body`, tenant)
		if err != nil {
			return err
		}
		defer rows.Close()
		for rows.Next() {
			var one Told
			if err := rows.Scan(&one.Type, &one.Body); err != nil {
				return err
			}
			list = append(list, one)
		}
		return rows.Err()
	})
	if err != nil {
		t.Fatalf("testdb: what a webhook heard: %v", err)
	}
	return list
}

// HeardTypes is Heard without what was said.
func HeardTypes(t testing.TB, d *db.DB, tenant uuid.UUID) (types []string) {
	t.Helper()
	for _, one := range Heard(t, d, tenant) {
		types = append(types, one.Type)
	}
	return types
}
