package webhooks_test

import (
	"context"
	"net/http"
	"net/http/httptest"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/internal/errs"
	"github.com/liveryhq/livery/internal/outward"
	"github.com/liveryhq/livery/platform/webhooks"
)

// slow is a program that takes a call and says nothing, until it is let go.
type slow struct {
	*receiver

	came, ended atomic.Int32
	begun       chan struct{}
	letGo       chan struct{}
	once        sync.Once
}

func hang(t *testing.T) *slow {
	t.Helper()
	s := &slow{begun: make(chan struct{}, 1000), letGo: make(chan struct{})}
	s.receiver = &receiver{Server: httptest.NewTLSServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		s.came.Add(1)
		s.begun <- struct{}{}
		select {
		case <-s.letGo:
		case <-r.Context().Done():
		}
		s.ended.Add(1)
		w.WriteHeader(http.StatusNoContent)
	}))}
	t.Cleanup(s.Close)
	t.Cleanup(s.release)
	return s
}

func (s *slow) release() { s.once.Do(func() { close(s.letGo) }) }

// run calls until the test ends.
func (w *world) run() {
	ctx, stop := context.WithCancel(w.Context())
	done := make(chan error, 1)
	go func() { done <- w.hooks.Run(ctx) }()
	w.Cleanup(func() {
		stop()
		require.NoError(w, <-done)
	})
}

func TestAnAddressThatHangsHoldsUpNobodyElse(t *testing.T) {
	t.Parallel()
	w, stuck := setup(t, true), hang(t)
	arrived := make(chan string, 100)
	quick := &receiver{Server: httptest.NewTLSServer(http.HandlerFunc(func(a http.ResponseWriter, r *http.Request) {
		arrived <- r.Header.Get("Webhook-Id")
		a.WriteHeader(http.StatusNoContent)
	}))}
	t.Cleanup(quick.Close)
	w.add(w.realms[0], stuck.receiver, "money")
	w.add(w.realms[1], quick, "money")
	for range 60 {
		w.happens(w.realms[0], "billing.plan.change")
	}
	w.run()
	<-stuck.begun
	seen := map[string]bool{}
	for range 25 {
		w.happens(w.realms[1], "billing.plan.change")
		seen[<-arrived] = true
	}
	require.Len(t, seen, 25)
	require.Zero(t, stuck.ended.Load(), "none of those that hang has ended for the others to come")
	require.LessOrEqual(t, stuck.came.Load(), int32(4))
}

func TestWhatATenantsManyAddressesHoldUpIsBoundedTogether(t *testing.T) {
	t.Parallel()
	w, stuck, quick := setup(t, true), hang(t), receive(t)
	for range 10 {
		w.add(w.realms[0], stuck.receiver, "money")
	}
	e, _ := w.add(w.realms[1], quick, "money")
	for range 3 {
		w.happens(w.realms[0], "billing.plan.change")
		w.happens(w.realms[1], "billing.plan.change")
	}
	w.run()
	for range 8 {
		<-stuck.begun
	}
	require.Eventually(t, func() bool {
		for _, d := range w.deliveries(w.realms[1], e) {
			if d.State != "delivered" {
				return false
			}
		}
		return true
	}, time.Minute, 10*time.Millisecond)
	require.Equal(t, int32(8), stuck.came.Load(), "and no more of theirs have begun")
}

func TestWhatWaitsWhenAnAddressIsSwitchedOffIsCancelledAndCanBeToldOnceItIsOn(t *testing.T) {
	t.Parallel()
	w, r := setup(t, true), receive(t)
	e, _ := w.add(w.realms[0], r, "money")
	wanted := webhooks.Wanted{URL: r.URL + "/hook", Topics: []string{"money"}}
	w.happens(w.realms[0], "billing.plan.change")
	require.NoError(t, w.hooks.Change(t.Context(), w.realms[0], e.ID, wanted, false))
	one := w.deliveries(w.realms[0], e)[0]
	require.Equal(t, "cancelled", one.State)
	require.Nil(t, one.DueAt)
	for _, err := range []error{w.hooks.Replay(t.Context(), w.realms[0], one.ID), w.hooks.Test(t.Context(), w.realms[0], e.ID), w.replayAll(e)} {
		var told *errs.Error
		require.ErrorAs(t, err, &told)
		require.Equal(t, "webhook_off", told.Reason)
	}
	// One that was being written at that moment waits for nobody either.
	require.NoError(t, w.db.Worker(t.Context(), func(tx *db.Tx) error {
		_, err := tx.Exec(t.Context(), "update webhook_deliveries set state = 'waiting', due_at = created_at, settled_at = null")
		return err
	}))
	w.round()
	require.Equal(t, "cancelled", w.deliveries(w.realms[0], e)[0].State)
	require.Empty(t, r.calls)

	require.NoError(t, w.hooks.Change(t.Context(), w.realms[0], e.ID, wanted, true))
	w.round()
	require.Empty(t, r.calls, "not by itself: it may be old news")
	require.NoError(t, w.replayAll(e))
	w.round()
	require.Len(t, r.calls, 1)
	require.Equal(t, "delivered", w.deliveries(w.realms[0], e)[0].State)
}

func (w *world) replayAll(e webhooks.Endpoint) error {
	_, err := w.hooks.ReplaySpan(w.Context(), w.realms[0], e.ID, w.clock.Now().Add(-time.Hour), w.clock.Now().Add(time.Hour))
	return err
}

func TestASecretThatCannotBeOpenedFailsItsOwnMessagesWithAReasonAndNobodyElses(t *testing.T) {
	t.Parallel()
	w, r := setup(t, true), receive(t)
	lost, _ := w.add(w.realms[0], r, "money")
	fine, _ := w.add(w.realms[1], r, "money")
	require.NoError(t, w.db.Worker(t.Context(), func(tx *db.Tx) error {
		_, err := tx.Exec(t.Context(), "update webhook_endpoints set sealed = decode(repeat('00', 60), 'hex') where id = $1", lost.ID)
		return err
	}))
	w.happens(w.realms[0], "billing.plan.change")
	w.happens(w.realms[1], "billing.plan.change")
	w.round()
	require.Equal(t, "delivered", w.deliveries(w.realms[1], fine)[0].State)
	failed := w.deliveries(w.realms[0], lost)[0]
	require.Equal(t, "failed", failed.State)
	one, err := w.hooks.One(t.Context(), w.realms[0], failed.ID)
	require.NoError(t, err)
	require.Equal(t, "secret", one.Tries[0].Problem)

	// A new one mends it, though the one before that it stands beside is still not to be opened.
	_, err = w.hooks.Rotate(t.Context(), w.realms[0], lost.ID)
	require.NoError(t, err)
	require.NoError(t, w.hooks.Replay(t.Context(), w.realms[0], failed.ID))
	w.round()
	require.Equal(t, "delivered", w.deliveries(w.realms[0], lost)[0].State)
}

func TestManyCallsOfOneAddressAreSettledSideBySideWhileItIsSwitchedOffAndOnAndTaken(t *testing.T) {
	t.Parallel()
	w, stuck := setup(t, true), hang(t)
	stuck.release()
	endpoints := make([]webhooks.Endpoint, 3)
	for i := range endpoints {
		endpoints[i], _ = w.add(w.realms[0], stuck.receiver, "money")
	}
	for range 30 {
		w.happens(w.realms[0], "billing.plan.change")
	}
	var beside sync.WaitGroup
	failures := make(chan error, 1000)
	for range 4 { // as many processes
		beside.Go(func() {
			_, err := w.hooks.Round(t.Context())
			failures <- err
		})
	}
	for i, e := range endpoints {
		beside.Go(func() {
			wanted := webhooks.Wanted{URL: stuck.URL + "/hook", Topics: []string{"money"}}
			for n := range 10 {
				failures <- w.hooks.Change(t.Context(), w.realms[0], e.ID, wanted, n%2 == 1)
				_, err := w.hooks.ReplaySpan(t.Context(), w.realms[0], e.ID, w.clock.Now().Add(-time.Hour), w.clock.Now().Add(time.Hour))
				if errs.CodeOf(err) != errs.Conflict {
					failures <- err
				}
			}
			if i == 0 {
				failures <- w.hooks.Remove(t.Context(), w.realms[0], e.ID)
			}
		})
	}
	beside.Wait()
	close(failures)
	for err := range failures {
		require.NoError(t, err)
	}
	w.round()
	for _, e := range endpoints[1:] {
		for _, d := range w.deliveries(w.realms[0], e) {
			require.NotEqual(t, "waiting", d.State)
		}
	}
}

func TestOnlyHttpsOfThePublicInternetIsTakenUnlessTheInstallationAllowsMore(t *testing.T) {
	t.Parallel()
	w := setup(t, false)
	for address, reason := range map[string]string{"http://example.com/hook": "webhook_not_https", "https://127.0.0.1/hook": "webhook_private", "https://": "bad_url"} {
		_, _, err := w.hooks.Add(t.Context(), w.realms[0], webhooks.Wanted{URL: address, Topics: []string{"money"}})
		var told *errs.Error
		require.ErrorAs(t, err, &told, address)
		require.Equal(t, reason, told.Reason, address)
	}
	e, _, err := w.hooks.Add(t.Context(), w.realms[0], webhooks.Wanted{URL: "https://example.com/hook", Topics: []string{"money"}})
	require.NoError(t, err)
	// One from when more was taken is not called.
	require.NoError(t, w.db.Worker(t.Context(), func(tx *db.Tx) error {
		_, err := tx.Exec(t.Context(), "update webhook_endpoints set url = 'http://example.com/hook'")
		return err
	}))
	w.happens(w.realms[0], "billing.plan.change")
	w.round()
	one, err := w.hooks.One(t.Context(), w.realms[0], w.deliveries(w.realms[0], e)[0].ID)
	require.NoError(t, err)
	require.Equal(t, "address", one.Tries[0].Problem)

	w.hooks.Caller = outward.New(true)
	_, _, err = w.hooks.Add(t.Context(), w.realms[0], webhooks.Wanted{URL: "http://10.0.0.1:8080/hook", Topics: []string{"money"}})
	require.NoError(t, err, "where every tenant is trusted")
}
