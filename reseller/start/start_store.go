package start

import (
	"context"
	"errors"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/liveryhq/livery/internal/db"
)

// startRow is what a realm has said.
type startRow struct {
	later     []string
	putAwayAt *time.Time
}

func readStart(ctx context.Context, tx *db.Tx, realm uuid.UUID, lock bool) (r startRow, err error) {
	if lock {
		// There may be no row yet: whoever writes at the same time waits for the tenant's.
		if _, err := tx.Exec(ctx, `select pg_advisory_xact_lock(hashtext('livery start ' || $1))`, realm.String()); err != nil {
			return r, err
		}
	}
	err = tx.QueryRow(ctx, `select later, put_away_at from realm_starts where tenant_id = $1`, realm).Scan(&r.later, &r.putAwayAt)
	if errors.Is(err, pgx.ErrNoRows) {
		return startRow{later: []string{}}, nil
	}
	return r, err
}

func writeStart(ctx context.Context, tx *db.Tx, realm uuid.UUID, r startRow) error {
	if r.later == nil {
		r.later = []string{}
	}
	_, err := tx.Exec(ctx, `
		insert into realm_starts (tenant_id, later, put_away_at) values ($1, $2, $3)
		on conflict (tenant_id) do update set later = excluded.later, put_away_at = excluded.put_away_at`, realm, r.later, r.putAwayAt)
	return err
}

func readHosts(ctx context.Context, tx *db.Tx, realm uuid.UUID) ([]string, error) {
	rows, err := tx.Query(ctx, `select host from hosts where tenant_id = $1 order by is_primary desc, host`, realm)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, pgx.RowTo[string])
}

// readLook: a look may have been published by the studio, or given by the installation.
func readLook(ctx context.Context, tx *db.Tx, realm uuid.UUID) (published, drafted bool, err error) {
	err = tx.QueryRow(ctx, `
		select exists (select from brand_versions where tenant_id = $1)
			or exists (select from brands where tenant_id = $1 and (tokens <> '{}' or dress <> '{}')),
			exists (select from brand_drafts where tenant_id = $1)`, realm).Scan(&published, &drafted)
	return published, drafted, err
}

// readDomain finds the domain outside of the zone that has come furthest; a nil id: there is none.
func readDomain(ctx context.Context, tx *db.Tx, realm uuid.UUID, zone string) (id *uuid.UUID, state string, err error) {
	err = tx.QueryRow(ctx, `
		select id, state from domains
		where tenant_id = $1 and state <> 'detached' and not ($2 <> '' and right(host, length($2) + 1) = '.' || $2)
		order by array_position(array['active', 'degraded', 'issuing', 'verified', 'pending'], state), asked_at, id
		limit 1`, realm, zone).Scan(&id, &state)
	if errors.Is(err, pgx.ErrNoRows) {
		err = nil
	}
	return id, state, err
}

// hasPrices: a plan or a package that costs something is on the list.
func hasPrices(ctx context.Context, tx *db.Tx, realm uuid.UUID) (there bool, err error) {
	err = tx.QueryRow(ctx, `
		select exists (select from plans where tenant_id = $1 and kind = 'object' and not is_free and archived_at is null)
			or exists (select from packages where tenant_id = $1 and archived_at is null)`, realm).Scan(&there)
	return there, err
}

// readDocuments: which kinds have no version in force, and whether all that are in force are starter texts.
func readDocuments(ctx context.Context, tx *db.Tx, realm uuid.UUID, now time.Time) (missing []string, starters bool, err error) {
	rows, err := tx.Query(ctx, `
		select k.kind from unnest(array['terms', 'privacy', 'support', 'sms']) with ordinality as k(kind, place)
		where not exists (select from document_versions v where v.tenant_id = $1 and v.kind = k.kind and v.effective_at <= $2)
		order by k.place`, realm, now)
	if err != nil {
		return nil, false, err
	}
	if missing, err = pgx.CollectRows(rows, pgx.RowTo[string]); err != nil {
		return nil, false, err
	}
	err = tx.QueryRow(ctx, `
		select coalesce(bool_and(starter), false) from document_versions where tenant_id = $1 and effective_at <= $2`, realm, now).Scan(&starters)
	return missing, starters, err
}

func hasCustomer(ctx context.Context, tx *db.Tx, realm uuid.UUID) (there bool, err error) {
	err = tx.QueryRow(ctx, `select exists (select from tenants where parent_id = $1 and status <> 'closed')`, realm).Scan(&there)
	return there, err
}
