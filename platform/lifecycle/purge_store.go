package lifecycle

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/internal/errs"
)

// move is a tenant and where it is to go, both below the mover.
type move struct {
	kind, name, status string
	parent, realm      uuid.UUID
	toKind, toStatus   string
	toRealm            uuid.UUID
	// inside: the new place stands below what is moved.
	inside bool
}

// movable finds both by the mover's place above them. NotFound if one is not there.
func movable(ctx context.Context, tx *db.Tx, mover, moved, to uuid.UUID) (m move, err error) {
	err = tx.QueryRow(ctx, `
		select t.kind, t.name, t.status, t.parent_id, t.realm_id, p.kind, p.status, p.realm_id,
			exists (select from tenant_closure i where i.ancestor_id = t.id and i.descendant_id = p.id)
		from tenants t
		join tenant_closure a on a.ancestor_id = $1 and a.descendant_id = t.id and a.depth > 0
		join tenants p on p.id = $3
		join tenant_closure b on b.ancestor_id = $1 and b.descendant_id = p.id
		where t.id = $2 and t.purged_at is null and p.purged_at is null`, mover, moved, to).Scan(&m.kind, &m.name, &m.status, &m.parent, &m.realm, &m.toKind, &m.toStatus, &m.toRealm, &m.inside)
	if errors.Is(err, pgx.ErrNoRows) {
		err = errs.Missing()
	}
	return m, err
}

// clashingLogins are the logins and addresses of an account's people that somebody of another realm has.
func clashingLogins(ctx context.Context, tx *db.Tx, account, realm uuid.UUID) ([]string, error) {
	rows, err := tx.Query(ctx, `
		select u.login from users u join users o on o.realm_id = $2 and o.login_key = u.login_key where u.tenant_id = $1 and u.status <> 'removed'
		union
		select u.email from users u join users o on o.realm_id = $2 and o.email_key = u.email_key where u.tenant_id = $1 and u.status <> 'removed'
		order by 1
		limit 50`, account, realm)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, pgx.RowTo[string])
}

// takeAlong gives the new provider what the old one has decided, and leaves its notes to nobody. What the old one's desk was let see in
// confidence, it sees no more: whoever gave it does not reach those tickets to take it back.
func takeAlong(ctx context.Context, tx *db.Tx, moved, from, to uuid.UUID, at time.Time) error {
	args := pgx.NamedArgs{"moved": moved, "from": from, "to": to, "at": at}
	for _, statement := range []string{
		`update tenant_blocks set tenant_id = @to where counterparty_id = @moved and tenant_id = @from`,
		`delete from customer_remarks where customer_id = @moved and tenant_id = @from`,
		`update support_grants set revoked_at = greatest(@at, starts_at) where (tenant_id = @moved or object_tenant_id = @moved) and revoked_at is null`,
		`update trackers t set operator_owned = false from stock s join tenants a on a.id = s.account_id
			where a.id = @moved and a.realm_id <> s.tenant_id and t.id = s.tracker_id and t.tenant_id = a.id and t.operator_owned`,
		`update ticket_secrets set sealed = null, gone_at = @at where counterparty_id = @moved and tenant_id = @from and sealed is not null`,
	} {
		if _, err := tx.Exec(ctx, statement, args); err != nil {
			return err
		}
	}
	return nil
}

// purgedTenant is one whose time in the trash is over.
type purgedTenant struct{ id, parent uuid.UUID }

// nextToPurge locks one whose objects are gone already, and whose customers are not live: their brand is the one above them.
func nextToPurge(ctx context.Context, tx *db.Tx, before time.Time) (c purgedTenant, there bool, err error) {
	err = tx.QueryRow(ctx, `
		select t.id, t.parent_id from tenants t
		where t.status = 'closed' and t.closed_at <= $1 and t.purged_at is null
			and not exists (select from objects o where o.tenant_id = t.id)
			and not exists (select from tenants c where c.parent_id = t.id and c.status <> 'closed')
		order by t.closed_at
		limit 1
		for no key update skip locked`, before).Scan(&c.id, &c.parent)
	if errors.Is(err, pgx.ErrNoRows) {
		return c, false, nil
	}
	return c, err == nil, err
}

// shredTenant takes away all that tells of people. Trackers and identities stay: they say from when on the next holder of
// a device may have its records.
func shredTenant(ctx context.Context, tx *db.Tx, c purgedTenant, at time.Time) error {
	for _, statement := range []string{
		`select audit_shred($1, u.id) from users u where u.tenant_id = $1`,
		`delete from audit_details where tenant_id = $1`,
		`delete from sessions where tenant_id = $1`,
		`delete from letter_links where tenant_id = $1`,
		`update former_customers set name = '', buyer = '{}' where counterparty_id = $1`,
		`delete from webhook_endpoints where tenant_id = $1`,
		`delete from totp_secrets where tenant_id = $1`,
		`delete from passkeys where tenant_id = $1`,
		`delete from recovery_codes where tenant_id = $1`,
		`delete from api_keys where tenant_id = $1`,
		`delete from invitations where tenant_id = $1`,
		`delete from ownership_offers where tenant_id = $1`,
		`delete from visible_groups where tenant_id = $1`,
		`delete from object_groups where tenant_id = $1`,
		`delete from idempotency_keys where tenant_id = $1`,
		`delete from outbox where tenant_id = $1`,
		`delete from hosts where tenant_id = $1`,
		`delete from domains where tenant_id = $1`,
		`delete from mail_senders where tenant_id = $1`,
		`delete from mail_suppressions where tenant_id = $1`,
		`delete from mail_recipients where tenant_id = $1`,
		`delete from mail_recipient_asks where tenant_id = $1`,
		`delete from certificate_files where tenant_id = $1`,
		`delete from brands where tenant_id = $1`,
		`delete from brand_drafts where tenant_id = $1`,
		`delete from brand_versions where tenant_id = $1`,
		`delete from brand_images where tenant_id = $1`,
		`delete from customer_remarks where tenant_id = $1 or customer_id = $1`,
		`update trackers set phone = '', password_mac = null where tenant_id = $1`,
		`update tenant_blocks set reason = '' where counterparty_id = $1`,
		`update contracts set paper_number = '' where counterparty_id = $1`,
		`update agreed_documents set agreement = '' where counterparty_id = $1`,
		`delete from agreed_texts where counterparty_id = $1 or tenant_id = $1`,
		`update users set status = 'removed', login = 'removed', login_key = 'removed ' || id, email = null, email_key = null, name = '',
			locale = '', time_zone = '', password_hash = '', must_change = false where tenant_id = $1`,
		`update tenants set name = '—', name_key = '—', country = null where id = $1`,
	} {
		if _, err := tx.Exec(ctx, statement, c.id); err != nil {
			return fmt.Errorf("shred a tenant: %w", err)
		}
	}
	if _, err := tx.Exec(ctx, `select audit_shred($1, $2)`, c.parent, c.id); err != nil {
		return fmt.Errorf("shred a tenant in its provider's audit: %w", err)
	}
	_, err := tx.Exec(ctx, `update tenants set purged_at = $2 where id = $1`, c.id, at)
	return err
}
