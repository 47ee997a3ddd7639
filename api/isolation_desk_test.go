package api_test

import (
	"context"
	"log/slog"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/liveryhq/livery/internal/clock"
	"github.com/liveryhq/livery/internal/testdb"
	"github.com/liveryhq/livery/platform/support"
	"github.com/liveryhq/livery/platform/support/escalate"
	"github.com/liveryhq/livery/platform/support/translation"
	"github.com/liveryhq/livery/tenant"
)

// support gives the server its desks.
func (w *world) support(log *slog.Logger) (*support.Desks, *escalate.Ways) {
	w.desks = support.New(support.Config{DB: w.db, Tenants: w.tenants, Prices: w.prices, Key: testdb.Key(), Clock: clock.System{}, Log: log, Translator: machine{}})
	return w.desks, escalate.New(escalate.Config{DB: w.db, Desks: w.desks, Clock: clock.System{}})
}

// machine is a translation service that asks nobody.
type machine struct{}

func (machine) Translate(_ context.Context, _ translation.Account, text, _ string) (translation.Translated, error) {
	return translation.Translated{Text: "translated: " + text, From: "en"}, nil
}

func (machine) Usage(context.Context, translation.Account) (translation.Usage, error) {
	return translation.Usage{Used: 1}, nil
}

func (machine) Check(string) error { return nil }

// askDesk gives a tenant a question of its own, and a realm a desk with all that a desk has. What a desk reads of a customer's question are
// words that its provider is told anyway: the rest stands at the realm's own.
func (w *world) askDesk(n *node, user uuid.UUID) {
	ctx, t := w.t.Context(), w.t
	for _, name := range []string{"case", "secret", "attachment", "look", "item", "view", "message"} {
		n.ids[name] = uuid.NewString()
	}
	asked, err := w.desks.Ask(ctx, n.scope, user, support.Here, support.Asking{Subject: "a question", Body: "How does it work?"})
	require.NoError(t, err)
	n.ids["ticket"] = asked.ID.String()
	if n.scope.Kind() == tenant.Account {
		return
	}
	got, err := w.desks.Receive(ctx, n.scope, support.Letter{Key: n.canary, From: "stranger@" + n.canary + ".example", Name: n.canary, Subject: "subject " + n.canary, Text: "body " + n.canary,
		Files: []support.File{{Name: n.canary + ".txt", Content: []byte(n.canary)}}, At: time.Now()})
	require.NoError(t, err)
	whole, err := w.desks.Whole(ctx, n.scope, got.Ticket)
	require.NoError(t, err)
	n.ids["case"], n.ids["attachment"], n.ids["message"] = got.Ticket.String(), whole.Attachments[0].ID.String(), got.Message.String()
	_, err = w.desks.SetMachine(ctx, n.scope, "https://"+n.canary+".example", new("key-"+n.canary))
	require.NoError(t, err)
	_, err = w.desks.Note(ctx, n.scope, user, got.Ticket, support.Reply{Body: "note " + n.canary})
	require.NoError(t, err)
	_, err = w.desks.Translate(ctx, n.scope, got.Ticket, got.Message, "en")
	require.NoError(t, err)
	n.ids["secret"] = uuid.NewString()
	id, err := w.desks.SetMacro(ctx, n.scope, support.Macro{Name: "macro " + n.canary, Texts: map[string]string{"en": n.canary}})
	require.NoError(t, err)
	n.ids["item"] = id.String()
	view, err := w.desks.ShareView(ctx, n.scope, user, support.View{Name: "view " + n.canary})
	require.NoError(t, err)
	n.ids["view"] = view.String()
	_, err = w.desks.KeepView(ctx, n.scope, user, support.View{Name: "own view " + n.canary})
	require.NoError(t, err)
	_, err = w.desks.Look(ctx, n.scope, user, got.Ticket, true)
	require.NoError(t, err)
	_, err = w.desks.SetCategory(ctx, n.scope, support.Category{Names: map[string]string{"en": "category of a brand"}, Scope: "service"})
	require.NoError(t, err)
}
