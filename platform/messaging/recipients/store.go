package recipients

import (
	"context"
	"errors"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/internal/errs"
	"github.com/liveryhq/livery/tenant/identity"
)

// columns of a Recipient, in its order.
const columns = `id, address, label, locale, kinds, state, added_at, asked_at, confirmed_at, stopped_at, withheld`

func scanned(row pgx.CollectableRow) (one Recipient, err error) {
	return one, row.Scan(&one.ID, &one.Address, &one.Label, &one.Locale, &one.Kinds, &one.State, &one.AddedAt, &one.AskedAt, &one.ConfirmedAt, &one.StoppedAt, &one.Withheld)
}

func listed(ctx context.Context, tx *db.Tx, tenant uuid.UUID) ([]Recipient, error) {
	rows, err := tx.Query(ctx, `select `+columns+` from mail_recipients where tenant_id = $1 and removed_at is null order by address_key`, tenant)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, scanned)
}

func byAddress(ctx context.Context, tx *db.Tx, tenant uuid.UUID, key string) (one Recipient, there bool, err error) {
	rows, err := tx.Query(ctx, `select `+columns+` from mail_recipients where tenant_id = $1 and address_key = $2 for no key update`, tenant, key)
	if err != nil {
		return one, false, err
	}
	one, err = pgx.CollectExactlyOneRow(rows, scanned)
	if errors.Is(err, pgx.ErrNoRows) {
		return one, false, nil
	}
	return one, err == nil, err
}

// lock one that is on the list. NotFound.
func lock(ctx context.Context, tx *db.Tx, tenant, id uuid.UUID) (one Recipient, err error) {
	rows, err := tx.Query(ctx, `select `+columns+` from mail_recipients where tenant_id = $1 and id = $2 and removed_at is null for no key update`, tenant, id)
	if err != nil {
		return one, err
	}
	if one, err = pgx.CollectExactlyOneRow(rows, scanned); errors.Is(err, pgx.ErrNoRows) {
		err = errs.Missing()
	}
	return one, err
}

// howMany addresses a tenant has. Those who add at once wait for each other.
func howMany(ctx context.Context, tx *db.Tx, tenant uuid.UUID) (n int, err error) {
	if _, err := tx.Exec(ctx, `select pg_advisory_xact_lock(hashtextextended('recipients of ' || $1::text, 0))`, tenant); err != nil {
		return 0, err
	}
	err = tx.QueryRow(ctx, `select count(*) from mail_recipients where tenant_id = $1 and removed_at is null`, tenant).Scan(&n)
	return n, err
}

func insert(ctx context.Context, tx *db.Tx, tenant uuid.UUID, one Recipient) error {
	_, err := tx.Exec(ctx, `
		insert into mail_recipients (id, tenant_id, address, address_key, label, locale, kinds, added_at, asked_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $8)`,
		one.ID, tenant, one.Address, keyOf(one.Address), one.Label, one.Locale, one.Kinds, one.AddedAt)
	if db.IsConstraint(err, "mail_recipients_tenant_id_address_key_key") {
		return errs.New(errs.Conflict, "recipient_known", "This address is on the list already.").With(err)
	}
	return err
}

func rewrite(ctx context.Context, tx *db.Tx, tenant uuid.UUID, one Recipient) error {
	_, err := tx.Exec(ctx, `update mail_recipients set label = $3, locale = $4, kinds = $5 where tenant_id = $1 and id = $2`, tenant, one.ID, one.Label, one.Locale, one.Kinds)
	return err
}

func askedAgain(ctx context.Context, tx *db.Tx, tenant, id uuid.UUID, now time.Time) error {
	_, err := tx.Exec(ctx, `update mail_recipients set asked_at = $3 where tenant_id = $1 and id = $2`, tenant, id, now)
	return err
}

func hide(ctx context.Context, tx *db.Tx, tenant, id uuid.UUID, now time.Time) error {
	_, err := tx.Exec(ctx, `update mail_recipients set removed_at = $3, label = '' where tenant_id = $1 and id = $2`, tenant, id, now)
	return err
}

func remove(ctx context.Context, tx *db.Tx, tenant, id uuid.UUID) error {
	_, err := tx.Exec(ctx, `delete from mail_recipients where tenant_id = $1 and id = $2`, tenant, id)
	return err
}

// asksLately counts a tenant's letters that ask, and those of them to one address.
func asksLately(ctx context.Context, tx *db.Tx, tenant uuid.UUID, key string, since time.Time) (all, same int, err error) {
	err = tx.QueryRow(ctx, `select count(*), count(*) filter (where address_key = $2) from mail_recipient_asks where tenant_id = $1 and at > $3 and recipient_id <> id`, tenant, key, since).Scan(&all, &same)
	return all, same, err
}

func insertAsk(ctx context.Context, tx *db.Tx, tenant, recipient uuid.UUID, key string, now time.Time) error {
	_, err := tx.Exec(ctx, `insert into mail_recipient_asks (id, tenant_id, recipient_id, address_key, at) values ($1, $2, $3, $4, $5)`,
		uuid.Must(uuid.NewV7()), tenant, recipient, key, now)
	return err
}

func forgetAsks(ctx context.Context, tx *db.Tx, before time.Time) (int64, error) {
	tag, err := tx.Exec(ctx, `delete from mail_recipient_asks where at < $1`, before)
	return tag.RowsAffected(), err
}

func nameOf(ctx context.Context, tx *db.Tx, tenant uuid.UUID) (name string, err error) {
	err = tx.QueryRow(ctx, `select name from tenants where id = $1`, tenant).Scan(&name)
	return name, err
}

// outsiders are those of tenants who have confirmed, and want a kind of letters.
func outsiders(ctx context.Context, tx *db.Tx, kind string, tenants []uuid.UUID) ([]identity.Outsider, error) {
	rows, err := tx.Query(ctx, `
		select r.tenant_id, t.name, coalesce(t.parent_id, t.id), r.id, r.address, r.locale, t.time_zone
		from mail_recipients r join tenants t on t.id = r.tenant_id
		where r.tenant_id = any ($1) and r.state = 'confirmed' and r.removed_at is null and $2 = any (r.kinds) and t.status <> 'closed'
		order by r.tenant_id, r.id`, tenants, kind)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, pgx.RowToStructByPos[identity.Outsider])
}

// leaving is what is known of a recipient when a letter is about to leave.
type leaving struct {
	state   string
	askedAt time.Time
	key     string
	// lettersOfDay on the day of today.
	letters int
}

func readLeaving(ctx context.Context, tx *db.Tx, id uuid.UUID, today time.Time) (l leaving, there bool, err error) {
	err = tx.QueryRow(ctx, `
		select state, asked_at, address_key, case when day = $2::date then letters else 0 end from mail_recipients where id = $1 and removed_at is null`, id, today).
		Scan(&l.state, &l.askedAt, &l.key, &l.letters)
	if errors.Is(err, pgx.ErrNoRows) {
		return l, false, nil
	}
	return l, err == nil, err
}

// leftTo counts letters that ask which have left to an address, whoever had it asked.
func leftTo(ctx context.Context, tx *db.Tx, key string, since time.Time) (n int, err error) {
	err = tx.QueryRow(ctx, `select count(*) from mail_recipient_asks where address_key = $1 and left_at > $2`, key, since).Scan(&n)
	return n, err
}

func askLeft(ctx context.Context, tx *db.Tx, id uuid.UUID, now time.Time) error {
	_, err := tx.Exec(ctx, `
		update mail_recipient_asks set left_at = $2 where id = (
			select id from mail_recipient_asks where recipient_id = $1 and left_at is null order by at limit 1)`, id, now)
	return err
}

// begun keeps a letter that is about no recipient: its own ID stands for one.
func begun(ctx context.Context, tx *db.Tx, tenant, letter uuid.UUID, key string, now time.Time) error {
	_, err := tx.Exec(ctx, `
		insert into mail_recipient_asks (id, tenant_id, recipient_id, address_key, at, left_at) values ($1, $2, $1, $3, $4, $4) on conflict do nothing`, letter, tenant, key, now)
	return err
}

func begunBy(ctx context.Context, tx *db.Tx, tenant uuid.UUID, since time.Time) (n int, err error) {
	err = tx.QueryRow(ctx, `select count(*) from mail_recipient_asks where tenant_id = $1 and at > $2 and recipient_id = id`, tenant, since).Scan(&n)
	return n, err
}

func countLetter(ctx context.Context, tx *db.Tx, id uuid.UUID, today time.Time, left, withheld int) error {
	_, err := tx.Exec(ctx, `
		update mail_recipients set letters = case when day = $2::date then letters else 0 end + $3,
			withheld = case when day = $2::date then withheld else 0 end + $4, day = $2::date
		where id = $1`, id, today, left, withheld)
	return err
}

// place of a recipient; uuid.Nil: there is none.
func place(ctx context.Context, tx *db.Tx, id uuid.UUID) (tenant uuid.UUID, err error) {
	var found *uuid.UUID
	if err := tx.QueryRow(ctx, `select recipient_place($1)`, id).Scan(&found); err != nil || found == nil {
		return uuid.Nil, err
	}
	return *found, nil
}

// behind reads whoever has followed a link, and holds them. NotFound: they are there no more.
func behind(ctx context.Context, tx *db.Tx, tenant, id uuid.UUID) (seen Seen, askedAt time.Time, err error) {
	err = tx.QueryRow(ctx, `
		select r.id, r.address, r.locale, r.state, r.asked_at, t.name from mail_recipients r join tenants t on t.id = r.tenant_id
		where r.tenant_id = $1 and r.id = $2 for no key update of r`, tenant, id).Scan(&seen.ID, &seen.Address, &seen.Locale, &seen.State, &askedAt, &seen.Tenant)
	if errors.Is(err, pgx.ErrNoRows) {
		err = errs.Missing()
	}
	return seen, askedAt, err
}

func confirm(ctx context.Context, tx *db.Tx, tenant, id uuid.UUID, now time.Time, from string) error {
	_, err := tx.Exec(ctx, `
		update mail_recipients set state = 'confirmed', confirmed_at = $3, confirmed_from = $4, stopped_at = null, removed_at = null
		where tenant_id = $1 and id = $2`, tenant, id, now, from)
	return err
}

func stop(ctx context.Context, tx *db.Tx, tenant, id uuid.UUID, now time.Time) error {
	_, err := tx.Exec(ctx, `update mail_recipients set state = 'stopped', stopped_at = $3 where tenant_id = $1 and id = $2`, tenant, id, now)
	return err
}

// ownAddresses are those that a tenant's users have confirmed.
func ownAddresses(ctx context.Context, tx *db.Tx, tenant uuid.UUID) (map[string]bool, error) {
	rows, err := tx.Query(ctx, `select lower(email) from users where tenant_id = $1 and email <> '' and status = 'active' and not email_unconfirmed`, tenant)
	if err != nil {
		return nil, err
	}
	list, err := pgx.CollectRows(rows, pgx.RowTo[string])
	own := make(map[string]bool, len(list))
	for _, a := range list {
		own[a] = true
	}
	return own, err
}

func localeOf(ctx context.Context, tx *db.Tx, tenant uuid.UUID) (locale string, err error) {
	err = tx.QueryRow(ctx, `select locale from tenants where id = $1`, tenant).Scan(&locale)
	return locale, err
}
