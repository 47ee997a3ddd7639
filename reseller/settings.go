package reseller

import (
	"cmp"
	"context"
	"fmt"
	"net/mail"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/liveryhq/livery/internal/audit"
	"github.com/liveryhq/livery/internal/clock"
	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/internal/errs"
	"github.com/liveryhq/livery/tenant"
	"github.com/liveryhq/livery/tenant/identity"
)

// Business serves resellers, one scope at a time. Safe for concurrent use.
type Business struct {
	// Outsiders are told of maintenance besides the owners of tenants; nil: nobody is.
	Outsiders identity.Outsiders

	db    *db.DB
	clock clock.Clock
}

// New gives access to a reseller's business.
func New(d *db.DB, c clock.Clock) *Business { return &Business{db: d, clock: c} }

// Contact is how the users of a realm reach those who help them. All of it may be empty.
type Contact struct {
	Email, Phone, Hours string
	// HoursIn says the hours by language, in place of Hours.
	HoursIn map[string]string
}

// HoursFor says the hours to whoever reads a language.
func (c Contact) HoursFor(language string) string { return cmp.Or(c.HoursIn[language], c.Hours) }

// Settings of a realm.
type Settings struct {
	Name   string
	Locale string
	// Languages it speaks to its people; Locale is one of them.
	Languages []string
	TimeZone  string
	Country   string // ISO 3166-1 alpha-2, or empty
	Contact   Contact
}

// Settings reads those of the tenant acted in.
func (b *Business) Settings(ctx context.Context, s db.Scope) (got Settings, err error) {
	err = b.db.InTenant(ctx, s, func(tx *db.Tx) error {
		got, err = readSettings(ctx, tx, s.Tenant(), false)
		return err
	})
	if err != nil {
		return Settings{}, fmt.Errorf("read the settings: %w", err)
	}
	return got, nil
}

// SetSettings changes those of the tenant acted in. Invalid names what is wrong.
func (b *Business) SetSettings(ctx context.Context, s db.Scope, wanted Settings) error {
	if err := wanted.check(); err != nil {
		return err
	}
	err := b.db.InTenant(ctx, s, func(tx *db.Tx) error {
		before, err := readSettings(ctx, tx, s.Tenant(), true)
		if err != nil {
			return err
		}
		was, is := audit.Differing(before.told(), wanted.told())
		if len(is) == 0 {
			return nil
		}
		if err := writeSettings(ctx, tx, s.Tenant(), wanted); err != nil {
			return err
		}
		return audit.Write(ctx, tx, s.Tenant(), b.clock.Now().UTC().Truncate(time.Microsecond), audit.Change{Action: "settings.realm.change",
			Subject: audit.Subject{Kind: "tenant", ID: s.Tenant(), Name: wanted.Name}, Before: was, After: is})
	})
	if err != nil {
		return fmt.Errorf("change the settings: %w", err)
	}
	return nil
}

// Help is where the users of the tenant acted in find help: at their realm's.
func (b *Business) Help(ctx context.Context, s db.Scope) (c Contact, err error) {
	err = b.db.InTenant(ctx, s, func(tx *db.Tx) error {
		c, err = readContact(ctx, tx, s.Realm())
		return err
	})
	if err != nil {
		return Contact{}, fmt.Errorf("read whom to ask: %w", err)
	}
	return c, nil
}

func (w *Settings) check() error {
	w.Name, w.Country = strings.TrimSpace(w.Name), strings.ToUpper(strings.TrimSpace(w.Country))
	hours, err := hoursByLanguage("support.hours_in", w.Contact.HoursIn)
	if err != nil {
		return err
	}
	w.Contact = Contact{strings.TrimSpace(w.Contact.Email), strings.TrimSpace(w.Contact.Phone), strings.TrimSpace(w.Contact.Hours), hours}
	if n := utf8.RuneCountInString(w.Name); n < 1 || n > 200 || strings.ContainsRune(w.Name, 0) {
		return errs.Field("name", "bad_realm_name", "Give a name of 1 to 200 letters.")
	}
	if !known(w.Locale) {
		return errs.Field("locale", "bad_locale", "This language is not offered. Choose one of: "+strings.Join(identity.Locales(), ", ")+".")
	}
	if err := w.checkLanguages(); err != nil {
		return err
	}
	if err := tenant.CheckTimeZone("time_zone", w.TimeZone); err != nil {
		return err
	}
	if w.Country != "" && (len(w.Country) != 2 || strings.Trim(w.Country, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") != "") {
		return errs.Field("country", "bad_country", "Write the country as two letters, like FI, or leave it empty.")
	}
	if e := w.Contact.Email; e != "" {
		if a, err := mail.ParseAddress(e); err != nil || a.Address != e || len(e) > 254 {
			return errs.Field("support.email", "bad_email", "This is not an e-mail address. Write it like name@example.com.")
		}
	}
	if p := w.Contact.Phone; p != "" && (len(p) > 32 || len(p) < 4 || strings.Trim(p, "+0123456789 ()-") != "") {
		return errs.Field("support.phone", "bad_support_phone", "Write the number with its country code, as +358 9 123 456, or leave it empty.")
	}
	if utf8.RuneCountInString(w.Contact.Hours) > 200 || strings.ContainsRune(w.Contact.Hours, 0) {
		return errs.Field("support.hours", "bad_hours", "The hours have at most 200 letters.")
	}
	return nil
}

// hoursByLanguage makes hours that are said by language plain; of one that says nothing none are kept.
func hoursByLanguage(field string, by map[string]string) (map[string]string, error) {
	plain := map[string]string{}
	for language, text := range by {
		if !known(language) {
			return nil, errs.Field(field, "bad_locale", "This language is not offered. Choose among: "+strings.Join(identity.Locales(), ", ")+".")
		}
		if text = strings.TrimSpace(text); utf8.RuneCountInString(text) > 200 || strings.ContainsRune(text, 0) {
			return nil, errs.Field(field, "bad_hours", "The hours have at most 200 letters.")
		}
		if text != "" {
			plain[language] = text
		}
	}
	return plain, nil
}

// checkLanguages puts the languages into our order, each once.
func (w *Settings) checkLanguages() error {
	if len(w.Languages) == 0 {
		return errs.Field("languages", "no_languages", "Choose at least one language for your people.")
	}
	for _, l := range w.Languages {
		if !known(l) {
			return errs.Field("languages", "bad_locale", "This language is not offered. Choose among: "+strings.Join(identity.Locales(), ", ")+".")
		}
	}
	if !slices.Contains(w.Languages, w.Locale) {
		return errs.Field("languages", "locale_not_offered", "The language of whoever has chosen none must be among those that you offer. Add it, or choose another.")
	}
	w.Languages = slices.DeleteFunc(identity.Locales(), func(l string) bool { return !slices.Contains(w.Languages, l) })
	return nil
}

func (w Settings) told() audit.Fields {
	return audit.Fields{"name": w.Name, "locale": w.Locale, "languages": strings.Join(w.Languages, ", "), "time_zone": w.TimeZone, "country": w.Country,
		"support_email": w.Contact.Email, "support_phone": w.Contact.Phone, "support_hours": w.Contact.Hours, "support_hours_in": w.Contact.HoursIn}
}
