package brand

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/internal/errs"
	"github.com/liveryhq/livery/themes"
	"github.com/liveryhq/livery/themes/letters"
)

// lockBrand has whoever works at the same brand wait.
func lockBrand(ctx context.Context, tx *db.Tx, tenant uuid.UUID) error {
	_, err := tx.Exec(ctx, `select pg_advisory_xact_lock(hashtext('livery brand ' || $1))`, tenant.String())
	return err
}

func tenantName(ctx context.Context, tx *db.Tx, tenant uuid.UUID) (name string, err error) {
	err = tx.QueryRow(ctx, `select left(name, 80) from tenants where id = $1`, tenant).Scan(&name)
	return name, err
}

func readWords(ctx context.Context, tx *db.Tx, tenant uuid.UUID) (letters.Words, error) {
	var stored []byte
	err := tx.QueryRow(ctx, `select words from brands where tenant_id = $1`, tenant).Scan(&stored)
	if err != nil && !errors.Is(err, pgx.ErrNoRows) {
		return letters.Words{}, err
	}
	return letters.ParseWords(stored)
}

// names that say whose a text is.
func ownNames(ctx context.Context, tx *db.Tx, tenant uuid.UUID) (names []string, err error) {
	rows, err := tx.Query(ctx, `
		select name from tenants where id = $1
		union all select unnest(array[name, email, phone]) from legal_entities where tenant_id = $1
		union all select unnest(array[email, phone]) from support_contacts where tenant_id = $1
		union all select host from hosts where tenant_id = $1`, tenant)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, func(r pgx.CollectableRow) (string, error) {
		var name *string
		if err := r.Scan(&name); err != nil || name == nil {
			return "", err
		}
		return *name, nil
	})
}

const draftColumns = `content, changed_at, coalesce(preview, ''), preview_until`

func scanDraft(r pgx.Row) (*Draft, error) {
	var d Draft
	var content []byte
	err := r.Scan(&content, &d.ChangedAt, &d.Preview, &d.PreviewUntil)
	if errors.Is(err, pgx.ErrNoRows) {
		return nil, nil //nolint:nilnil // there is no draft, and that is no fault
	}
	if err == nil {
		err = json.Unmarshal(content, &d.Content)
	}
	return &d, err
}

func readDraft(ctx context.Context, tx *db.Tx, tenant uuid.UUID, lock bool) (*Draft, error) {
	statement := `select ` + draftColumns + ` from brand_drafts where tenant_id = $1`
	if lock {
		statement += " for update"
	}
	return scanDraft(tx.QueryRow(ctx, statement, tenant))
}

func previewed(ctx context.Context, tx *db.Tx, tenant uuid.UUID, secret string, now time.Time) (*Draft, error) {
	return scanDraft(tx.QueryRow(ctx, `select `+draftColumns+` from brand_drafts where tenant_id = $1 and preview = $2 and preview_until > $3`, tenant, secret, now))
}

func writeDraft(ctx context.Context, tx *db.Tx, tenant uuid.UUID, c Content, now time.Time) error {
	content, err := json.Marshal(c)
	if err != nil {
		return fmt.Errorf("write a draft: %w", err)
	}
	_, err = tx.Exec(ctx, `
		insert into brand_drafts (tenant_id, content, changed_at) values ($1, $2, $3)
		on conflict (tenant_id) do update set content = excluded.content, changed_at = excluded.changed_at`, tenant, content, now)
	return err
}

// beginDraft makes a draft of what is in force, unless there is one.
func beginDraft(ctx context.Context, tx *db.Tx, tenant uuid.UUID, c Content, now time.Time) error {
	content, err := json.Marshal(c)
	if err != nil {
		return fmt.Errorf("write a draft: %w", err)
	}
	_, err = tx.Exec(ctx, `insert into brand_drafts (tenant_id, content, changed_at) values ($1, $2, $3) on conflict do nothing`, tenant, content, now)
	return err
}

func setPreview(ctx context.Context, tx *db.Tx, tenant uuid.UUID, secret string, until time.Time) error {
	_, err := tx.Exec(ctx, `update brand_drafts set preview = $2, preview_until = $3 where tenant_id = $1`, tenant, secret, until)
	return err
}

func removeDraft(ctx context.Context, tx *db.Tx, tenant uuid.UUID) (*Draft, error) {
	return scanDraft(tx.QueryRow(ctx, `delete from brand_drafts where tenant_id = $1 returning `+draftColumns, tenant))
}

func lastNumber(ctx context.Context, tx *db.Tx, tenant uuid.UUID) (number int, err error) {
	err = tx.QueryRow(ctx, `select coalesce(max(number), 0) from brand_versions where tenant_id = $1`, tenant).Scan(&number)
	return number, err
}

func insertVersion(ctx context.Context, tx *db.Tx, tenant uuid.UUID, v Version, by uuid.UUID) error {
	content, err := json.Marshal(v.Content)
	if err != nil {
		return fmt.Errorf("write a version: %w", err)
	}
	_, err = tx.Exec(ctx, `
		insert into brand_versions (id, tenant_id, number, content, published_at, published_by, note, restored)
		values ($1, $2, $3, $4, $5, $6, $7, nullif($8, 0))`, v.ID, tenant, v.Number, content, v.PublishedAt,
		uuid.NullUUID{UUID: by, Valid: by != uuid.Nil}, v.Note, v.Restored)
	return err
}

// putInForce is what everybody sees; the table tells every node that keeps brands in memory.
func putInForce(ctx context.Context, tx *db.Tx, tenant uuid.UUID, c Content, now time.Time) error {
	tokens, err := json.Marshal(c.Tokens)
	if err != nil {
		return fmt.Errorf("write tokens: %w", err)
	}
	dress, err := json.Marshal(c.Dress)
	if err != nil {
		return fmt.Errorf("write a dress: %w", err)
	}
	names, err := ownNames(ctx, tx, tenant)
	if err != nil {
		return err
	}
	words, err := json.Marshal(c.Words.Handing(append(names, c.Name)...))
	if err != nil {
		return fmt.Errorf("write words: %w", err)
	}
	_, err = tx.Exec(ctx, `
		insert into brands (tenant_id, name, tokens, locked, dress, words) values ($1, $2, $3, $4, $5, $7)
		on conflict (tenant_id) do update set name = excluded.name, tokens = excluded.tokens, locked = excluded.locked,
			dress = excluded.dress, words = excluded.words, revision = brands.revision + 1, updated_at = $6`, tenant, c.Name, tokens, c.Locked, dress, now, words)
	return err
}

const versionColumns = `v.id, v.number, v.content, v.published_at, coalesce(nullif(u.name, ''), u.login, ''), v.note, coalesce(v.restored, 0)`

func scanVersion(r pgx.CollectableRow) (v Version, err error) {
	var content []byte
	if err = r.Scan(&v.ID, &v.Number, &content, &v.PublishedAt, &v.By, &v.Note, &v.Restored); err == nil {
		err = json.Unmarshal(content, &v.Content)
	}
	return v, err
}

func readVersions(ctx context.Context, tx *db.Tx, tenant uuid.UUID, below, limit int) ([]Version, error) {
	rows, err := tx.Query(ctx, `
		select `+versionColumns+`
		from brand_versions v left join users u on u.tenant_id = v.tenant_id and u.id = v.published_by
		where v.tenant_id = $1 and ($2 = 0 or v.number < $2)
		order by v.number desc limit $3`, tenant, below, limit)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, scanVersion)
}

func readVersion(ctx context.Context, tx *db.Tx, tenant, id uuid.UUID) (Version, error) {
	rows, err := tx.Query(ctx, `
		select `+versionColumns+`
		from brand_versions v left join users u on u.tenant_id = v.tenant_id and u.id = v.published_by
		where v.tenant_id = $1 and v.id = $2`, tenant, id)
	if err != nil {
		return Version{}, err
	}
	v, err := pgx.CollectExactlyOneRow(rows, scanVersion)
	if errors.Is(err, pgx.ErrNoRows) {
		err = errs.Missing()
	}
	return v, err
}

func countPictures(ctx context.Context, tx *db.Tx, tenant uuid.UUID) (n int, err error) {
	err = tx.QueryRow(ctx, `select count(*) from brand_images where tenant_id = $1`, tenant).Scan(&n)
	return n, err
}

// dropUnused removes pictures that neither the brand, its draft nor a version names, and tells how many are left.
func dropUnused(ctx context.Context, tx *db.Tx, tenant uuid.UUID) (left int, err error) {
	_, err = tx.Exec(ctx, `
		delete from brand_images i where i.tenant_id = $1
			and not exists (select from brand_versions v where v.tenant_id = $1 and strpos(v.content::text, i.id) > 0)
			and not exists (select from brand_drafts d where d.tenant_id = $1 and strpos(d.content::text, i.id) > 0)
			and not exists (select from brands b where b.tenant_id = $1 and strpos(b.dress::text, i.id) > 0)`, tenant)
	if err != nil {
		return 0, err
	}
	return countPictures(ctx, tx, tenant)
}

func insertPicture(ctx context.Context, tx *db.Tx, tenant uuid.UUID, p Picture, now time.Time) (fresh bool, err error) {
	tag, err := tx.Exec(ctx, `
		insert into brand_images (tenant_id, id, media, width, height, ink, content, added_at) values ($1, $2, $3, $4, $5, $6, $7, $8)
		on conflict do nothing`, tenant, string(p.ID), p.Media, p.Width, p.Height, p.Ink, p.Content, now)
	return tag.RowsAffected() == 1, err
}

func hasPicture(ctx context.Context, tx *db.Tx, tenant uuid.UUID, id themes.Picture) (there bool, err error) {
	err = tx.QueryRow(ctx, `select exists (select from brand_images where tenant_id = $1 and id = $2)`, tenant, string(id)).Scan(&there)
	return there, err
}

func readPicture(ctx context.Context, tx *db.Tx, tenant uuid.UUID, id themes.Picture) (p Picture, err error) {
	err = tx.QueryRow(ctx, `select id, media, width, height, ink, content from brand_images where tenant_id = $1 and id = $2`, tenant, string(id)).
		Scan(&p.ID, &p.Media, &p.Width, &p.Height, &p.Ink, &p.Content)
	if errors.Is(err, pgx.ErrNoRows) {
		err = errs.Missing()
	}
	return p, err
}

func listPictures(ctx context.Context, tx *db.Tx, tenant uuid.UUID) ([]Picture, error) {
	rows, err := tx.Query(ctx, `select id, media, width, height, ink from brand_images where tenant_id = $1 order by added_at desc limit 500`, tenant)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, func(r pgx.CollectableRow) (p Picture, err error) {
		return p, r.Scan(&p.ID, &p.Media, &p.Width, &p.Height, &p.Ink)
	})
}
