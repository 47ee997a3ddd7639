package api_test

import (
	"context"
	"log/slog"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/liveryhq/livery/internal/clock"
	"github.com/liveryhq/livery/internal/testdb"
	"github.com/liveryhq/livery/platform/messaging/letterbox"
	"github.com/liveryhq/livery/platform/support"
	"github.com/liveryhq/livery/platform/support/mailboxes"
)

func (w *world) ownMailboxes() *mailboxes.Mailboxes {
	return mailboxes.New(mailboxes.Config{DB: w.db, Key: testdb.Key(), Clock: clock.System{}, Log: slog.New(slog.DiscardHandler),
		Fetcher: letterbox.Fetcher{Private: true},
		Store:   func(context.Context, letterbox.Arrived) error { return nil }})
}

// mailbox gives a tenant's desk an address whose letters lie in a mailbox elsewhere. The address itself is shown to whom the desk serves.
func (w *world) mailbox(n *node) {
	ctx := w.t.Context()
	desks, _ := w.support(slog.New(slog.DiscardHandler))
	address, err := desks.SetAddress(ctx, n.scope, support.Address{Address: "desk-" + uuid.NewString() + "@desk.test", Kind: "normal"})
	require.NoError(w.t, err)
	n.ids["mailbox"] = address.String()
	_, err = w.ownMailboxes().Set(ctx, n.scope, address, mailboxes.Settings{Host: "imap.example.com", Port: 993, TLS: letterbox.TLS, User: n.canary, Folder: "folder " + n.canary,
		Afterwards: letterbox.Seen}, new("password "+n.canary))
	require.NoError(w.t, err)
}
