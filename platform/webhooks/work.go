package webhooks

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"net"
	"strings"
	"sync"
	"time"

	"github.com/liveryhq/livery/internal/audit"
	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/internal/outbox"
	"github.com/liveryhq/livery/internal/outward"
	"github.com/liveryhq/livery/tenant/identity"
)

// Times of calling.
const (
	claimFor   = time.Minute
	claimBatch = 16
	lookAnyway = 20 * time.Second
	// givenUpAfter is how long nothing gets through before an address is not called any more.
	givenUpAfter = 5 * 24 * time.Hour
	keptFor      = 30 * 24 * time.Hour
	mostAnswer   = 2000
)

// waits between attempts, as Standard Webhooks advises; after the last the message has failed.
func waits() []time.Duration {
	return []time.Duration{5 * time.Second, 5 * time.Minute, 30 * time.Minute, 2 * time.Hour, 5 * time.Hour, 10 * time.Hour, 14 * time.Hour, 20 * time.Hour, 24 * time.Hour}
}

// Run calls until ctx ends. Several may work side by side.
func (w *Webhooks) Run(ctx context.Context) error {
	rang := make(chan struct{}, 1)
	listening := make(chan error, 1)
	go func() {
		listening <- w.DB.Listen(ctx, "livery_webhooks", func() {
			select {
			case rang <- struct{}{}:
			default:
			}
		})
	}()
	tick := time.NewTicker(lookAnyway)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return <-listening
		case <-rang:
		case <-tick.C:
		}
		for {
			n, err := w.Round(ctx)
			if err != nil && ctx.Err() == nil {
				w.Log.WarnContext(ctx, "webhooks could not be called", "error", err)
			}
			if n < claimBatch || err != nil || ctx.Err() != nil {
				break
			}
		}
	}
}

// Round claims what is due and makes the calls side by side; it returns how many it claimed.
func (w *Webhooks) Round(ctx context.Context) (int, error) {
	var claimed []due
	now := w.now()
	err := w.DB.Worker(ctx, func(tx *db.Tx) (err error) {
		claimed, err = claim(ctx, tx, now, now.Add(claimFor), claimBatch)
		return err
	})
	if err != nil {
		return 0, fmt.Errorf("claim webhooks: %w", err)
	}
	var all sync.WaitGroup
	failures := make([]error, len(claimed))
	for i, d := range claimed {
		all.Go(func() { failures[i] = w.tell(ctx, d) })
	}
	all.Wait()
	return len(claimed), errors.Join(failures...)
}

func (w *Webhooks) tell(ctx context.Context, d due) error {
	now := w.now()
	call := outward.Call{URL: d.url, ID: d.message.String(), At: now, Body: []byte(d.body)}
	for _, sealed := range [][]byte{d.sealed, d.former} {
		if sealed == nil || len(call.Secrets) > 0 && (d.formerUntil == nil || !d.formerUntil.After(now)) {
			continue
		}
		raw, err := w.Key.Open(d.tenant, sealedFor+d.endpoint.String(), sealed)
		if err != nil {
			return fmt.Errorf("open the secret of a webhook: %w", err)
		}
		call.Secrets = append(call.Secrets, string(raw))
	}
	began := time.Now()
	answer, failure := w.Caller.Send(ctx, call)
	if ctx.Err() != nil {
		return ctx.Err() // the claim runs out by itself
	}
	t := Try{At: now, Took: time.Since(began), Status: answer.Status, Answer: readable(answer.Body), Problem: problem(failure)}
	ok := failure == nil
	var next *time.Time
	if list := waits(); !ok && d.attempts <= len(list) {
		wait := list[d.attempts-1]
		next = new(now.Add(wait + time.Duration(rand.Int64N(int64(wait)/5+1)))) //nolint:gosec // spread, not secrecy
	}
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), 5*time.Second)
	defer cancel()
	err := w.DB.Worker(ctx, func(tx *db.Tx) error {
		if err := settle(ctx, tx, d, t, next, ok); err != nil {
			return err
		}
		switch {
		case answer.Status == 410:
			return w.giveUp(ctx, tx, d, Gone)
		case !ok && d.failingSince != nil && now.Sub(*d.failingSince) >= givenUpAfter:
			return w.giveUp(ctx, tx, d, Failing)
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("settle a webhook: %w", err)
	}
	return nil
}

// giveUp stops calling an address, and tells the owner.
func (w *Webhooks) giveUp(ctx context.Context, tx *db.Tx, d due, why string) error {
	stopped, err := disable(ctx, tx, d, why, w.now())
	if err != nil || !stopped {
		return err
	}
	ctx = audit.As(ctx, audit.Job("webhooks"))
	if err := audit.Write(ctx, tx, d.tenant, w.now(), audit.Change{Action: "settings.webhook.stop", Subject: audit.Subject{Kind: "webhook", ID: d.endpoint, Name: d.url}, After: audit.Fields{"why": why}}); err != nil {
		return err
	}
	to, err := owner(ctx, tx, d.tenant)
	if err != nil || to.email == "" {
		return err
	}
	return outbox.PutFor(ctx, tx, d.tenant, identity.MailTopic, identity.Letter{Template: "webhook_stopped", To: to.email, User: &to.user, Locale: to.locale,
		Path: "/account/webhooks", Params: map[string]string{"name": to.name, "url": d.url}})
}

// problem is why nothing was answered, without what tells of this house.
func problem(failure error) string {
	var dns *net.DNSError
	var timeout net.Error
	var refused outward.Refused
	switch {
	case failure == nil, errors.As(failure, &refused):
		return ""
	case errors.Is(failure, outward.ErrInside):
		return "private"
	case errors.As(failure, &dns):
		return "name"
	case errors.As(failure, &timeout) && timeout.Timeout():
		return "timeout"
	case strings.Contains(failure.Error(), "x509") || strings.Contains(failure.Error(), "tls"):
		return "certificate"
	}
	return "connection"
}

// readable is what is kept of an answer: text, and not all of it.
func readable(body []byte) string {
	if len(body) > mostAnswer {
		body = body[:mostAnswer]
	}
	return strings.ReplaceAll(strings.ToValidUTF8(string(body), "\uFFFD"), "\x00", "")
}

// Forget takes away deliveries that were settled a month ago.
func (w *Webhooks) Forget(ctx context.Context) (n int64, err error) {
	err = w.DB.Worker(ctx, func(tx *db.Tx) error {
		n, err = forget(ctx, tx, w.now().Add(-keptFor))
		return err
	})
	if err != nil {
		return 0, fmt.Errorf("forget deliveries: %w", err)
	}
	return n, nil
}
