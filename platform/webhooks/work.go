package webhooks

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"net"
	"strings"
	"time"

	"github.com/google/uuid"

	"github.com/liveryhq/livery/internal/audit"
	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/internal/errs"
	"github.com/liveryhq/livery/internal/outbox"
	"github.com/liveryhq/livery/internal/outward"
	"github.com/liveryhq/livery/tenant/identity"
)

// Times of calling.
const (
	claimFor   = time.Minute
	lookAnyway = 20 * time.Second
	// givenUpAfter is how long nothing gets through before an address is not called any more.
	givenUpAfter = 5 * 24 * time.Hour
	keptFor      = 30 * 24 * time.Hour
	mostAnswer   = 2000
)

// How many calls are made at a time, by one process; and how many of those are one tenant's, and go to one address. An address to which nothing
// gets through is called one at a time.
const (
	mostCalls      = 128
	mostOfTenant   = 8
	mostOfEndpoint = 4
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
	w.work(ctx, rang, func(err error) {
		if ctx.Err() == nil {
			w.Log.WarnContext(ctx, "a webhook could not be called", "error", err)
		}
	})
	return <-listening
}

// Round tells all that is due and returns when that is done; it returns how many messages that were.
func (w *Webhooks) Round(ctx context.Context) (told int, err error) {
	told = w.work(ctx, nil, func(failure error) { err = errors.Join(err, failure) })
	return told, err
}

// call is one that is made, and why it could not be settled.
type call struct {
	due

	failure error
}

// work keeps as many calls going as there may be, and begins another as soon as one has ended: nobody waits for somebody else's slow address.
// It goes on until ctx ends, or without rang until nothing is due.
func (w *Webhooks) work(ctx context.Context, rang <-chan struct{}, failed func(error)) (told int) {
	ended := make(chan call, mostCalls)
	going := map[uuid.UUID]due{}
	tick := time.NewTicker(lookAnyway)
	defer tick.Stop()
	tidy := func() {
		if err := w.tidy(ctx); err != nil {
			failed(err)
		}
	}
	tidy()
	stop := ctx.Done()
	for {
		if ctx.Err() == nil && len(going) < mostCalls {
			begun, err := w.begin(ctx, going, ended)
			if err != nil {
				failed(err)
			}
			told += begun
		}
		if len(going) == 0 && (rang == nil || ctx.Err() != nil) {
			return told
		}
		select {
		case <-stop:
			stop = nil // those that are going still end
		case <-rang:
		case <-tick.C:
			tidy()
		case one := <-ended:
			if delete(going, one.id); one.failure != nil {
				failed(one.failure)
			}
		}
	}
}

// begin claims what may be told now beside what is going, and calls; it returns how many it claimed.
func (w *Webhooks) begin(ctx context.Context, going map[uuid.UUID]due, ended chan<- call) (int, error) {
	busy, tenants := make([]uuid.UUID, 0, len(going)), make([]uuid.UUID, 0, len(going))
	for _, d := range going {
		busy, tenants = append(busy, d.endpoint), append(tenants, d.tenant)
	}
	var claimed []due
	now := w.now()
	err := w.DB.Worker(ctx, func(tx *db.Tx) (err error) {
		claimed, err = claim(ctx, tx, now, now.Add(claimFor), busy, tenants, mostCalls-len(going))
		return err
	})
	if err != nil {
		return 0, fmt.Errorf("claim webhooks: %w", err)
	}
	for _, d := range claimed {
		going[d.id] = d
		go func() { ended <- call{d, w.tell(ctx, d)} }()
	}
	return len(claimed), nil
}

// tidy cancels what was written for an address while that was being switched off.
func (w *Webhooks) tidy(ctx context.Context) error {
	var found []due
	err := w.DB.Worker(ctx, func(tx *db.Tx) (err error) {
		found, err = leftBehind(ctx, tx)
		return err
	})
	for _, d := range found {
		failure := w.DB.Worker(ctx, func(tx *db.Tx) error {
			on, err := lockEndpoint(ctx, tx, d.tenant, d.endpoint)
			if on || err != nil {
				return err
			}
			return dropWaiting(ctx, tx, d.tenant, d.endpoint, cancelled, w.now())
		})
		if !errs.Is(failure, errs.NotFound) { // taken away meanwhile
			err = errors.Join(err, failure)
		}
	}
	if err != nil {
		return fmt.Errorf("cancel what waits for webhooks that are off: %w", err)
	}
	return nil
}

// errSealed is a secret that this installation's key does not open any more.
var errSealed = errors.New("the secret of the webhook cannot be opened")

// signers are what a call is signed with: the secret, and the one before while that is good.
func (w *Webhooks) signers(d due, now time.Time) ([]string, error) {
	raw, err := w.Key.Open(d.tenant, sealedFor+d.endpoint.String(), d.sealed)
	if err != nil {
		return nil, errors.Join(errSealed, err)
	}
	secrets := []string{string(raw)}
	if d.former == nil || d.formerUntil == nil || !d.formerUntil.After(now) {
		return secrets, nil
	}
	if raw, err = w.Key.Open(d.tenant, sealedFor+d.endpoint.String(), d.former); err == nil { // a new one is made where the one before was lost
		secrets = append(secrets, string(raw))
	}
	return secrets, nil
}

func (w *Webhooks) tell(ctx context.Context, d due) error {
	now := w.now()
	out := outward.Call{URL: d.url, ID: d.message.String(), At: now, Body: []byte(d.body)}
	var answer outward.Answer
	var failure error
	began := time.Now()
	if out.Secrets, failure = w.signers(d, now); failure == nil {
		answer, failure = w.Caller.Send(ctx, out)
	}
	if ctx.Err() != nil {
		return ctx.Err() // the claim runs out by itself
	}
	t := Try{At: now, Took: time.Since(began), Status: answer.Status, Answer: readable(answer.Body), Problem: problem(failure)}
	ok := failure == nil
	var next *time.Time
	if list := waits(); !ok && !errors.Is(failure, errSealed) && d.attempts <= len(list) {
		wait := list[d.attempts-1]
		next = new(now.Add(wait + time.Duration(rand.Int64N(int64(wait)/5+1)))) //nolint:gosec // spread, not secrecy
	}
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), 5*time.Second)
	defer cancel()
	err := w.DB.Worker(ctx, func(tx *db.Tx) error {
		on, err := lockEndpoint(ctx, tx, d.tenant, d.endpoint)
		if errs.Is(err, errs.NotFound) {
			return nil // it was taken away, with all that was for it
		}
		if err != nil {
			return err
		}
		if err := settle(ctx, tx, d, t, next, ok); err != nil {
			return err
		}
		switch {
		case !on:
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
	if err := disable(ctx, tx, d, why, w.now()); err != nil {
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
	case errors.Is(failure, outward.ErrPlain), errors.Is(failure, outward.ErrNoAddress):
		return "address"
	case errors.Is(failure, errSealed):
		return "secret"
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
