package service

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/google/uuid"

	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/internal/outbox"
	"github.com/liveryhq/livery/tenant/identity"
)

// NoticeTopic is the outbox topic of what people are to be told about their money; Engine.DeliverNotice finds out whom, and
// writes the letters.
const NoticeTopic = "money.notice"

// OutsideTopic is that of what nobody but outsiders is told, in the same way; it is no event of its own for webhooks, which hear what is behind it.
const OutsideTopic = "money.outside"

// notice is what the outbox carries until it is known who reads it.
type notice struct {
	Tenant uuid.UUID `json:"tenant"`
	// Template of the words, as platform/messaging/mail has them.
	Template string `json:"template"`
	// About what: the same is told once.
	About  string            `json:"about"`
	Params map[string]string `json:"params,omitempty"`
	// Provider speaks, not the reader's own brand: about what a reseller owes.
	Provider bool `json:"provider,omitempty"`
	// Outside: for those alone who are nobody's user and have chosen it; people see it where they look after money.
	Outside bool `json:"outside,omitempty"`
}

// tell puts word of what was blocked, or is served again, into the transaction that has done it.
func tell(ctx context.Context, tx *db.Tx, settled []Settled, now time.Time) error {
	var list []notice
	for _, s := range settled {
		if s.Blocked > 0 {
			list = append(list, notice{Tenant: s.Account, Template: "money_blocked", About: now.Format(time.RFC3339Nano),
				Params: map[string]string{"objects": strconv.Itoa(s.Blocked)}})
		}
		if s.Unblocked > 0 {
			list = append(list, notice{Tenant: s.Account, Template: "money_served", About: now.Format(time.RFC3339Nano),
				Params: map[string]string{"objects": strconv.Itoa(s.Unblocked)}})
		}
	}
	return put(ctx, tx, list...)
}

// Tell puts into a transaction what those who look after a tenant's money are to be told, once for each about; the template is a
// letter's, its link leads to the tenant's own billing.
func Tell(ctx context.Context, tx *db.Tx, about uuid.UUID, template, once string, params map[string]string) error {
	return put(ctx, tx, notice{Tenant: about, Template: template, About: once, Params: params})
}

// Word is what somebody is to be told of a tenant, once for each About; the template is a letter's.
type Word struct {
	Tenant   uuid.UUID
	Template string
	About    string
	Params   map[string]string
}

// TellOutside is Tell of many things, for those alone who are told besides a tenant's own people.
func TellOutside(ctx context.Context, tx *db.Tx, words ...Word) error {
	list := make([]notice, len(words))
	for i, w := range words {
		list[i] = notice{Tenant: w.Tenant, Template: w.Template, About: w.About, Params: w.Params, Outside: true}
	}
	return put(ctx, tx, list...)
}

// put leaves notices of one topic with the tenant that the transaction acts in, which may be the provider's; those of a job's with whom they are about.
func put(ctx context.Context, tx *db.Tx, list ...notice) error {
	if len(list) == 0 {
		return nil
	}
	topic := NoticeTopic
	if list[0].Outside {
		topic = OutsideTopic
	}
	about := make([]outbox.About, len(list))
	for i, n := range list {
		about[i] = outbox.About{Tenant: n.Tenant, Payload: n}
	}
	return outbox.PutActing(ctx, tx, topic, about...)
}

// DeliverNotice writes the letters of a notice to whoever looks after the tenant's money and has an address (NoticeTopic, OutsideTopic).
// It may be called again: what was told is not told twice.
func (e *Engine) DeliverNotice(ctx context.Context, m outbox.Message) error {
	var n notice
	if err := json.Unmarshal(m.Payload, &n); err != nil {
		return outbox.GiveUp(fmt.Errorf("read a notice about money: %w", err))
	}
	return e.DB.Worker(ctx, func(tx *db.Tx) error {
		first, err := firstNotice(ctx, tx, n, e.Clock.Now())
		if err != nil || !first {
			return err
		}
		var readers []reader
		if !n.Outside {
			if readers, err = readersOfMoney(ctx, tx, n.Tenant); err != nil {
				return err
			}
		}
		for _, r := range readers {
			params := map[string]string{"name": r.name, "tenant": r.tenant}
			maps.Copy(params, n.Params)
			from, path := n.Tenant, "/billing"
			if n.Provider {
				// The letter comes from the level above; what it leads to is on the reader's own host, which they know.
				from, path = r.provider, ""
			}
			if err := outbox.PutFor(ctx, tx, from, identity.MailTopic, identity.Letter{Template: n.Template, To: r.email, User: &r.user,
				Locale: r.locale, Path: path, Params: params}); err != nil {
				return err
			}
		}
		return e.tellOutsiders(ctx, tx, n, readers)
	})
}

// kindOf a notice, as outsiders choose among them.
func kindOf(template string) string {
	switch {
	case strings.HasPrefix(template, "autopay_"), template == "money_added":
		return "payments"
	case template == "money_blocked", template == "money_served":
		return "service"
	case template == "price_change":
		return "prices"
	}
	return "balance"
}

// tellOutsiders writes to those who are nobody's user and have said that they want it; whoever is told as a user already is told once.
// Nothing in their letters leads to where only users come.
func (e *Engine) tellOutsiders(ctx context.Context, tx *db.Tx, n notice, readers []reader) error {
	if e.Outsiders == nil {
		return nil
	}
	list, err := e.Outsiders.Of(ctx, tx, kindOf(n.Template), n.Tenant)
	if err != nil {
		return err
	}
	for _, o := range list {
		if slices.ContainsFunc(readers, func(r reader) bool { return strings.EqualFold(r.email, o.Address) }) {
			continue
		}
		params := map[string]string{"tenant": o.TenantName}
		maps.Copy(params, n.Params)
		from := n.Tenant
		if n.Provider {
			from = o.Provider
		}
		if err := outbox.PutFor(ctx, tx, from, identity.MailTopic, identity.Letter{Template: n.Template, To: o.Address, Recipient: &o.ID, Locale: o.Locale, Params: params}); err != nil {
			return err
		}
	}
	return nil
}

// noticesKept is longer than any forecast looks ahead.
const noticesKept = 2 * forecastFor

// SweepNotices forgets what was told long ago.
func (e *Engine) SweepNotices(ctx context.Context) (n int64, err error) {
	err = e.DB.Worker(ctx, func(tx *db.Tx) (err error) {
		n, err = forgetNotices(ctx, tx, e.Clock.Now().Add(-noticesKept))
		return err
	})
	return n, err
}

// soonDays are how many days before the money is used up somebody is told; each once.
var soonDays = []int{7, 3, 1}

// WarnSoon tells accounts whose money will not last for the week to come. It answers how many it has told.
func (e *Engine) WarnSoon(ctx context.Context) (told int64, err error) {
	var after uuid.UUID
	var failed error
	for {
		var page []uuid.UUID
		err := e.DB.Worker(ctx, func(tx *db.Tx) (err error) {
			page, err = shortWithin(ctx, tx, e.Clock.Now(), time.Duration(soonDays[0]+1)*24*time.Hour, after, e.Batch)
			return err
		})
		if err != nil || len(page) == 0 {
			return told, errors.Join(failed, err)
		}
		failed = errors.Join(failed, e.each(ctx, page, "an account cannot be told how long its money lasts", func(account uuid.UUID) error {
			done, err := e.warn(ctx, account)
			if done && err == nil {
				told++
			}
			return err
		}))
		if ctx.Err() != nil {
			return told, failed
		}
		after = page[len(page)-1]
	}
}

func (e *Engine) warn(ctx context.Context, account uuid.UUID) (told bool, err error) {
	err = e.DB.Worker(ctx, func(tx *db.Tx) error {
		f, err := e.Forecast(ctx, tx, account)
		if err != nil || f.Until == nil {
			return err
		}
		step := 0
		for _, days := range soonDays {
			if f.Days <= days {
				step = days
			}
		}
		if step == 0 {
			return nil
		}
		// Once a step of each shortage: what it is about is the step and the moment the money ends.
		about := fmt.Sprintf("%d %s", step, f.Until.UTC().Format(time.DateOnly))
		if known, err := toldBefore(ctx, tx, account, "money_soon", about); err != nil || known {
			return err
		}
		told = true
		return put(ctx, tx, notice{Tenant: account, Template: "money_soon", About: about,
			Params: map[string]string{"days": strconv.Itoa(f.Days), "until": f.Until.In(f.Zone).Format(time.DateOnly)}})
	})
	return told, err
}
