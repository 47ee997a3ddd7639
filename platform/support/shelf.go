package support

import (
	"context"
	"maps"
	"strings"
	"time"

	"github.com/google/uuid"

	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/internal/errs"
	"github.com/liveryhq/livery/platform/support/clock"
	"github.com/liveryhq/livery/tenant"
	"github.com/liveryhq/livery/tenant/identity"
)

// Shelf is all that a desk has set, for whoever works there.
type Shelf struct {
	Settings   Settings
	Page       Page
	Calendars  []Calendar
	Teams      []Team
	Categories []Category
	Addresses  []Address
	Macros     []Macro
	Products   []Product
	Duties     []Duty
}

// Shelf reads that of the desk acted in.
func (d *Desks) Shelf(ctx context.Context, s db.Scope) (got Shelf, err error) {
	return inDesk(ctx, d, s, func(tx *db.Tx) (got Shelf, err error) {
		set, _, err := settingsOf(ctx, tx, s.Tenant())
		if err != nil {
			return got, err
		}
		if got.Settings = (Settings{Promises: usual(), PageEmails: []string{}}); set != nil {
			got.Settings = *set
		}
		if got.Calendars, err = calendars(ctx, tx, s.Tenant()); err != nil {
			return got, err
		}
		if got.Teams, err = teamsOf(ctx, tx, s.Tenant()); err != nil {
			return got, err
		}
		err = got.read(ctx, tx, s.Tenant(), d.now())
		return got, err
	})
}

// Front is what whoever asks is shown of the desk they ask: how it is reached, what it helps with, and what is known of themselves.
type Front struct {
	Page       Page
	Categories []Category
	Addresses  []Address
	Products   []Product
	// Login, Name and Account of whoever asks.
	Login, Name, Account string
	// Version of the installation with its dates, where the owner of a contract with the platform asks it.
	Version string
	// Native says when native speakers are there; nil: none can be asked for.
	Native *NativeHours
}

// NativeHours are those of a desk's native speakers: whoever asks for one waits for them.
type NativeHours struct {
	Zone  string
	Spans []clock.Span
	// Next is when somebody is there, now or later.
	Next time.Time
}

// Front of the desk of one's realm, or of the one above. Forbidden: only the owner asks above.
func (d *Desks) Front(ctx context.Context, s db.Scope, user uuid.UUID, at At) (f Front, err error) {
	err = d.DB.InTenant(ctx, s, func(tx *db.Tx) error {
		p, err := personOf(ctx, tx, s.Tenant(), user)
		if err != nil {
			return err
		}
		_, desk, err := d.asks(ctx, tx, s, user, at)
		if err != nil {
			return err
		}
		f.Login, f.Name = p.login, p.name
		if p.owner && desk.Kind() == tenant.Platform { // regulations 3: of a contract with the platform, which nobody else is told of
			f.Version = d.Version
		}
		if f.Account, err = accountNumber(ctx, tx, desk.Tenant(), s.Tenant()); err != nil {
			return err
		}
		var shelf Shelf
		err = shelf.readOffered(ctx, tx, desk.Tenant())
		f.Page, f.Categories, f.Addresses, f.Products = shelf.Page, shelf.Categories, shelf.Addresses, shelf.Products
		if err != nil {
			return err
		}
		// Calendars are the desk's own rows: of them this one is told.
		if err := tx.Enter(ctx, desk); err != nil {
			return err
		}
		if f.Native, err = nativeHours(ctx, tx, desk.Tenant(), d.now()); err != nil {
			return err
		}
		return tx.Enter(ctx, s)
	})
	return f, orNil("read a desk's page", err)
}

// nativeHours of the desk acted in; nil: it has not said any.
func nativeHours(ctx context.Context, tx *db.Tx, desk uuid.UUID, now time.Time) (*NativeHours, error) {
	set, _, err := settingsOf(ctx, tx, desk)
	if err != nil || set == nil || set.Native == nil {
		return nil, err
	}
	list, err := calendars(ctx, tx, desk)
	if err != nil {
		return nil, err
	}
	for _, c := range list {
		if c.ID == *set.Native {
			open, err := c.calendar()
			return &NativeHours{Zone: c.Zone, Spans: c.Spans, Next: open.Next(now)}, err
		}
	}
	return nil, nil
}

// SetPage changes what others read of the desk acted in.
func (d *Desks) SetPage(ctx context.Context, s db.Scope, p Page) error {
	if len(p.Languages) == 0 {
		p.Languages = []string{"en"}
	}
	for _, l := range p.Languages {
		if err := checkTexts("languages", map[string]string{l: "x"}, 1, true); err != nil {
			return err
		}
	}
	for field, text := range map[string]string{"hours": p.Hours, "complaints_name": p.ComplaintsName, "complaints_contact": p.ComplaintsContact} {
		if err := checkText(field, text, 0, 200); err != nil {
			return err
		}
	}
	p.HoursIn = maps.Clone(p.HoursIn)
	maps.DeleteFunc(p.HoursIn, func(_, text string) bool { return strings.TrimSpace(text) == "" })
	if err := checkTexts("hours_in", p.HoursIn, 200, false); err != nil {
		return err
	}
	if err := checkText("phone", p.Phone, 0, 32); err != nil {
		return err
	}
	if len(p.Channels) > 20 {
		return errs.Field("channels", "bad_channels", "Give at most 20 channels.")
	}
	for _, c := range p.Channels {
		if err := checkText("channels", c.Name, 1, 100); err != nil {
			return err
		}
		if err := checkURL("channels", c.URL); err != nil {
			return err
		}
	}
	return d.change(ctx, s, "page", uuid.Nil, "", func(tx *db.Tx) error { return keepPage(ctx, tx, s.Tenant(), p, d.now()) })
}

// SetCategory adds a category (without an id) or changes one; an archived one is not offered any more.
func (d *Desks) SetCategory(ctx context.Context, s db.Scope, c Category) (uuid.UUID, error) {
	if err := checkTexts("names", c.Names, 100, true); err != nil {
		return uuid.Nil, err
	}
	if err := checkTexts("answers", c.Answers, 5000, false); err != nil {
		return uuid.Nil, err
	}
	if err := checkURL("forum", c.Forum); err != nil {
		return uuid.Nil, err
	}
	fresh := given(&c.ID)
	return c.ID, d.change(ctx, s, "category", c.ID, "", func(tx *db.Tx) error { return keepCategory(ctx, tx, s.Tenant(), c, fresh, d.now()) })
}

// SetAddress has letters to an address come to the desk acted in (without an id), or changes what becomes of them: an address itself
// stays as it is. Conflict (reason "address_taken"): a desk has it, or
// its domain is another realm's.
func (d *Desks) SetAddress(ctx context.Context, s db.Scope, a Address) (uuid.UUID, error) {
	a.Address = strings.TrimSpace(a.Address)
	if err := identity.CheckEmail(a.Address); err != nil {
		return uuid.Nil, errs.Field("address", "bad_email", "This is not an e-mail address. Write it like help@example.com.")
	}
	fresh := given(&a.ID)
	return a.ID, d.change(ctx, s, "address", a.ID, a.Address, func(tx *db.Tx) error {
		if !fresh {
			return changeAddress(ctx, tx, s.Tenant(), a, identity.LoginKey(a.Address))
		}
		return insertAddress(ctx, tx, s.Tenant(), a, identity.LoginKey(a.Address), d.now())
	})
}

// SetMacro adds a macro (without an id) or changes one.
func (d *Desks) SetMacro(ctx context.Context, s db.Scope, m Macro) (uuid.UUID, error) {
	if err := checkText("name", m.Name, 1, 100); err != nil {
		return uuid.Nil, err
	}
	if err := checkTexts("texts", m.Texts, 20_000, true); err != nil {
		return uuid.Nil, err
	}
	fresh := given(&m.ID)
	return m.ID, d.change(ctx, s, "macro", m.ID, m.Name, func(tx *db.Tx) error { return keepMacro(ctx, tx, s.Tenant(), m, fresh, d.now()) })
}

// SetProduct adds a version of a product (without an id) or changes one. Without an end it is supported for five years (regulations 3).
func (d *Desks) SetProduct(ctx context.Context, s db.Scope, p Product) (uuid.UUID, error) {
	if err := checkText("name", p.Name, 1, 100); err != nil {
		return uuid.Nil, err
	}
	if err := checkText("version", p.Version, 1, 60); err != nil {
		return uuid.Nil, err
	}
	if err := checkURL("download", p.Download); err != nil {
		return uuid.Nil, err
	}
	if p.SupportedUntil.IsZero() {
		p.SupportedUntil = p.ReleasedOn.AddDate(SupportYears, 0, 0)
	}
	if !p.SupportedUntil.After(p.ReleasedOn) {
		return uuid.Nil, errs.Field("supported_until", "bad_date", "Support ends after the release.")
	}
	fresh := given(&p.ID)
	return p.ID, d.change(ctx, s, "product", p.ID, p.Name+" "+p.Version, func(tx *db.Tx) error { return keepProduct(ctx, tx, s.Tenant(), p, fresh, d.now()) })
}

// AddDuty says who is on duty, and when.
func (d *Desks) AddDuty(ctx context.Context, s db.Scope, u Duty) (uuid.UUID, error) {
	if !u.Ends.After(u.Starts) || u.Ends.Sub(u.Starts) > 31*24*time.Hour {
		return uuid.Nil, errs.Field("ends", "bad_date", "A time on duty ends after it begins, within a month.")
	}
	given(&u.ID)
	return u.ID, d.change(ctx, s, "duty", u.ID, "", func(tx *db.Tx) error {
		if ok, err := areMembers(ctx, tx, s.Tenant(), []uuid.UUID{u.User}); err != nil || !ok {
			return orElse(err, errs.Field("user", "bad_member", "They do not belong here. Choose among the people of the desk."))
		}
		return insertDuty(ctx, tx, s.Tenant(), u)
	})
}

// Remove takes away what of a desk may go: an address, a macro, a product, a time on duty, a team, a calendar. What, in a word. Conflict
// (reason "team_used", "calendar_used"): something still stands on it, which the message names.
func (d *Desks) Remove(ctx context.Context, s db.Scope, what string, id uuid.UUID) error {
	return d.change(ctx, s, what+".remove", id, "", func(tx *db.Tx) error { return removeFrom(ctx, tx, s.Tenant(), what, id) })
}
