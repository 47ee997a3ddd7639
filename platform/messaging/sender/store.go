package sender

import (
	"context"
	"encoding/json"
	"errors"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/reseller/domains/records"
)

// row is a sender as it is kept.
type row struct {
	Settings

	// waiting letters, where it was asked for
	waiting int

	password                []byte
	keyDomain, selector     string
	keySealed               []byte
	keyRecord               string
	signedAt                *time.Time
	bounces                 bool
	findings                []records.Finding
	checkedAt, checkAt      *time.Time
	failingSince            *time.Time
	problem, said           string
	failures                int
	tryAt, toldAt, testedAt *time.Time
	changed                 time.Time
}

// recover makes it a sender that nothing is known against.
func (r *row) recover() {
	r.failingSince, r.tryAt, r.toldAt, r.problem, r.said, r.failures = nil, nil, nil, "", "", 0
}

// readSender of a realm; where none is kept, the neutral one.
func readSender(ctx context.Context, tx *db.Tx, tenant uuid.UUID, lock bool) (r row, there bool, err error) {
	query := `
		select mode, host, port, tls, user_name, address, name, reply_to, password, key_domain, selector, key_sealed, key_record, signed_at, bounces, findings,
			checked_at, check_at, failing_since, problem, said, failures, try_at, told_at, tested_at, changed_at
		from mail_senders where tenant_id = $1`
	if lock {
		query += ` for no key update`
	}
	var findings []byte
	err = tx.QueryRow(ctx, query, tenant).Scan(&r.Mode, &r.Host, &r.Port, &r.TLS, &r.User, &r.Address, &r.Name, &r.ReplyTo, &r.password, &r.keyDomain, &r.selector,
		&r.keySealed, &r.keyRecord, &r.signedAt, &r.bounces, &findings, &r.checkedAt, &r.checkAt, &r.failingSince, &r.problem, &r.said, &r.failures, &r.tryAt,
		&r.toldAt, &r.testedAt, &r.changed)
	if errors.Is(err, pgx.ErrNoRows) {
		return row{Settings: Settings{Mode: Neutral, Port: 587, TLS: StartTLS}}, false, nil
	}
	if err != nil {
		return row{}, false, err
	}
	return r, true, json.Unmarshal(findings, &r.findings)
}

func (r *row) encoded() ([]byte, error) {
	if r.findings == nil {
		r.findings = []records.Finding{}
	}
	return json.Marshal(r.findings)
}

func insertSender(ctx context.Context, tx *db.Tx, tenant uuid.UUID, r row) error {
	if _, err := tx.Exec(ctx, `insert into mail_senders (tenant_id, changed_at) values ($1, $2) on conflict do nothing`, tenant, r.changed); err != nil {
		return err
	}
	return updateSender(ctx, tx, tenant, r)
}

func updateSender(ctx context.Context, tx *db.Tx, tenant uuid.UUID, r row) error {
	findings, err := r.encoded()
	if err != nil {
		return err
	}
	_, err = tx.Exec(ctx, `
		update mail_senders set mode = $2, host = $3, port = $4, tls = $5, user_name = $6, address = $7, name = $8, reply_to = $9, password = $10,
			key_domain = $11, selector = $12, key_sealed = $13, key_record = $14, signed_at = $15, bounces = $16, findings = $17, checked_at = $18, check_at = $19,
			failing_since = $20, problem = $21, said = $22, failures = $23, try_at = $24, told_at = $25, tested_at = $26, changed_at = $27
		where tenant_id = $1`, tenant, r.Mode, r.Host, r.Port, r.TLS, r.User, r.Address, r.Name, r.ReplyTo, r.password, r.keyDomain, r.selector, r.keySealed, r.keyRecord,
		r.signedAt, r.bounces, findings, r.checkedAt, r.checkAt, r.failingSince, r.problem, r.said, r.failures, r.tryAt, r.toldAt, r.testedAt, r.changed)
	return err
}

// claimChecks takes senders whose zone is due and leases them by putting them off.
func claimChecks(ctx context.Context, tx *db.Tx, now, later time.Time, limit int) ([]uuid.UUID, error) {
	rows, err := tx.Query(ctx, `
		update mail_senders set check_at = $2 where tenant_id in (
			select tenant_id from mail_senders where check_at <= $1 and mode = 'own' order by check_at limit $3 for no key update skip locked)
		returning tenant_id`, now, later, limit)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, pgx.RowTo[uuid.UUID])
}

func lettersWaiting(ctx context.Context, tx *db.Tx) (n int, err error) {
	err = tx.QueryRow(ctx, `select letters_waiting()`).Scan(&n)
	return n, err
}

func bounceDomains(ctx context.Context, tx *db.Tx) ([]string, error) {
	rows, err := tx.Query(ctx, `select distinct key_domain from mail_senders where mode = 'own' and bounces order by key_domain`)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, pgx.RowTo[string])
}

// emailOf somebody of the tenant; empty: there is none.
func emailOf(ctx context.Context, tx *db.Tx, tenant, user uuid.UUID) (email, locale string, err error) {
	err = tx.QueryRow(ctx, `select coalesce(email, ''), coalesce(locale, '') from users where tenant_id = $1 and id = $2`, tenant, user).Scan(&email, &locale)
	if errors.Is(err, pgx.ErrNoRows) {
		err = nil
	}
	return email, locale, err
}

func suppressions(ctx context.Context, tx *db.Tx, tenant uuid.UUID, part string, after *After, limit int) ([]Suppressed, error) {
	var at *time.Time
	var id *uuid.UUID
	if after != nil {
		at, id = &after.At, &after.ID
	}
	rows, err := tx.Query(ctx, `
		select id, address, reason, said, at, withheld, withheld_at, withheld_what from mail_suppressions
		where tenant_id = $1 and ($2 = '' or strpos(address, $2) > 0) and ($3::timestamptz is null or (at, id) < ($3, $4::uuid))
		order by at desc, id desc limit $5`, tenant, part, at, id, limit)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, pgx.RowToStructByPos[Suppressed])
}

func lift(ctx context.Context, tx *db.Tx, tenant, id uuid.UUID) (one Suppressed, there bool, err error) {
	err = tx.QueryRow(ctx, `delete from mail_suppressions where tenant_id = $1 and id = $2 returning id, address, reason`, tenant, id).Scan(&one.ID, &one.Address, &one.Reason)
	if errors.Is(err, pgx.ErrNoRows) {
		return one, false, nil
	}
	return one, err == nil, err
}

func withhold(ctx context.Context, tx *db.Tx, realm uuid.UUID, address, what string, now time.Time) (bool, error) {
	tag, err := tx.Exec(ctx, `update mail_suppressions set withheld = withheld + 1, withheld_at = $4, withheld_what = $3 where tenant_id = $1 and address = $2`, realm, address, what, now)
	return tag.RowsAffected() > 0, err
}

// suppress keeps the first cause, unless a reader's complaint comes to it.
func suppress(ctx context.Context, tx *db.Tx, realm uuid.UUID, address, reason, said string, now time.Time) error {
	_, err := tx.Exec(ctx, `
		insert into mail_suppressions as m (id, tenant_id, address, reason, said, at) select $1, t.id, $3, $4, $5, $6 from tenants t where t.id = $2
		on conflict (tenant_id, address) do update set reason = excluded.reason, said = excluded.said, at = excluded.at
		where m.reason = 'bounce' and excluded.reason <> 'bounce'`, uuid.Must(uuid.NewV7()), realm, address, reason, said, now)
	return err
}
