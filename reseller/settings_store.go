package reseller

import (
	"context"
	"errors"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/tenant"
)

func readSettings(ctx context.Context, tx *db.Tx, id uuid.UUID, lock bool) (s Settings, err error) {
	statement := `
select t.name, t.locale, t.time_zone, coalesce(t.country, ''), coalesce(c.email, ''), coalesce(c.phone, ''), coalesce(c.hours, ''), coalesce(c.hours_in, '{}')
from tenants t left join support_contacts c on c.tenant_id = t.id
where t.id = $1`
	if lock {
		statement += " for no key update of t"
	}
	err = tx.QueryRow(ctx, statement, id).Scan(&s.Name, &s.Locale, &s.TimeZone, &s.Country, &s.Contact.Email, &s.Contact.Phone, &s.Contact.Hours, &s.Contact.HoursIn)
	if err != nil {
		return s, err
	}
	s.Languages, err = tenant.OfferedIn(ctx, tx, id)
	return s, err
}

func writeSettings(ctx context.Context, tx *db.Tx, id uuid.UUID, s Settings) error {
	_, err := tx.Exec(ctx, `
update tenants set name = $2, name_key = $3, locale = $4, time_zone = $5, country = nullif($6, '') where id = $1`,
		id, s.Name, tenant.NameKey(s.Name), s.Locale, s.TimeZone, s.Country)
	if err != nil {
		return err
	}
	if err := tenant.Offer(ctx, tx, id, s.Languages); err != nil {
		return err
	}
	_, err = tx.Exec(ctx, `
insert into support_contacts (tenant_id, email, phone, hours, hours_in) values ($1, $2, $3, $4, $5)
on conflict (tenant_id) do update set email = excluded.email, phone = excluded.phone, hours = excluded.hours, hours_in = excluded.hours_in`,
		id, s.Contact.Email, s.Contact.Phone, s.Contact.Hours, s.Contact.HoursIn)
	return err
}

// readContact reads what a realm has published; nothing where it has not.
func readContact(ctx context.Context, tx *db.Tx, realm uuid.UUID) (c Contact, err error) {
	err = tx.QueryRow(ctx, `
select email, phone, hours, hours_in from support_contacts where tenant_id = $1`, realm).Scan(&c.Email, &c.Phone, &c.Hours, &c.HoursIn)
	if errors.Is(err, pgx.ErrNoRows) {
		return Contact{}, nil
	}
	return c, err
}

// readProvider reads what is open to the lower side of a contract: the contract, and what the upper side has published.
func readProvider(ctx context.Context, tx *db.Tx, id uuid.UUID, now time.Time) (p Provider, err error) {
	err = tx.QueryRow(ctx, `
select coalesce(b.name, ''), c.number, c.opened_at, c.tier, c.paper_number, c.signed_on, t.status, coalesce(h.email, ''), coalesce(h.phone, ''), coalesce(h.hours, ''), coalesce(h.hours_in, '{}'),
	coalesce((select m.shown from provider_marks(t.id) m where m.since <= $2 order by m.since desc limit 1), false)
from tenants t
join contracts c on c.counterparty_id = t.id
left join brands b on b.tenant_id = c.tenant_id
left join support_contacts h on h.tenant_id = c.tenant_id
where t.id = $1`, id, now).Scan(&p.Name, &p.Number, &p.OpenedAt, &p.Tier, &p.Agreement, &p.AgreedOn, &p.Status, &p.Contact.Email, &p.Contact.Phone, &p.Contact.Hours, &p.Contact.HoursIn, &p.Named)
	return p, err
}
