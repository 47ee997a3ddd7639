package main

import (
	"errors"
	"net/textproto"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/liveryhq/livery/internal/catcher"
	"github.com/liveryhq/livery/internal/racing"
	"github.com/liveryhq/livery/platform/messaging/mail"
)

// The same as `make prove-mail`, without the mail servers that only root may start.
func TestTheCorpusIsTakenAndWithPostgreSQLStoppedACriticalLetterWakesAndAnOrdinaryOneComesLater(t *testing.T) {
	ctx := t.Context()
	dir := t.TempDir()
	caught, err := catcher.Listen(ctx)
	require.NoError(t, err)
	defer func() { require.NoError(t, caught.Close()) }()
	w, err := open(ctx, dir)
	require.NoError(t, err)
	defer func() { require.NoError(t, w.close()) }()
	require.NoError(t, w.start(ctx, dir, mail.Server{Address: caught.Address(), TLS: "none"}))
	at := w.smtp.Addr().String()
	letters := corpus()
	if racing.Part(t) {
		letters = slices.DeleteFunc(letters, func(n nasty) bool { return len(n.raw) > 1<<20 })
	}
	taken, answered := 0, 0
	for _, n := range letters {
		err := bring(at, n.sender(), help, n.raw)
		if n.refused {
			refusal, ok := errors.AsType[*textproto.Error](err)
			require.True(t, ok, n.name)
			require.GreaterOrEqual(t, refusal.Code, 500, n.name)
			continue
		}
		require.NoError(t, err, n.name)
		taken++
		if n.answered {
			answered++
		}
	}
	require.NoError(t, w.counted(ctx, "letters to become tickets", taken, "select count(*)::int from ticket_messages where letter_key is not null"))
	require.NoError(t, until(ctx, "their writers to be told", func() (bool, error) { return len(caught.Letters("")) == answered, nil }))
	for _, n := range letters {
		if n.answered {
			require.Len(t, caught.Letters(n.sender()), 1, n.name)
		}
	}
	require.NoError(t, w.pg.Stop())
	const writer = "night@customer.example"
	require.NoError(t, bring(at, writer, urgent, headers(writer, "All is down")+plain+"\r\nNobody can sign in.\r\n"))
	require.NoError(t, until(ctx, "somebody to be woken", func() (bool, error) { return len(caught.Letters(duty)) == 1, nil }))
	ordinary := func() error {
		return bring(at, writer, help, headers(writer, "An ordinary question")+plain+"\r\nAnd at night?\r\n")
	}
	later, ok := errors.AsType[*textproto.Error](ordinary())
	require.True(t, ok)
	require.Equal(t, 451, later.Code)
	require.NoError(t, w.pg.Start(ctx))
	require.NoError(t, until(ctx, "letters to be taken again", func() (bool, error) { err := ordinary(); return err == nil, err }))
	require.NoError(t, w.counted(ctx, "both to be tickets", 2, "select count(*)::int from tickets where author_email = $1", writer))
	require.NoError(t, until(ctx, "both to be acknowledged", func() (bool, error) { return len(caught.Letters(writer)) == 2, nil }))
	require.Len(t, caught.Letters(duty), 1, "nobody is woken twice")
}
