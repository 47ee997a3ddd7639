package books

import (
	"context"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/liveryhq/livery/internal/db"
)

// readParts are the debits of a transaction, in the account's own scope. What its plan is called its provider knows: namePlans.
func readParts(ctx context.Context, tx *db.Tx, transaction uuid.UUID, most int) ([]Part, error) {
	rows, err := tx.Query(ctx, `
		select c.object_id, coalesce(o.name, ''), c.version_id::text, c.period_start, c.period_end, c.amount
		from charges c left join objects o on o.id = c.object_id
		where c.transaction_id = $1 order by o.name, c.period_start limit $2`, transaction, most)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, func(row pgx.CollectableRow) (p Part, err error) {
		err = row.Scan(&p.Object, &p.Name, &p.Plan, &p.Start, &p.End, &p.Amount)
		return p, err
	})
}

// givenBack tells whether anything of a transaction was given back as the remainder, in the account's own scope.
func givenBack(ctx context.Context, tx *db.Tx, transaction uuid.UUID) (yes bool, err error) {
	err = tx.QueryRow(ctx, "select exists (select from charges c where c.transaction_id = $1 and c.given_back > 0)", transaction).Scan(&yes)
	return yes, err
}

// namePlans puts the plans' names where readParts has left their versions.
func namePlans(ctx context.Context, tx *db.Tx, parts []Part) error {
	versions := make([]string, 0, len(parts))
	for _, p := range parts {
		versions = append(versions, p.Plan)
	}
	rows, err := tx.Query(ctx, `select v.id::text, p.name from plan_versions v join plans p on p.id = v.plan_id where v.id = any ($1::uuid[])`, versions)
	if err != nil {
		return err
	}
	names := map[string]string{}
	var id, name string
	if _, err := pgx.ForEachRow(rows, []any{&id, &name}, func() error {
		names[id] = name
		return nil
	}); err != nil {
		return err
	}
	for i := range parts {
		parts[i].Plan = names[parts[i].Plan]
	}
	return nil
}

// creditNoteOf is the number of the credit note that stands on a transaction; empty: none.
func creditNoteOf(ctx context.Context, tx *db.Tx, keeper, transaction uuid.UUID) (code string, err error) {
	err = tx.QueryRow(ctx, "select coalesce((select p.code from papers p where p.tenant_id = $1 and p.transaction_id = $2 and p.kind = 'credit_note' limit 1), '')", keeper, transaction).Scan(&code)
	return code, err
}

// holdPackages takes the lock under which packages of an account are drawn from.
func holdPackages(ctx context.Context, tx *db.Tx, account uuid.UUID) error {
	_, err := tx.Exec(ctx, "select pg_advisory_xact_lock(hashtextextended('packages ' || $1::text, 91))", account.String())
	return err
}

func takePackageBack(ctx context.Context, tx *db.Tx, debit uuid.UUID, at time.Time) (became string, err error) {
	err = tx.QueryRow(ctx, "select take_package_back($1, $2)", debit, at).Scan(&became)
	return became, err
}
