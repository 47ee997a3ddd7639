package identity

import (
	"context"
	"encoding/json"
	"fmt"

	"github.com/google/uuid"

	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/internal/outbox"
	"github.com/liveryhq/livery/tenant/identity/internal/identitydb"
)

// MovedTopic is the outbox topic of hosts that people will sign in at no more; DeliverMoved works on them.
const MovedTopic = "identity.moved"

// movedAtOnce bounds how many passkeys are told of in one transaction.
const movedAtOnce = 200

// Moved is a host of a realm that stops being the one its people sign in at.
type Moved struct {
	Realm uuid.UUID `json:"realm"`
	Host  string    `json:"host"`
	// Next is where they will sign in; empty: at the realm's primary host.
	Next string `json:"next,omitempty"`
}

// TellMoved has those be written to whose passkeys belong to a host that goes. It is put into the transaction that takes the host away, or
// into an earlier one, for those who change it to tell people before: nobody is told twice of the same passkey.
func TellMoved(ctx context.Context, tx *db.Tx, tenant uuid.UUID, m Moved) error {
	return outbox.PutFor(ctx, tx, tenant, MovedTopic, m)
}

// DeliverMoved writes to each person who has passkeys of a host that goes, and none where they will sign in: what ends, and how they get
// in. It may be called again with the same message: whoever was told is passed over.
func (p *People) DeliverMoved(ctx context.Context, m outbox.Message) error {
	var moved Moved
	if err := json.Unmarshal(m.Payload, &moved); err != nil {
		return outbox.GiveUp(fmt.Errorf("read a host that goes: %w", err))
	}
	for {
		n, err := p.tellMoved(ctx, moved)
		if err != nil {
			return fmt.Errorf("write to those whose passkeys belong to a host that goes: %w", err)
		}
		if n < movedAtOnce {
			return nil
		}
	}
}

func (p *People) tellMoved(ctx context.Context, moved Moved) (n int, err error) {
	err = p.db.Worker(ctx, func(tx *db.Tx) error {
		q := identitydb.New(tx)
		next := moved.Next
		if next == "" {
			if next, err = q.PrimaryHostOf(ctx, moved.Realm); err != nil {
				return err
			}
		}
		if next == "" || next == moved.Host { // it came back meanwhile
			return nil
		}
		rows, err := q.UntoldPasskeys(ctx, identitydb.UntoldPasskeysParams{Realm: moved.Realm, Host: moved.Host, NextHost: next, Most: movedAtOnce})
		if err != nil {
			return err
		}
		var told []uuid.UUID
		for _, r := range rows {
			if len(told) > 0 && told[len(told)-1] == r.UserID { // passkeys of one user stand together
				continue
			}
			told = append(told, r.UserID)
			err := outbox.PutFor(ctx, tx, r.TenantID, MailTopic, Letter{Template: "passkey_moved", To: r.Email, User: &r.UserID, Locale: r.Locale, Path: "/account/security",
				Params: map[string]string{"name": nameOf(r.Name, r.Login), "login": r.Login, "host": moved.Host, "next_host": next}})
			if err != nil {
				return err
			}
		}
		n = len(rows)
		return q.PasskeysTold(ctx, identitydb.PasskeysToldParams{At: new(p.clock.Now()), Host: moved.Host, Users: told})
	})
	return n, err
}

// Bound are people whose passkeys belong to a host.
type Bound struct {
	People int
	// Stranded would have nothing but recovery codes left if it went.
	Stranded int
	// Told were written to about it; Unreachable have no address to write to.
	Told, Unreachable int
}

// BoundTo counts those of the realm acted in.
func (p *People) BoundTo(ctx context.Context, s db.Scope, host string) (b Bound, err error) {
	err = p.db.InTenant(ctx, s, func(tx *db.Tx) error {
		row, err := identitydb.New(tx).PasskeysBoundTo(ctx, host)
		b = Bound{int(row.People), int(row.Stranded), int(row.Told), int(row.Unreachable)}
		return err
	})
	if err != nil {
		return Bound{}, fmt.Errorf("count passkeys of a host: %w", err)
	}
	return b, nil
}
