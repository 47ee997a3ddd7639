package support

import (
	"context"
	"errors"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/internal/errs"
)

func deskOfAddress(ctx context.Context, tx *db.Tx, key string) (desk uuid.UUID, critical bool, category *uuid.UUID, err error) {
	var kind string
	err = tx.QueryRow(ctx, `select tenant_id, kind, category_id from desk_of_address($1)`, key).Scan(&desk, &kind, &category)
	if errors.Is(err, pgx.ErrNoRows) {
		err = errs.Missing()
	}
	return desk, kind == "critical", category, err
}

// letterBefore finds what a letter became when it was taken before.
func letterBefore(ctx context.Context, tx *db.Tx, desk uuid.UUID, key string) (t Ticket, message uuid.UUID, err error) {
	var ticket uuid.UUID
	err = tx.QueryRow(ctx, `select ticket_id, id from ticket_messages where tenant_id = $1 and letter_key = $2`, desk, key).Scan(&ticket, &message)
	if errors.Is(err, pgx.ErrNoRows) {
		return t, message, errs.Missing()
	}
	if err != nil {
		return t, message, err
	}
	t, err = oneTicket(ctx, tx, "where t.tenant_id = $1 and t.id = $2", desk, ticket)
	return t, message, err
}

// writer makes somebody's letter theirs, if the desk acted in serves whoever is registered with the address.
func writer(ctx context.Context, tx *db.Tx, key string, who *asker) error {
	var tenant, user uuid.UUID
	var name, locale string
	var owner bool
	err := tx.QueryRow(ctx, `select tenant_id, user_id, name, locale, owner from desk_writer($1)`, key).Scan(&tenant, &user, &name, &locale, &owner)
	if errors.Is(err, pgx.ErrNoRows) {
		return nil
	}
	if err != nil {
		return err
	}
	who.tenant, who.user, who.name, who.locale, who.owner = &tenant, &user, name, orText(locale, who.locale), owner
	return nil
}

// isNamed tells whether somebody was named by whoever asked, so that they see the ticket.
func isNamed(ctx context.Context, tx *db.Tx, t Ticket, user uuid.UUID) (yes bool, err error) {
	err = tx.QueryRow(ctx, `select exists (select from ticket_people where tenant_id = $1 and ticket_id = $2 and user_id = $3)`, t.Desk, t.ID, user).Scan(&yes)
	return yes, err
}

func accountNumber(ctx context.Context, tx *db.Tx, desk, tenant uuid.UUID) (number string, err error) {
	err = tx.QueryRow(ctx, `select number from contracts where tenant_id = $1 and counterparty_id = $2`, desk, tenant).Scan(&number)
	if errors.Is(err, pgx.ErrNoRows) {
		return "", nil
	}
	return number, err
}

func teamOfCategory(ctx context.Context, tx *db.Tx, desk, category uuid.UUID) (team *uuid.UUID, err error) {
	err = tx.QueryRow(ctx, `select team_id from desk_categories where tenant_id = $1 and id = $2 and archived_at is null`, desk, category).Scan(&team)
	if errors.Is(err, pgx.ErrNoRows) {
		err = errs.Field("category", "bad_category", "There is no category of this id. Choose among those of the desk.")
	}
	return team, err
}

// seenTicket is one that a user of the asking tenant sees: its author, the owner, and whom they named (regulations 9).
func seenTicket(ctx context.Context, tx *db.Tx, desk, tenant, user, id uuid.UUID) (Ticket, error) {
	return oneTicket(ctx, tx, "where t.tenant_id = $1 and t.counterparty_id = $2 and t.id = $4 and "+seen, desk, tenant, user, id)
}

// seen by the user $3 of the tenant $2.
const seen = `(t.author_id = $3
	or exists (select from memberships m where m.tenant_id = $2 and m.user_id = $3 and m.role = 'owner')
	or exists (select from ticket_people p where p.tenant_id = t.tenant_id and p.ticket_id = t.id and p.user_id = $3))`

func outgoing(ctx context.Context, tx *db.Tx, a Answering, now time.Time) (o Outgoing, err error) {
	if o.Ticket, err = oneTicket(ctx, tx, "where t.tenant_id = $1 and t.id = $2", a.Desk, a.Ticket); err != nil {
		return o, err
	}
	list, err := messages(ctx, tx, a.Desk, a.Ticket, []string{Answer, Asked})
	if err != nil {
		return o, err
	}
	err = errs.Missing()
	for _, m := range list {
		if m.ID == a.Message {
			o.Answer, err = m, nil
		}
	}
	if err != nil {
		return o, err
	}
	o.To, o.Name = o.Ticket.AuthorEmail, o.Ticket.AuthorName
	if o.Ticket.Counterparty != nil {
		if o.To, o.Nobody, err = registered(ctx, tx, o.Ticket); err != nil {
			return o, err
		}
	} else if o.To == "" {
		o.Nobody = NoAddress
	}
	rows, err := tx.Query(ctx, `select name, content from ticket_attachments where tenant_id = $1 and message_id = $2 and not internal order by id`, a.Desk, a.Message)
	if err != nil {
		return o, err
	}
	if o.Files, err = pgx.CollectRows(rows, pgx.RowToStructByPos[File]); err != nil {
		return o, err
	}
	rows, err = tx.Query(ctx, `
		select letter_key from ticket_messages
		where tenant_id = $1 and ticket_id = $2 and letter_key is not null and not machine order by at desc, id desc limit 10`, a.Desk, a.Ticket)
	if err != nil {
		return o, err
	}
	if o.Keys, err = pgx.CollectRows(rows, pgx.RowTo[string]); err != nil {
		return o, err
	}
	// Where letters come in at all, they do at every address; else only at those that a mailbox is read for.
	err = tx.QueryRow(ctx, `
		select a.address, a.come_in from (
			select d.id, d.address, d.kind, d.category_id, exists (select from desk_mailboxes b where b.address_id = d.id) or exists (select from letters_come_in where seen_at > $3) as come_in
			from desk_addresses d where d.tenant_id = $1
		) a order by a.come_in desc, a.kind desc, a.category_id is not distinct from $2 desc, a.category_id is null desc, a.id limit 1`,
		a.Desk, o.Ticket.Category, now.Add(-comesInFor)).Scan(&o.Address, &o.Receives)
	if errors.Is(err, pgx.ErrNoRows) {
		err = nil
	}
	return o, err
}

// comesInFor is how long it is believed that letters come in, after a process that takes them has last said so.
const comesInFor = 3 * 24 * time.Hour

// comesIn writes down that letters come in.
func comesIn(ctx context.Context, tx *db.Tx, now time.Time) error {
	_, err := tx.Exec(ctx, `insert into letters_come_in (seen_at) values ($1) on conflict (only_row) do update set seen_at = excluded.seen_at`, now)
	return err
}

// registered is the address of whoever asked in a customer's ticket; why says that there is none to write to. What was said by phone is
// answered to the owner. Somebody whose login was stolen is locked out, and reads the answer at the address they registered.
func registered(ctx context.Context, tx *db.Tx, t Ticket) (email, why string, err error) {
	var served bool
	var status string
	err = tx.QueryRow(ctx, `
		select n.status <> 'closed' and $3 in (n.id, n.parent_id), coalesce(u.status, 'removed'), coalesce(u.email, '')
		from tenants n left join lateral (
			select p.status, p.email from users p
			where p.tenant_id = n.id and case when $2::uuid is not null then p.id = $2
				else exists (select from memberships m where m.tenant_id = n.id and m.user_id = p.id and m.role = 'owner') end
			order by p.status, p.id limit 1
		) u on true
		where n.id = $1`, t.Counterparty, t.Author, t.Desk).Scan(&served, &status, &email)
	switch {
	case err != nil:
		return "", "", err
	case !served:
		return "", MovedAway, nil
	case status == "removed":
		return "", Removed, nil
	case status == "blocked" && t.Kind != StolenLogin:
		return "", Blocked, nil
	case email == "":
		return "", NoAddress, nil
	}
	return email, "", nil
}

// lettersLately counts the tickets that letters of an address, and forms with it, have opened since, up to a bound. However an address is
// written, and whatever stands behind a plus in it, what is sent there reaches one person.
func lettersLately(ctx context.Context, tx *db.Tx, desk uuid.UUID, from string, since time.Time) (n int, err error) {
	err = tx.QueryRow(ctx, `
		select count(*) from (
			select from tickets where tenant_id = $1 and author_mailbox = lower(regexp_replace($2, '\+[^@]*@', '@')) and opened_at > $3 and via in ('mail', 'form') limit 1000
		) t`, desk, from, since).Scan(&n)
	return n, err
}

// dutiesAhead is how far the times on duty are known where the database is away.
const dutiesAhead = 31 * 24 * time.Hour

func doors(ctx context.Context, tx *db.Tx, now time.Time) ([]Door, error) {
	rows, err := tx.Query(ctx, `
		select a.tenant_id, a.address, a.kind = 'critical', t.locale,
			case when a.kind = 'critical' then array(select e.address from unnest(d.page_emails) e(address) where `+woken+` order by 1) else '{}' end,
			case when a.kind = 'critical' then coalesce((
				select jsonb_agg(jsonb_build_object('email', u.email, 'starts', y.starts_at, 'ends', y.ends_at) order by y.starts_at, y.id)
				from desk_duties y join users u on u.tenant_id = y.tenant_id and u.id = y.user_id
				where y.tenant_id = a.tenant_id and y.starts_at <= $2 and y.ends_at > $1 and u.email <> '' and u.status = 'active'
			), '[]') else '[]' end,
			case when a.kind = 'critical' then d.page_webhook end, case when a.kind = 'critical' then `+wokenOutside+` else '{}' end
		from desk_addresses a join tenants t on t.id = a.tenant_id left join desks d on d.tenant_id = a.tenant_id
		where t.status <> 'closed' order by a.id`, now, now.Add(dutiesAhead))
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, pgx.RowToStructByPos[Door])
}
