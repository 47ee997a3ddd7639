package reseller

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/liveryhq/livery/internal/audit"
	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/internal/errs"
	"github.com/liveryhq/livery/internal/outbox"
	"github.com/liveryhq/livery/tenant/identity"
)

// Upkeep is maintenance that a tenant announces to all below it, and to its own people.
type Upkeep struct {
	ID          uuid.UUID
	From, To    time.Time
	Texts       map[string]string
	PostedAt    time.Time
	CancelledAt *time.Time
}

// Coming is maintenance as whoever is concerned reads it: in their brand's name, and in their language.
type Coming struct {
	ID       uuid.UUID
	From, To time.Time
	Text     string
}

const (
	longestUpkeep = 14 * 24 * time.Hour
	// shownAhead is how long before it begins maintenance is shown on every page.
	shownAhead = 14 * 24 * time.Hour
	// toldAtOnce is how many tenants are written to in one transaction.
	toldAtOnce = 200
)

// PostUpkeep announces maintenance: everybody below reads it on their pages, and owners are written to. Invalid names the field.
func (b *Business) PostUpkeep(ctx context.Context, s db.Scope, by uuid.UUID, u Upkeep) (Upkeep, error) {
	now := b.clock.Now().UTC().Truncate(time.Microsecond)
	u.ID, u.PostedAt, u.From, u.To = uuid.Must(uuid.NewV7()), now, u.From.UTC(), u.To.UTC()
	switch {
	case !u.From.Before(u.To) || u.To.Sub(u.From) > longestUpkeep:
		return u, errs.Field("ends_at", "bad_span", "Maintenance ends after it begins, and within fourteen days.")
	case u.To.Before(now) || u.From.After(now.AddDate(1, 0, 0)):
		return u, errs.Field("starts_at", "bad_span", "Announce what is to come, within a year.")
	}
	texts := map[string]string{}
	for locale, text := range u.Texts {
		text = strings.TrimSpace(text)
		if utf8.RuneCountInString(text) > 1000 || strings.ContainsRune(text, 0) || !known(locale) {
			return u, errs.Field("texts", "bad_text", "Write at most 1000 letters, in a language of this installation.")
		}
		if text != "" {
			texts[locale] = text
		}
	}
	u.Texts = texts
	err := b.db.InTenant(ctx, s, func(tx *db.Tx) error {
		if err := insertUpkeep(ctx, tx, s.Tenant(), u, by); err != nil {
			return err
		}
		return audit.Write(ctx, tx, s.Tenant(), now, audit.Change{Action: "settings.maintenance.post", Subject: audit.Subject{Kind: "maintenance", ID: u.ID},
			After: audit.Fields{"from": u.From, "to": u.To}})
	})
	if err != nil {
		return u, fmt.Errorf("announce maintenance: %w", err)
	}
	return u, nil
}

func known(locale string) bool { return slices.Contains(identity.Locales(), locale) }

// CancelUpkeep takes an announcement back; whoever was written to is told. NotFound; Conflict (reason "over_already").
func (b *Business) CancelUpkeep(ctx context.Context, s db.Scope, id uuid.UUID) error {
	now := b.clock.Now().UTC().Truncate(time.Microsecond)
	err := b.db.InTenant(ctx, s, func(tx *db.Tx) error {
		ends, cancelled, err := lockUpkeep(ctx, tx, s.Tenant(), id)
		if errors.Is(err, pgx.ErrNoRows) {
			return errs.Missing()
		}
		if err != nil {
			return err
		}
		if cancelled || ends.Before(now) {
			return errs.New(errs.Conflict, "over_already", "This maintenance is over, or was cancelled. Load the list again.")
		}
		if err := cancelUpkeep(ctx, tx, s.Tenant(), id, now); err != nil {
			return err
		}
		return audit.Write(ctx, tx, s.Tenant(), now, audit.Change{Action: "settings.maintenance.cancel", Subject: audit.Subject{Kind: "maintenance", ID: id}})
	})
	if err != nil {
		return fmt.Errorf("cancel maintenance: %w", err)
	}
	return nil
}

// Upkeeps lists what the tenant acted in has announced, the latest first: at most 100.
func (b *Business) Upkeeps(ctx context.Context, s db.Scope) (list []Upkeep, err error) {
	err = b.db.InTenant(ctx, s, func(tx *db.Tx) error {
		list, err = readUpkeeps(ctx, tx, s.Tenant())
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("list maintenance: %w", err)
	}
	return list, nil
}

// Coming is what is announced to the tenant acted in, by itself or by whoever stands above, soon or now.
func (b *Business) Coming(ctx context.Context, s db.Scope, locale string) ([]Coming, error) {
	now := b.clock.Now()
	var list []Upkeep
	err := b.db.InTenant(ctx, s, func(tx *db.Tx) (err error) {
		list, err = comingUpkeeps(ctx, tx, now, now.Add(shownAhead))
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("read maintenance to come: %w", err)
	}
	coming := make([]Coming, 0, len(list))
	for _, u := range list {
		coming = append(coming, Coming{u.ID, u.From, u.To, inLanguage(u.Texts, locale)})
	}
	return coming, nil
}

// inLanguage is a text in the reader's language, or else in English; none: empty.
func inLanguage(texts map[string]string, locale string) string {
	if text, ok := texts[locale]; ok {
		return text
	}
	return texts["en"]
}

// TellUpkeep writes to the owners of all tenants below whoever has announced maintenance, or cancelled it, in the name of their brand and in
// their language; each once. A job; it answers how many letters it has put.
func (b *Business) TellUpkeep(ctx context.Context) (told int64, err error) {
	for {
		var n int64
		more := false
		err := b.db.Worker(ctx, func(tx *db.Tx) (err error) {
			n, more, err = b.tellSome(ctx, tx)
			return err
		})
		if told += n; err != nil || !more {
			return told, err
		}
	}
}

func (b *Business) tellSome(ctx context.Context, tx *db.Tx) (told int64, more bool, err error) {
	t, err := nextTelling(ctx, tx)
	if errors.Is(err, pgx.ErrNoRows) {
		return 0, false, nil
	}
	if err != nil {
		return 0, false, err
	}
	if t.to.Before(b.clock.Now()) {
		return 0, true, writeTold(ctx, tx, t, t.after, true) // it is over: nobody needs to know any more
	}
	page, err := ownersBelow(ctx, tx, t, toldAtOnce)
	if err != nil {
		return 0, false, err
	}
	for _, o := range page {
		if err := outbox.PutFor(ctx, tx, o.tenant, identity.MailTopic, letterOf(t, o)); err != nil {
			return 0, false, err
		}
	}
	if err := b.tellOutsiders(ctx, tx, t, page); err != nil {
		return 0, false, err
	}
	after := t.after
	if len(page) > 0 {
		after = page[len(page)-1].tenant
	}
	return int64(len(page)), true, writeTold(ctx, tx, t, after, len(page) < toldAtOnce)
}

// tellOutsiders writes to those who are nobody's user and have said that they want to know of maintenance, for the tenants of a page.
func (b *Business) tellOutsiders(ctx context.Context, tx *db.Tx, t telling, page []ownerBelow) error {
	if b.Outsiders == nil || len(page) == 0 {
		return nil
	}
	owners := make(map[uuid.UUID]ownerBelow, len(page))
	ids := make([]uuid.UUID, 0, len(page))
	for _, o := range page {
		owners[o.tenant] = o
		ids = append(ids, o.tenant)
	}
	list, err := b.Outsiders.Of(ctx, tx, "maintenance", ids...)
	if err != nil {
		return err
	}
	for _, o := range list {
		owner := owners[o.Tenant]
		if strings.EqualFold(owner.email, o.Address) {
			continue
		}
		owner.locale, owner.name = o.Locale, ""
		letter := letterOf(t, owner)
		letter.To, letter.User, letter.Recipient, letter.Path = o.Address, nil, &o.ID, ""
		if err := outbox.PutFor(ctx, tx, o.Tenant, identity.MailTopic, letter); err != nil {
			return err
		}
	}
	return nil
}

func letterOf(t telling, o ownerBelow) identity.Letter {
	zone, err := time.LoadLocation(o.zone)
	if err != nil {
		zone = time.UTC
	}
	const minute = "2006-01-02 15:04 MST"
	l := identity.Letter{Template: "maintenance", To: o.email, User: &o.user, Locale: o.locale, Path: "/",
		Params: map[string]string{"name": o.name, "tenant": o.tenantName, "from": t.from.In(zone).Format(minute), "until": t.to.In(zone).Format(minute)}}
	switch text := inLanguage(t.texts, o.locale); {
	case t.cancels:
		l.Template = "maintenance_cancelled"
	case text != "":
		l.Template, l.Params["text"] = "maintenance_text", text
	}
	return l
}
