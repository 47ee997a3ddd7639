package wording

import (
	"context"
	"errors"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/liveryhq/livery/internal/db"
)

func readParticulars(ctx context.Context, tx *db.Tx, realm uuid.UUID) (p Particulars, err error) {
	names := []string{"brand", "company", "company_address", "registration", "tax_number", "company_email", "company_phone", "site", "support_email", "support_phone", "support_hours"}
	values, into := make([]string, len(names)), make([]any, 0, len(names)+1)
	for i := range values {
		into = append(into, &values[i])
	}
	err = tx.QueryRow(ctx, `
		select coalesce(b.name, t.name), coalesce(e.name, ''), coalesce(e.address, ''), coalesce(e.registration, ''), coalesce(e.tax_number, ''),
			coalesce(e.email, ''), coalesce(e.phone, ''), coalesce(h.host, ''), coalesce(c.email, ''), coalesce(c.phone, ''), coalesce(c.hours, ''), coalesce(c.hours_in, '{}')
		from tenants t
		left join brands b on b.tenant_id = t.id
		left join legal_entities e on e.tenant_id = t.id
		left join hosts h on h.tenant_id = t.id and h.is_primary
		left join support_contacts c on c.tenant_id = t.id
		where t.id = $1`, realm).Scan(append(into, &p.hours)...)
	p.Known = map[string]string{}
	for i, name := range names {
		p.Known[name] = values[i]
	}
	return p, err
}

func readLogo(ctx context.Context, tx *db.Tx, realm uuid.UUID, id string) (l Logo, err error) {
	err = tx.QueryRow(ctx, `select id, width, height, media, content from brand_images where tenant_id = $1 and id = $2`, realm, id).
		Scan(&l.ID, &l.Width, &l.Height, &l.Media, &l.Content)
	if errors.Is(err, pgx.ErrNoRows) {
		return Logo{}, nil
	}
	return l, err
}
