package support

import (
	"context"
	"encoding/json"
	"fmt"
	"net/url"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/google/uuid"

	"github.com/liveryhq/livery/internal/audit"
	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/internal/errs"
	"github.com/liveryhq/livery/platform/support/clock"
	"github.com/liveryhq/livery/tenant"
	"github.com/liveryhq/livery/tenant/identity"
)

// Settings are a desk's own; nobody else reads them.
type Settings struct {
	Calendar, Native *uuid.UUID
	Promises
	// PageEmails are woken for a critical error, whoever is on duty.
	PageEmails []string
}

// Webhook is called for a critical error; its secret signs the call.
type Webhook struct {
	URL    string `json:"url"`
	Secret string `json:"secret"`
}

// Calendar of a desk, as it is set.
type Calendar struct {
	ID       uuid.UUID
	Name     string
	Zone     string
	Spans    []clock.Span
	Holidays []time.Time
}

func (c Calendar) calendar() (clock.Calendar, error) { return clock.New(c.Zone, c.Spans, c.Holidays) }

// Team of a desk, and its line.
type Team struct {
	ID       uuid.UUID
	Name     string
	Line     int
	Calendar *uuid.UUID
	// Target in minutes; nil: the tier's, or the second line's.
	Target  *int
	Members []uuid.UUID
}

// Category says what a ticket is about, and whether the desk helps with it (support policy 4).
type Category struct {
	ID    uuid.UUID
	Names map[string]string
	// Scope: service, equipment or purchase.
	Scope string
	Team  *uuid.UUID
	Forum string
	// Answers are what is agreed to be answered, by language: for what is out of scope.
	Answers  map[string]string
	Position int
	Archived bool
}

// Address letters come to.
type Address struct {
	ID       uuid.UUID
	Address  string
	Kind     string
	Category *uuid.UUID
}

// Macro is an answer that is written once.
type Macro struct {
	ID    uuid.UUID
	Name  string
	Texts map[string]string
	// Asks: the answer asks something, and waits for a reply.
	Asks bool
}

// Product with a version: supported for five years from its release on (regulations 3).
type Product struct {
	ID             uuid.UUID
	Name, Version  string
	ReleasedOn     time.Time
	SupportedUntil time.Time
	Download       string
}

// Duty is somebody's time on duty.
type Duty struct {
	ID       uuid.UUID
	User     uuid.UUID
	Starts   time.Time
	Ends     time.Time
	UserName string
}

// SupportYears is how long a version is supported (regulations 3).
const SupportYears = 5

// Page is what those whom a desk serves read of it.
type Page struct {
	Languages    []string
	Phone, Hours string
	// HoursIn says the hours by language, in place of Hours.
	HoursIn           map[string]string
	ComplaintsName    string
	ComplaintsContact string
	// Channels are the official ones (support policy 3.5).
	Channels []Channel
}

// Channel is a way to the desk.
type Channel struct {
	Name string `json:"name"`
	URL  string `json:"url"`
}

// Languages a desk may offer (regulations 2).
func Languages() []string { return []string{"en", "ru", "es", "pt", "fr"} }

func checkText(field, text string, least, most int) error {
	if n := utf8.RuneCountInString(text); n < least || n > most || strings.ContainsFunc(text, func(r rune) bool { return control(r) && r != '\n' && r != '\t' }) {
		return errs.Field(field, "bad_text", fmt.Sprintf("Give %d to %d letters.", least, most))
	}
	return nil
}

func checkURL(field, text string) error {
	if text == "" {
		return nil
	}
	u, err := url.Parse(text)
	if err != nil || u.Scheme != "https" && u.Scheme != "http" || u.Host == "" || len(text) > 500 {
		return errs.Field(field, "bad_url", "This is not the address of a page. Write it like https://forum.example.com/help.")
	}
	return nil
}

func checkTexts(field string, texts map[string]string, most int, needed bool) error {
	if needed && len(texts) == 0 {
		return errs.Field(field, "bad_text", "Give it in one language at least.")
	}
	for locale, text := range texts {
		if !slices.Contains(Languages(), locale) {
			return errs.Field(field, "bad_locale", "Choose among: "+strings.Join(Languages(), ", ")+".")
		}
		if err := checkText(field, text, 1, most); err != nil {
			return err
		}
	}
	return nil
}

// Settings reads those of the desk acted in.
func (d *Desks) Settings(ctx context.Context, s db.Scope) (got Settings, err error) {
	err = d.DB.InTenant(ctx, s, func(tx *db.Tx) error {
		set, _, err := settingsOf(ctx, tx, s.Tenant())
		if err == nil && set != nil {
			got = *set
		} else {
			got = Settings{Promises: usual(), PageEmails: []string{}}
		}
		return err
	})
	if err != nil {
		return got, fmt.Errorf("read a desk's settings: %w", err)
	}
	return got, nil
}

// SetSettings changes them, and what is promised in tickets that are not answered yet. Invalid names the field.
func (d *Desks) SetSettings(ctx context.Context, s db.Scope, wanted Settings, hook *Webhook) error {
	if err := wanted.check(); err != nil {
		return err
	}
	sealed, err := d.sealHook(s, hook)
	if err != nil {
		return err
	}
	err = d.change(ctx, s, "settings", uuid.Nil, "", func(tx *db.Tx) error {
		if err := keepSettings(ctx, tx, s.Tenant(), wanted, hook != nil, sealed, d.now()); err != nil {
			return err
		}
		if d.Outside != nil {
			if err := d.Outside.Wake(ctx, tx, s, wanted.PageEmails); err != nil {
				return err
			}
		}
		return d.rule(ctx, tx, s.Tenant())
	})
	if err != nil {
		return fmt.Errorf("change a desk's settings: %w", err)
	}
	return nil
}

func (g Settings) check() error {
	if len(g.PageEmails) > 20 {
		return errs.Field("page_emails", "bad_email", "Give at most 20 addresses.")
	}
	for _, e := range g.PageEmails {
		if err := identity.CheckEmail(e); err != nil {
			return errs.Field("page_emails", "bad_email", "This is not an e-mail address. Write it like anna@example.com.")
		}
	}
	return g.Promises.check()
}

// sealHook seals a webhook; an empty address takes it away.
func (d *Desks) sealHook(s db.Scope, hook *Webhook) ([]byte, error) {
	if hook == nil || hook.URL == "" {
		return nil, nil
	}
	u, err := url.Parse(hook.URL)
	if err != nil || u.Scheme != "https" || u.Host == "" || len(hook.URL) > 500 {
		return nil, errs.Field("webhook_url", "bad_url", "Give an address that begins with https://.")
	}
	plain, err := json.Marshal(hook) //nolint:gosec // it is sealed in the next line but two
	if err != nil {
		return nil, err
	}
	return d.Key.Seal(s.Tenant(), webhookPurpose, plain)
}

// rule says anew when the tickets of the desk acted in are due, after what is promised has changed.
func (d *Desks) rule(ctx context.Context, tx *db.Tx, desk uuid.UUID) error {
	r, err := rulesOf(ctx, tx, desk)
	if err != nil {
		return err
	}
	list, err := tickets(ctx, tx, "where t.tenant_id = $1 and t.state in ('open', 'escalated', 'grouped') order by t.id for no key update", desk)
	if err != nil {
		return err
	}
	for i := range list {
		list[i].ruled(r.of(list[i]))
		if err := keepTimes(ctx, tx, list[i]); err != nil {
			return err
		}
	}
	return nil
}

// change does something to a desk's settings and tells the audit of it.
func (d *Desks) change(ctx context.Context, s db.Scope, what string, id uuid.UUID, name string, do func(tx *db.Tx) error) error {
	return d.DB.InTenant(ctx, s, func(tx *db.Tx) error {
		if err := do(tx); err != nil {
			return err
		}
		return audit.Write(ctx, tx, s.Tenant(), d.now(), audit.Change{Action: "support.desk." + what, Subject: audit.Subject{Kind: "desk", ID: id, Name: name}})
	})
}

// Calendars lists those of the desk acted in.
func (d *Desks) Calendars(ctx context.Context, s db.Scope) (list []Calendar, err error) {
	return inDesk(ctx, d, s, func(tx *db.Tx) ([]Calendar, error) { return calendars(ctx, tx, s.Tenant()) })
}

// SetCalendar adds a calendar (without an id) or changes one.
func (d *Desks) SetCalendar(ctx context.Context, s db.Scope, c Calendar) (uuid.UUID, error) {
	if err := checkText("name", c.Name, 1, 100); err != nil {
		return uuid.Nil, err
	}
	if err := tenant.CheckTimeZone("zone", c.Zone); err != nil {
		return uuid.Nil, err
	}
	if _, err := c.calendar(); err != nil {
		return uuid.Nil, errs.Field("spans", "bad_spans", "Give spans of a day that begin before they end, within 0 and 1440 minutes, and do not meet.").With(err)
	}
	fresh := given(&c.ID)
	return c.ID, d.change(ctx, s, "calendar", c.ID, c.Name, func(tx *db.Tx) error {
		if err := keepCalendar(ctx, tx, s.Tenant(), c, fresh, d.now()); err != nil {
			return err
		}
		return d.rule(ctx, tx, s.Tenant())
	})
}

// Teams lists those of the desk acted in.
func (d *Desks) Teams(ctx context.Context, s db.Scope) ([]Team, error) {
	return inDesk(ctx, d, s, func(tx *db.Tx) ([]Team, error) { return teamsOf(ctx, tx, s.Tenant()) })
}

// SetTeam adds a team (without an id) or changes one.
func (d *Desks) SetTeam(ctx context.Context, s db.Scope, t Team) (uuid.UUID, error) {
	if err := checkText("name", t.Name, 1, 100); err != nil {
		return uuid.Nil, err
	}
	if t.Line != 1 && t.Line != 2 {
		return uuid.Nil, errs.Field("line", "bad_line", "A team is of the first or of the second line.")
	}
	if t.Target != nil && (*t.Target < 1 || *t.Target > 100_000) {
		return uuid.Nil, errs.Field("target_minutes", "bad_promise", "Give 1 to 100000 minutes.")
	}
	fresh := given(&t.ID)
	return t.ID, d.change(ctx, s, "team", t.ID, t.Name, func(tx *db.Tx) error {
		if ok, err := areMembers(ctx, tx, s.Tenant(), t.Members); err != nil || !ok {
			return orElse(err, errs.Field("members", "bad_member", "Somebody of these does not belong here. Choose among the people of the desk."))
		}
		if err := keepTeam(ctx, tx, s.Tenant(), t, fresh, d.now()); err != nil {
			return err
		}
		return d.rule(ctx, tx, s.Tenant())
	})
}

// given makes an id where there is none, and tells whether it did.
func given(id *uuid.UUID) (fresh bool) {
	if *id != uuid.Nil {
		return false
	}
	*id = uuid.Must(uuid.NewV7())
	return true
}

func orElse(err, otherwise error) error {
	if err != nil {
		return err
	}
	return otherwise
}

func inDesk[T any](ctx context.Context, d *Desks, s db.Scope, read func(tx *db.Tx) (T, error)) (got T, err error) {
	err = d.DB.InTenant(ctx, s, func(tx *db.Tx) (err error) {
		got, err = read(tx)
		return err
	})
	if err != nil {
		return got, fmt.Errorf("read a desk: %w", err)
	}
	return got, nil
}
