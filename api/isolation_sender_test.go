package api_test

import (
	"context"
	"log/slog"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/liveryhq/livery/internal/clock"
	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/internal/testdb"
	"github.com/liveryhq/livery/platform/messaging/mail"
	"github.com/liveryhq/livery/platform/messaging/recipients"
	"github.com/liveryhq/livery/platform/messaging/sender"
	"github.com/liveryhq/livery/reseller/domains/records"
)

// emptyZones say nothing about letters.
type emptyZones struct{}

func (emptyZones) Letters(context.Context, records.LettersWanted) (records.LettersSeen, error) {
	return records.LettersSeen{}, nil
}

// nowhere takes letters that try the way.
type nowhere struct{}

func (nowhere) Try(_ context.Context, _ db.Scope, to sender.Tried) (mail.Trial, error) {
	return mail.Trial{To: to.Email, Sent: true}, nil
}

func (nowhere) TryWords(_ context.Context, _ db.Scope, to sender.Tried, _ mail.Worded) (mail.Trial, error) {
	return mail.Trial{To: to.Email, Sent: true}, nil
}

func (w *world) ownSenders() *sender.Senders {
	return sender.New(sender.Config{DB: w.db, Key: testdb.Key(), Clock: clock.System{}, Log: slog.New(slog.DiscardHandler), DNS: emptyZones{}, KeyBits: 1024})
}

// letterhead gives a tenant a mail server of its own, and an address that letters came back from.
func (w *world) letterhead(n *node) {
	_, err := w.ownSenders().Change(w.t.Context(), n.scope, sender.Settings{Mode: sender.Own, Host: "smtp.example.com", Port: 587, TLS: sender.StartTLS, User: n.canary,
		Address: "hello@" + n.canary + ".test"}, new("password "+n.canary))
	require.NoError(w.t, err)
	reader, err := w.recipients.Add(w.t.Context(), n.scope, "accountant@"+n.canary+".test", recipients.Wanted{Label: "label " + n.canary, Locale: "en", Kinds: []string{recipients.Payments}})
	require.NoError(w.t, err)
	n.ids["recipient"] = reader.ID.String()
	n.ids["suppression"] = uuid.NewString()
	require.NoError(w.t, w.db.Worker(w.t.Context(), func(tx *db.Tx) error {
		_, err := tx.Exec(w.t.Context(), `insert into mail_suppressions (id, tenant_id, address, reason, said, at) values ($1, $2, $3, 'bounce', $4, now())`,
			n.ids["suppression"], n.scope.Tenant(), "gone@"+n.canary+".test", "550 "+n.canary)
		return err
	}))
}
