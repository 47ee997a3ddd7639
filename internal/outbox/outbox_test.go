package outbox_test

import (
	"context"
	"errors"
	"log/slog"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/liveryhq/livery/internal/clock"
	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/internal/errs"
	"github.com/liveryhq/livery/internal/outbox"
	"github.com/liveryhq/livery/internal/testdb"
)

func TestMain(m *testing.M) { testdb.Main(m) }

func setup(t *testing.T) (*db.DB, db.Scope, *clock.Set) {
	t.Helper()
	d := testdb.New(t)
	root := uuid.Must(uuid.NewV7())
	require.NoError(t, d.Nobody(t.Context(), func(tx *db.Tx) error {
		_, err := tx.Exec(t.Context(), "select open_tenant($1, null, 'platform', 'Root', 'root', 'en', 'UTC', null)", root)
		return err
	}))
	return d, db.MakeScope(root, root, "platform", "1.", []uuid.UUID{root}), clock.At(time.Now().Add(time.Minute))
}

func TestAMessageLeavesIfAndOnlyIfItsTransactionIsCommitted(t *testing.T) {
	t.Parallel()
	d, scope, c := setup(t)
	var heard []string
	courier := outbox.NewCourier(d, c, slog.New(slog.DiscardHandler), map[string]outbox.Deliver{
		"mail": func(_ context.Context, m outbox.Message) error { heard = append(heard, string(m.Payload)); return nil },
	})
	gone := errors.New("gone")
	require.ErrorIs(t, d.InTenant(t.Context(), scope, func(tx *db.Tx) error {
		require.NoError(t, outbox.Put(t.Context(), tx, scope, "mail", "never"))
		return gone
	}), gone)
	require.NoError(t, d.InTenant(t.Context(), scope, func(tx *db.Tx) error {
		require.NoError(t, outbox.Put(t.Context(), tx, scope, "other topic", "stays"))
		return outbox.Put(t.Context(), tx, scope, "mail", "once")
	}))
	n, err := courier.Round(t.Context())
	require.NoError(t, err)
	require.Equal(t, 1, n)
	n, err = courier.Round(t.Context())
	require.NoError(t, err)
	require.Zero(t, n)
	require.Equal(t, []string{`"once"`}, heard)
}

func TestWhatCannotBeHandedOnIsTriedAgainLaterAndLater(t *testing.T) {
	t.Parallel()
	d, scope, c := setup(t)
	attempts := []int{}
	courier := outbox.NewCourier(d, c, slog.New(slog.DiscardHandler), map[string]outbox.Deliver{
		"mail": func(_ context.Context, m outbox.Message) error {
			attempts = append(attempts, m.Attempts)
			if m.Attempts < 2 {
				return errors.New("the peer is away")
			}
			return nil
		},
	})
	require.NoError(t, d.InTenant(t.Context(), scope, func(tx *db.Tx) error { return outbox.Put(t.Context(), tx, scope, "mail", 1) }))
	for range 6 {
		_, err := courier.Round(t.Context())
		require.NoError(t, err)
		c.Advance(6 * time.Second)
	}
	require.Equal(t, []int{0, 1, 2}, attempts)
}

func TestWhatIsGivenUpIsSetAsideAndComesBackWhenTheOperatorSaysSo(t *testing.T) {
	t.Parallel()
	d, scope, c := setup(t)
	mended := false
	courier := outbox.NewCourier(d, c, slog.New(slog.DiscardHandler), map[string]outbox.Deliver{
		"mail": func(context.Context, outbox.Message) error {
			if mended {
				return nil
			}
			return outbox.GiveUp(errors.New("there is no such mailbox"))
		},
	})
	require.NoError(t, d.InTenant(t.Context(), scope, func(tx *db.Tx) error { return outbox.Put(t.Context(), tx, scope, "mail", 1) }))
	_, err := courier.Round(t.Context())
	require.NoError(t, err)
	c.Advance(48 * time.Hour)
	n, err := courier.Round(t.Context())
	require.NoError(t, err)
	require.Zero(t, n)
	list, err := outbox.Given(t.Context(), d, "mail", 10)
	require.NoError(t, err)
	require.Len(t, list, 1)
	require.Contains(t, list[0].Why, "no such mailbox")
	count, err := outbox.Count(t.Context(), d)
	require.NoError(t, err)
	require.Equal(t, []outbox.Waiting{{Topic: "mail", Dead: 1}}, count)
	all, err := outbox.Given(t.Context(), d, "", 10)
	require.NoError(t, err)
	require.Equal(t, list, all)
	require.NotEmpty(t, all[0].TenantName)
	mended = true
	noted := int64(0)
	note := func(_ *db.Tx, n int64) error { noted = n; return nil }
	none, err := outbox.Revive(t.Context(), d, "reset", c.Now(), note)
	require.NoError(t, err)
	require.Zero(t, none+noted, "nothing is written down of nothing")
	_, err = outbox.Revive(t.Context(), d, "mail", c.Now(), func(*db.Tx, int64) error { return errors.New("the audit is full") })
	require.Error(t, err, "what cannot be written down is not done")
	revived, err := outbox.Revive(t.Context(), d, "mail", c.Now(), note)
	require.NoError(t, err)
	require.EqualValues(t, 1, revived)
	require.EqualValues(t, 1, noted)
	_, err = courier.Round(t.Context())
	require.NoError(t, err)
	count, err = outbox.Count(t.Context(), d)
	require.NoError(t, err)
	require.Empty(t, count)
}

func TestAMessageIsNotBegunWhenItsClaimIsAboutToRunOut(t *testing.T) {
	t.Parallel()
	d, scope, c := setup(t)
	begun := 0
	courier := outbox.NewCourier(d, c, slog.New(slog.DiscardHandler), map[string]outbox.Deliver{
		"mail": func(context.Context, outbox.Message) error { begun++; c.Advance(50 * time.Second); return nil },
	})
	for range 4 {
		require.NoError(t, d.InTenant(t.Context(), scope, func(tx *db.Tx) error { return outbox.Put(t.Context(), tx, scope, "mail", 1) }))
	}
	_, err := courier.Round(t.Context())
	require.NoError(t, err)
	require.Equal(t, 2, begun, "the claims of two minutes hold for two that take fifty seconds")
}

func TestARepeatedRequestGetsTheSameAnswerAndAnotherRequestIsRefused(t *testing.T) {
	t.Parallel()
	d, scope, c := setup(t)
	repeats := outbox.NewRepeats(d, c)
	request := outbox.Request{User: uuid.New(), Key: "k", Operation: "op", Hash: []byte{1}}
	answer, err := repeats.Begin(t.Context(), scope, request)
	require.NoError(t, err)
	require.Zero(t, answer.Status)
	_, err = repeats.Begin(t.Context(), scope, request)
	require.Equal(t, errs.Conflict, errs.CodeOf(err), "the same is under way")
	require.NoError(t, repeats.Finish(t.Context(), scope, request, outbox.Answer{Status: 201, Type: "application/json", Body: []byte("{}")}))
	answer, err = repeats.Begin(t.Context(), scope, request)
	require.NoError(t, err)
	require.Equal(t, outbox.Answer{Status: 201, Type: "application/json", Body: []byte("{}")}, answer)
	request.Hash = []byte{2}
	_, err = repeats.Begin(t.Context(), scope, request)
	require.Equal(t, errs.Invalid, errs.CodeOf(err))
}
