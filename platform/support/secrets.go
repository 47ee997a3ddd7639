package support

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/google/uuid"

	"github.com/liveryhq/livery/internal/audit"
	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/internal/errs"
)

// Secret is a password or a key that was handed over: written once, read with a trace, gone when it expires, in no letter.
type Secret struct {
	ID        uuid.UUID
	Label     string
	GivenAt   time.Time
	ExpiresAt time.Time
	Gone      bool
	// Reads is how often it was read.
	Reads int
}

const (
	secretPurpose = "support secret"
	longestSecret = 20_000
	// longestKept is how long a secret may be there.
	longestKept = 14 * 24 * time.Hour
)

// GiveSecret hands over a secret in a ticket of one's own, for at most two weeks.
func (d *Desks) GiveSecret(ctx context.Context, s db.Scope, user uuid.UUID, at At, ticket uuid.UUID, label, value string, hours int) (id uuid.UUID, err error) {
	label = strings.TrimSpace(label)
	if err := checkText("label", label, 1, 100); err != nil {
		return id, err
	}
	if value == "" || len(value) > longestSecret {
		return id, errs.Field("value", "bad_secret", "Give 1 to 20000 bytes.")
	}
	if lasts := time.Duration(hours) * time.Hour; lasts <= 0 || lasts > longestKept {
		return id, errs.Field("hours", "bad_hours", "Choose 1 to 336 hours.")
	}
	id = uuid.Must(uuid.NewV7())
	err = d.theirs(ctx, s, user, at, ticket, "secret.give", func(tx *db.Tx, desk db.Scope, t Ticket, _ asker) error {
		sealed, err := d.Key.Seal(desk.Tenant(), secretPurpose, []byte(value))
		if err != nil {
			return err
		}
		now := d.now()
		if err := insertSecret(ctx, tx, t, id, label, sealed, user, now, now.Add(time.Duration(hours)*time.Hour)); err != nil {
			return err
		}
		return d.event(ctx, tx, t, nil, "secret: "+label, now)
	})
	return id, orNil("give a secret", err)
}

// TakeSecretBack ends a secret of a ticket of one's own.
func (d *Desks) TakeSecretBack(ctx context.Context, s db.Scope, user uuid.UUID, at At, ticket, secret uuid.UUID) error {
	return d.theirs(ctx, s, user, at, ticket, "secret.end", func(tx *db.Tx, _ db.Scope, t Ticket, _ asker) error {
		return endSecret(ctx, tx, t, secret, d.now())
	})
}

// ReadSecret shows a secret to somebody of the desk acted in. That it was read, by whom, stands beside it and in the audit before it is
// shown. Gone: it has expired or was taken back.
func (d *Desks) ReadSecret(ctx context.Context, s db.Scope, by, ticket, secret uuid.UUID) (value string, err error) {
	err = d.DB.InTenant(ctx, s, func(tx *db.Tx) error {
		now := d.now()
		label, sealed, err := sealedSecret(ctx, tx, s.Tenant(), ticket, secret, now)
		if err != nil {
			return err
		}
		if sealed == nil {
			return errs.New(errs.Gone, "secret_gone", "This secret has expired or was taken back. Ask for it again.")
		}
		plain, err := d.Key.Open(s.Tenant(), secretPurpose, sealed)
		if err != nil {
			return err
		}
		value = string(plain)
		if err := noteRead(ctx, tx, s.Tenant(), secret, by, now); err != nil {
			return err
		}
		return audit.Write(ctx, tx, s.Tenant(), now, audit.Change{Action: "support.ticket.secret.read", Subject: audit.Subject{Kind: "ticket", ID: ticket, Name: label}})
	})
	if err != nil {
		return "", fmt.Errorf("read a secret: %w", err)
	}
	return value, nil
}

// DropSecrets takes away those whose time is over; a job.
func (d *Desks) DropSecrets(ctx context.Context) (n int64, err error) {
	err = d.DB.Worker(ctx, func(tx *db.Tx) error {
		n, err = dropSecrets(ctx, tx, d.now())
		return err
	})
	return n, orNil("drop secrets", err)
}
