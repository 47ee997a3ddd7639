package domains

import (
	"context"
	"encoding/json"
	"errors"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/internal/errs"
)

const columns = `d.id, d.tenant_id, d.host, d.given, d.token, d.state, coalesce(d.ended, ''), d.asked_at, d.verified_at, d.active_at, d.troubled_at, d.told_at,
	d.contested_at, d.checked_at, d.check_at, d.bad_checks, d.findings, d.certificate, coalesce(d.issuer, ''), d.not_before, d.not_after, d.issue_at,
	d.issue_failures, coalesce(d.issue_problem, '')`

func scanDomain(row pgx.CollectableRow, also ...any) (d Domain, err error) {
	var findings []byte
	c := &d.Certificate
	err = row.Scan(append([]any{&d.ID, &d.Tenant, &d.Host, &d.Given, &d.Token, &d.State, &d.Ended, &d.AskedAt, &d.VerifiedAt, &d.ActiveAt, &d.TroubledAt, &d.ToldAt,
		&d.ContestedAt, &d.CheckedAt, &d.CheckAt, &d.BadChecks, &findings, &c.Source, &c.Issuer, &c.NotBefore, &c.NotAfter, &c.IssueAt,
		&c.Failures, &c.Problem}, also...)...)
	if err == nil {
		err = json.Unmarshal(findings, &d.Findings)
	}
	return d, err
}

// own reads domains of the tenant acted in, with what they are to its hosts; all, or one, locked if it is to be changed.
func own(ctx context.Context, tx *db.Tx, tenant uuid.UUID, id *uuid.UUID, lock bool) ([]Domain, error) {
	statement := `select ` + columns + `, h.host is not null, coalesce(h.is_primary, false), coalesce(h.redirects, false)
		from domains d left join hosts h on h.host = d.host and h.tenant_id = d.tenant_id
		where d.tenant_id = $1 and ($2::uuid is null or d.id = $2)
		order by h.is_primary desc nulls last, d.host`
	if lock {
		statement += " for no key update of d"
	}
	rows, err := tx.Query(ctx, statement, tenant, id)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, func(r pgx.CollectableRow) (Domain, error) {
		var answers, primary, redirects bool
		d, err := scanDomain(r, &answers, &primary, &redirects)
		d.Answers, d.Primary, d.Redirects = answers, primary, redirects
		return d, err
	})
}

func ownOne(ctx context.Context, tx *db.Tx, tenant, id uuid.UUID, lock bool) (Domain, error) {
	list, err := own(ctx, tx, tenant, &id, lock)
	if err == nil && len(list) == 0 {
		err = errs.Missing()
	}
	if err != nil {
		return Domain{}, err
	}
	return list[0], nil
}

func insertDomain(ctx context.Context, tx *db.Tx, d Domain) (bool, error) {
	tag, err := tx.Exec(ctx, `
		insert into domains (id, tenant_id, host, token, asked_at, check_at) values ($1, $2, $3, $4, $5, $5)
		on conflict (tenant_id, host) do nothing`, d.ID, d.Tenant, d.Host, d.Token, d.AskedAt)
	return tag.RowsAffected() == 1, err
}

// askAnew begins a detached domain's life again.
func askAnew(ctx context.Context, tx *db.Tx, tenant, id uuid.UUID, now time.Time) error {
	_, err := tx.Exec(ctx, `
		update domains set state = 'pending', ended = null, asked_at = $3, check_at = $3, bad_checks = 0 where tenant_id = $1 and id = $2`, tenant, id, now)
	return err
}

// checkSoon has a domain looked at now, and its certificate asked for if it waits for one.
func checkSoon(ctx context.Context, tx *db.Tx, tenant, id uuid.UUID, now time.Time, issue bool) error {
	_, err := tx.Exec(ctx, `
		update domains set check_at = $3, issue_at = case when $4 then $3 else issue_at end where tenant_id = $1 and id = $2`, tenant, id, now, issue)
	return err
}

// makePrimary has letters lead to a host, and browsers come there from the others if they are sent on.
func makePrimary(ctx context.Context, tx *db.Tx, tenant uuid.UUID, host string, others bool) error {
	if _, err := tx.Exec(ctx, `update hosts set is_primary = false, redirects = redirects or $3 where tenant_id = $1 and host <> $2`, tenant, host, others); err != nil {
		return err
	}
	_, err := tx.Exec(ctx, `update hosts set is_primary = true, redirects = false where tenant_id = $1 and host = $2`, tenant, host)
	return err
}

func setRedirects(ctx context.Context, tx *db.Tx, tenant uuid.UUID, host string, redirects bool) error {
	_, err := tx.Exec(ctx, `update hosts set redirects = $3 where tenant_id = $1 and host = $2 and not is_primary`, tenant, host, redirects)
	return err
}

func removeDomain(ctx context.Context, tx *db.Tx, tenant, id uuid.UUID, host string) error {
	if _, err := tx.Exec(ctx, `delete from hosts where tenant_id = $1 and host = $2`, tenant, host); err != nil {
		return err
	}
	_, err := tx.Exec(ctx, `delete from domains where tenant_id = $1 and id = $2`, tenant, id)
	return err
}

func setCertificate(ctx context.Context, tx *db.Tx, tenant, id uuid.UUID, c Certificate, state string, checkAt time.Time) error {
	_, err := tx.Exec(ctx, `
		update domains set certificate = $3, issuer = nullif($4, ''), not_before = $5, not_after = $6, issue_at = $7, issue_failures = 0, issue_problem = null,
			state = $8, check_at = $9
		where tenant_id = $1 and id = $2`, tenant, id, c.Source, c.Issuer, c.NotBefore, c.NotAfter, c.IssueAt, state, checkAt)
	return err
}

// The rest is for the jobs, which see all tenants.

// claimChecks takes domains that are due, and puts them off for whoever else looks. Of those that were given nothing but their
// certificate can be wrong: they are looked at while it may be.
func claimChecks(ctx context.Context, tx *db.Tx, now, later time.Time, limit int) ([]uuid.UUID, error) {
	rows, err := tx.Query(ctx, `
		update domains set check_at = $2 where id in (
			select id from domains where check_at <= $1 and state <> 'detached' and (not given or state = 'degraded' or certificate = 'own' or issue_failures > 0) order by check_at limit $3 for no key update skip locked)
		returning id`, now, later, limit)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, pgx.RowTo[uuid.UUID])
}

func lockDomain(ctx context.Context, tx *db.Tx, id uuid.UUID) (d Domain, there bool, err error) {
	rows, err := tx.Query(ctx, `select `+columns+` from domains d where d.id = $1 for no key update`, id)
	if err != nil {
		return d, false, err
	}
	d, err = pgx.CollectExactlyOneRow(rows, func(r pgx.CollectableRow) (Domain, error) { return scanDomain(r) })
	if errors.Is(err, pgx.ErrNoRows) {
		return d, false, nil
	}
	return d, err == nil, err
}

func readDomain(ctx context.Context, tx *db.Tx, id uuid.UUID) (d Domain, there bool, err error) {
	rows, err := tx.Query(ctx, `select `+columns+` from domains d where d.id = $1`, id)
	if err != nil {
		return d, false, err
	}
	d, err = pgx.CollectExactlyOneRow(rows, func(r pgx.CollectableRow) (Domain, error) { return scanDomain(r) })
	if errors.Is(err, pgx.ErrNoRows) {
		return d, false, nil
	}
	return d, err == nil, err
}

// holdingOf locks the name, so that two realms do not take it at once.
func holdingOf(ctx context.Context, tx *db.Tx, d Domain) (h Holding, err error) {
	if _, err := tx.Exec(ctx, `select pg_advisory_xact_lock(hashtext('livery host ' || $1))`, d.Host); err != nil {
		return h, err
	}
	err = tx.QueryRow(ctx, `
		select coalesce(bool_or(tenant_id = $2), false), coalesce(bool_or(tenant_id <> $2), false),
			exists (select from domains r where r.host = $1 and r.tenant_id <> $2 and r.state = 'verified' and r.contested_at is not null)
		from hosts where host = $1`, d.Host, d.Tenant).Scan(&h.Self, &h.Other, &h.Rival)
	return h, err
}

func saveLook(ctx context.Context, tx *db.Tx, d Domain) error {
	findings, err := json.Marshal(d.Findings)
	if err != nil {
		return err
	}
	if d.Findings == nil {
		findings = []byte("[]")
	}
	_, err = tx.Exec(ctx, `
		update domains set state = $2, verified_at = $3, active_at = $4, troubled_at = $5, told_at = $6, contested_at = $7, checked_at = $8, check_at = $9,
			bad_checks = $10, findings = $11, issue_at = $12
		where id = $1`, d.ID, d.State, d.VerifiedAt, d.ActiveAt, d.TroubledAt, d.ToldAt, d.ContestedAt, d.CheckedAt, d.CheckAt,
		d.BadChecks, findings, d.Certificate.IssueAt)
	return err
}

// takeHost has a realm answer on a name. Its first host is its primary one.
func takeHost(ctx context.Context, tx *db.Tx, d Domain) error {
	_, err := tx.Exec(ctx, `
		insert into hosts (host, tenant_id, is_primary)
		values ($1, $2, not exists (select from hosts where tenant_id = $2 and is_primary))
		on conflict (host) do nothing`, d.Host, d.Tenant)
	return err
}

func releaseHost(ctx context.Context, tx *db.Tx, d Domain) error {
	_, err := tx.Exec(ctx, `delete from hosts where host = $1 and tenant_id = $2 and not is_primary`, d.Host, d.Tenant)
	return err
}

func detach(ctx context.Context, tx *db.Tx, id uuid.UUID, why string, now time.Time) error {
	_, err := tx.Exec(ctx, `select detach_domain($1, $2, $3)`, id, why, now)
	return err
}

// claimIssues takes names whose certificate is due, of those that answer, and leases them by putting them off.
func claimIssues(ctx context.Context, tx *db.Tx, now, later time.Time, limit int) ([]uuid.UUID, error) {
	rows, err := tx.Query(ctx, `
		update domains set issue_at = $2 where id in (
			select d.id from domains d join hosts h on h.host = d.host and h.tenant_id = d.tenant_id
			where d.issue_at <= $1 and d.certificate = 'acme' order by d.issue_at limit $3 for no key update of d skip locked)
		returning id`, now, later, limit)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, pgx.RowTo[uuid.UUID])
}

func saveIssue(ctx context.Context, tx *db.Tx, d Domain) error {
	c := d.Certificate
	_, err := tx.Exec(ctx, `
		update domains set state = $2, active_at = $3, issuer = nullif($4, ''), not_before = $5, not_after = $6, issue_at = $7, issue_failures = $8,
			issue_problem = nullif($9, ''), check_at = $10
		where id = $1`, d.ID, d.State, d.ActiveAt, c.Issuer, c.NotBefore, c.NotAfter, c.IssueAt, c.Failures, c.Problem, d.CheckAt)
	return err
}

// starterOf is a host of the realm that the installation has given, which answers whatever becomes of the others; empty: there is none.
func starterOf(ctx context.Context, tx *db.Tx, tenant uuid.UUID) (host string, err error) {
	err = tx.QueryRow(ctx, `select coalesce((select h.host from hosts h join domains d on d.host = h.host and d.tenant_id = h.tenant_id
		where h.tenant_id = $1 order by d.given desc, h.host limit 1), '')`, tenant).Scan(&host)
	return host, err
}

// Listed is a domain in the platform's list.
type Listed struct {
	ID, Tenant         uuid.UUID
	TenantName, Host   string
	Given              bool
	State              string
	Primary, Contested bool
	AskedAt            time.Time
	CheckedAt          *time.Time
	NotAfter           *time.Time
	Problem            string
}

func allDomains(ctx context.Context, tx *db.Tx, begins, state string, after Place, limit int) ([]Listed, error) {
	rows, err := tx.Query(ctx, `
		select id, tenant_id, tenant_name, host, given, state, is_primary, contested, asked_at, checked_at, not_after, problem
		from all_domains($1, $2, $3, $4, $5)`, begins, state, after.Host, after.ID, limit)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, pgx.RowToStructByPos[Listed])
}

func release(ctx context.Context, tx *db.Tx, id uuid.UUID, now time.Time) (tenant uuid.UUID, host string, err error) {
	err = tx.QueryRow(ctx, `select tenant_id, host from release_domain($1, $2)`, id, now).Scan(&tenant, &host)
	if errors.Is(err, pgx.ErrNoRows) {
		err = errs.Missing()
	}
	return tenant, host, err
}
