package support

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/internal/errs"
)

func collect[T any](ctx context.Context, tx *db.Tx, into *[]T, sql string, args ...any) error {
	rows, err := tx.Query(ctx, sql, args...)
	if err != nil {
		return err
	}
	*into, err = pgx.CollectRows(rows, pgx.RowToStructByPos[T])
	return err
}

// readOffered reads what those whom a desk serves may read.
func (f *Shelf) readOffered(ctx context.Context, tx *db.Tx, desk uuid.UUID) error {
	f.Page = Page{Languages: []string{"en", "ru"}, Channels: []Channel{}}
	err := tx.QueryRow(ctx, `select languages, phone, hours, hours_in, complaints_name, complaints_contact, channels from desk_pages where tenant_id = $1`, desk).
		Scan(&f.Page.Languages, &f.Page.Phone, &f.Page.Hours, &f.Page.HoursIn, &f.Page.ComplaintsName, &f.Page.ComplaintsContact, &f.Page.Channels)
	if err != nil && !errors.Is(err, pgx.ErrNoRows) {
		return err
	}
	if err := collect(ctx, tx, &f.Categories, `select id, names, scope, team_id, forum_url, answers, position, archived_at is not null from desk_categories
		where tenant_id = $1 and archived_at is null order by position, id`, desk); err != nil {
		return err
	}
	if err := collect(ctx, tx, &f.Addresses, `select id, address, kind, category_id from desk_addresses where tenant_id = $1 order by kind desc, address`, desk); err != nil {
		return err
	}
	return collect(ctx, tx, &f.Products, `select id, name, version, released_on::timestamptz, supported_until::timestamptz, download_url from desk_products
		where tenant_id = $1 order by name, released_on desc`, desk)
}

func (f *Shelf) read(ctx context.Context, tx *db.Tx, desk uuid.UUID, now time.Time) error {
	if err := f.readOffered(ctx, tx, desk); err != nil {
		return err
	}
	if err := collect(ctx, tx, &f.Macros, `select id, name, texts, asks from desk_macros where tenant_id = $1 order by name, id`, desk); err != nil {
		return err
	}
	return collect(ctx, tx, &f.Duties, `
		select d.id, d.user_id, d.starts_at, d.ends_at, coalesce(nullif(u.name, ''), u.login) from desk_duties d join users u on u.tenant_id = d.tenant_id and u.id = d.user_id
		where d.tenant_id = $1 and d.ends_at > $2 order by d.starts_at, d.id`, desk, now)
}

func keepPage(ctx context.Context, tx *db.Tx, desk uuid.UUID, p Page, at time.Time) error {
	if p.Channels == nil {
		p.Channels = []Channel{}
	}
	if p.HoursIn == nil {
		p.HoursIn = map[string]string{}
	}
	_, err := tx.Exec(ctx, `
		insert into desk_pages (tenant_id, languages, phone, hours, complaints_name, complaints_contact, channels, updated_at, hours_in) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
		on conflict (tenant_id) do update set languages = $2, phone = $3, hours = $4, complaints_name = $5, complaints_contact = $6, channels = $7, updated_at = $8, hours_in = $9`,
		desk, p.Languages, p.Phone, p.Hours, p.ComplaintsName, p.ComplaintsContact, p.Channels, at, p.HoursIn)
	return err
}

func keepCategory(ctx context.Context, tx *db.Tx, desk uuid.UUID, c Category, fresh bool, at time.Time) error {
	if c.Answers == nil {
		c.Answers = map[string]string{}
	}
	var archived *time.Time
	if c.Archived {
		archived = &at
	}
	var err error
	if fresh {
		_, err = tx.Exec(ctx, `insert into desk_categories (id, tenant_id, names, scope, team_id, forum_url, answers, position, archived_at, created_at)
			values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`, c.ID, desk, c.Names, c.Scope, c.Team, c.Forum, c.Answers, c.Position, archived, at)
	} else {
		tag, changed := tx.Exec(ctx, `update desk_categories set names = $3, scope = $4, team_id = $5, forum_url = $6, answers = $7, position = $8, archived_at = $9
			where tenant_id = $1 and id = $2`, desk, c.ID, c.Names, c.Scope, c.Team, c.Forum, c.Answers, c.Position, archived)
		err = touched(tag.RowsAffected(), changed)
	}
	if db.IsConstraint(err, "desk_categories_tenant_id_team_id_fkey") {
		return errs.Field("team", "bad_team", "There is no team of this id. Choose among those of the desk.").With(err)
	}
	return err
}

func insertAddress(ctx context.Context, tx *db.Tx, desk uuid.UUID, a Address, key string, at time.Time) error {
	var may bool
	if err := tx.QueryRow(ctx, `select desk_may_take($1)`, key).Scan(&may); err != nil {
		return err
	}
	if !may {
		return addressTaken()
	}
	_, err := tx.Exec(ctx, `insert into desk_addresses (id, tenant_id, address, address_key, kind, category_id, created_at) values ($1, $2, $3, $4, $5, $6, $7)`,
		a.ID, desk, a.Address, key, a.Kind, a.Category, at)
	if db.IsConstraint(err, "desk_addresses_address_key_key") {
		return addressTaken().With(err)
	}
	return categoryOfAddress(err)
}

func changeAddress(ctx context.Context, tx *db.Tx, desk uuid.UUID, a Address, key string) error {
	var now string
	err := tx.QueryRow(ctx, `select address_key from desk_addresses where tenant_id = $1 and id = $2 for no key update`, desk, a.ID).Scan(&now)
	if errors.Is(err, pgx.ErrNoRows) {
		return errs.Missing()
	}
	if err != nil {
		return err
	}
	if now != key {
		return errs.Field("address", "address_fixed", "An address stays as it is. Add the other one, and remove this one.")
	}
	_, err = tx.Exec(ctx, `update desk_addresses set kind = $3, category_id = $4 where tenant_id = $1 and id = $2`, desk, a.ID, a.Kind, a.Category)
	return categoryOfAddress(err)
}

func categoryOfAddress(err error) error {
	if db.IsConstraint(err, "desk_addresses_tenant_id_category_id_fkey") {
		return errs.Field("category", "bad_category", "There is no category of this id. Choose among those of the desk.").With(err)
	}
	return err
}

// addressTaken is one answer to all addresses that are not to be had: what other desks have is nobody's business.
func addressTaken() *errs.Error {
	return errs.New(errs.Conflict, "address_taken", "This address cannot be used. Choose another.")
}

func keepMacro(ctx context.Context, tx *db.Tx, desk uuid.UUID, m Macro, fresh bool, at time.Time) error {
	if fresh {
		_, err := tx.Exec(ctx, `insert into desk_macros (id, tenant_id, name, texts, asks, created_at) values ($1, $2, $3, $4, $5, $6)`, m.ID, desk, m.Name, m.Texts, m.Asks, at)
		return err
	}
	tag, err := tx.Exec(ctx, `update desk_macros set name = $3, texts = $4, asks = $5 where tenant_id = $1 and id = $2`, desk, m.ID, m.Name, m.Texts, m.Asks)
	return touched(tag.RowsAffected(), err)
}

func keepProduct(ctx context.Context, tx *db.Tx, desk uuid.UUID, p Product, fresh bool, at time.Time) error {
	var err error
	if fresh {
		_, err = tx.Exec(ctx, `insert into desk_products (id, tenant_id, name, version, released_on, supported_until, download_url, created_at)
			values ($1, $2, $3, $4, $5, $6, $7, $8)`, p.ID, desk, p.Name, p.Version, p.ReleasedOn, p.SupportedUntil, p.Download, at)
	} else {
		tag, changed := tx.Exec(ctx, `update desk_products set name = $3, version = $4, released_on = $5, supported_until = $6, download_url = $7
			where tenant_id = $1 and id = $2`, desk, p.ID, p.Name, p.Version, p.ReleasedOn, p.SupportedUntil, p.Download)
		err = touched(tag.RowsAffected(), changed)
	}
	if db.IsConstraint(err, "desk_products_tenant_id_name_version_key") {
		return errs.New(errs.Conflict, "version_taken", "This version is there already. Change that one.").With(err)
	}
	return err
}

func insertDuty(ctx context.Context, tx *db.Tx, desk uuid.UUID, u Duty) error {
	_, err := tx.Exec(ctx, `insert into desk_duties (id, tenant_id, user_id, starts_at, ends_at) values ($1, $2, $3, $4, $5)`, u.ID, desk, u.User, u.Starts, u.Ends)
	return err
}

func removeFrom(ctx context.Context, tx *db.Tx, desk uuid.UUID, what string, id uuid.UUID) error {
	statement, known := map[string]string{
		"address": `delete from desk_addresses where tenant_id = $1 and id = $2`,
		"macro":   `delete from desk_macros where tenant_id = $1 and id = $2`,
		"product": `delete from desk_products where tenant_id = $1 and id = $2`,
		"duty":    `delete from desk_duties where tenant_id = $1 and id = $2`,
		// Its members and what is closed let go of it by themselves.
		"team":     `delete from desk_teams where tenant_id = $1 and id = $2`,
		"calendar": `delete from desk_calendars where tenant_id = $1 and id = $2`,
	}[what]
	if !known {
		return errs.Missing()
	}
	if err := unused(ctx, tx, desk, what, id); err != nil {
		return err
	}
	tag, err := tx.Exec(ctx, statement, desk, id)
	return touched(tag.RowsAffected(), err)
}

// unused is a Conflict that names what still stands on a team or a calendar. Whoever would put something more on it waits until this
// transaction ends.
func unused(ctx context.Context, tx *db.Tx, desk uuid.UUID, what string, id uuid.UUID) error {
	statements := map[string][]string{
		"team": {
			`select id from desk_teams where tenant_id = $1 and id = $2 for update`,
			`select 'the category “' || coalesce(names ->> 'en', (select min(n.value) from jsonb_each_text(names) n)) || '”' from desk_categories
				where tenant_id = $1 and team_id = $2 order by position, id`,
			`select count(*) || ' waiting tickets' from tickets where tenant_id = $1 and team_id = $2 and state in ('open', 'escalated', 'grouped') having count(*) > 0`,
			`select 'the list “' || name || '”' from desk_views where tenant_id = $1 and filter ->> 'team' = $2::uuid::text order by name, id`,
		},
		"calendar": {
			`select id from desk_calendars where tenant_id = $1 and id = $2 for update`,
			`select 'the team “' || name || '”' from desk_teams where tenant_id = $1 and calendar_id = $2 order by line, name, id`,
			`select 'the desk''s own hours' from desks where tenant_id = $1 and calendar_id = $2`,
			`select 'the hours of native speakers' from desks where tenant_id = $1 and native_calendar_id = $2`,
		},
	}[what]
	if statements == nil {
		return nil
	}
	tag, err := tx.Exec(ctx, statements[0], desk, id)
	if err := touched(tag.RowsAffected(), err); err != nil {
		return err
	}
	var by []string
	for _, statement := range statements[1:] {
		rows, err := tx.Query(ctx, statement, desk, id)
		if err != nil {
			return err
		}
		list, err := pgx.CollectRows(rows, pgx.RowTo[string])
		if err != nil {
			return err
		}
		by = append(by, list...)
	}
	if len(by) == 0 {
		return nil
	}
	const most = 5
	if more := len(by) - most; more > 0 {
		by = append(by[:most], fmt.Sprintf("%d more", more))
	}
	return errs.New(errs.Conflict, what+"_used", "It is still used by "+strings.Join(by, ", ")+". Give those another "+what+" first.")
}
