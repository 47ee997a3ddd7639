package books

import (
	"context"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/liveryhq/livery/internal/db"
)

func readFiles(ctx context.Context, tx *db.Tx, keeper, of uuid.UUID) ([]File, error) {
	rows, err := tx.Query(ctx, `
		select f.id, f.name, length(f.content), f.sha256, coalesce(nullif(u.name, ''), u.login, ''), f.put_at
		from contract_files f left join users u on u.id = f.by_user
		where f.tenant_id = $1 and f.counterparty_id = $2 order by f.put_at desc, f.id desc`, keeper, of)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, func(row pgx.CollectableRow) (f File, err error) {
		err = row.Scan(&f.ID, &f.Name, &f.Size, &f.SHA256, &f.ByName, &f.PutAt)
		return f, err
	})
}

func insertFile(ctx context.Context, tx *db.Tx, keeper, of, by uuid.UUID, f File, content []byte) error {
	_, err := tx.Exec(ctx, `insert into contract_files (id, tenant_id, counterparty_id, name, sha256, content, by_user, put_at) values ($1, $2, $3, $4, $5, $6, $7, $8)`,
		f.ID, keeper, of, f.Name, f.SHA256, content, orNull(by), f.PutAt)
	return err
}

func readFile(ctx context.Context, tx *db.Tx, keeper, of, id uuid.UUID) (f File, content []byte, err error) {
	err = tx.QueryRow(ctx, `select id, name, length(content), sha256, put_at, content from contract_files where tenant_id = $1 and counterparty_id = $2 and id = $3`,
		keeper, of, id).Scan(&f.ID, &f.Name, &f.Size, &f.SHA256, &f.PutAt, &content)
	return f, content, err
}
