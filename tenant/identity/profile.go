package identity

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/google/uuid"

	"github.com/liveryhq/livery/internal/audit"
	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/internal/errs"
	"github.com/liveryhq/livery/internal/measures"
	"github.com/liveryhq/livery/tenant"
	"github.com/liveryhq/livery/tenant/identity/internal/identitydb"
)

// Profile is what a user says of themselves.
type Profile struct {
	ID    uuid.UUID
	Login string
	Email string
	Name  string
	// Locale and TimeZone: empty means the tenant's.
	Locale   string
	TimeZone string
	// Measures that they have chosen; the rest are the brand's.
	Measures          measures.Measures
	Role              string
	PasswordChangedAt time.Time
	// MustChange: somebody else has set the password.
	MustChange bool
	CreatedAt  time.Time
}

// ProfileChange sets what is not nil.
type ProfileChange struct {
	Name, Locale, TimeZone *string
	// Measures are set as a whole.
	Measures *measures.Measures
}

// Locales are the languages of the user interface.
func Locales() []string { return []string{"en", "ru", "es", "pt", "fr"} }

// Profile reads a user of the tenant acted in.
func (p *People) Profile(ctx context.Context, s db.Scope, user uuid.UUID) (Profile, error) {
	var row identitydb.ProfileRow
	err := p.db.InTenant(ctx, s, func(tx *db.Tx) (err error) {
		row, err = identitydb.New(tx).Profile(ctx, identitydb.ProfileParams{TenantID: s.Tenant(), ID: user})
		return err
	})
	if err != nil {
		return Profile{}, fmt.Errorf("read a profile: %w", err)
	}
	got := Profile{ID: row.ID, Login: row.Login, Name: row.Name, Locale: row.Locale, TimeZone: row.TimeZone, Role: row.Role,
		PasswordChangedAt: row.PasswordChangedAt, MustChange: row.MustChange, CreatedAt: row.CreatedAt}
	if row.Email != nil {
		got.Email = *row.Email
	}
	if err := json.Unmarshal(row.Measures, &got.Measures); err != nil {
		return Profile{}, fmt.Errorf("read the measures of a profile: %w", err)
	}
	return got, nil
}

// ChangeProfile changes what a user says of themselves. Invalid names the field.
func (p *People) ChangeProfile(ctx context.Context, s db.Scope, user uuid.UUID, c ProfileChange) error {
	if c.Name != nil && utf8.RuneCountInString(*c.Name) > 200 {
		return errs.Field("name", "bad_name", "Give a name of at most 200 letters.")
	}
	if c.TimeZone != nil && *c.TimeZone != "" {
		if err := tenant.CheckTimeZone("time_zone", *c.TimeZone); err != nil {
			return err
		}
	}
	var chosen []byte
	if c.Measures != nil {
		if wrong := c.Measures.Wrong(); wrong != "" {
			return errs.Field("measures."+wrong, "bad_measure", "Choose one of: "+strings.Join(measures.Choices(wrong), ", ")+", or leave it to the brand.")
		}
		var err error
		if chosen, err = json.Marshal(c.Measures); err != nil {
			return fmt.Errorf("write the measures of a profile: %w", err)
		}
	}
	err := p.db.InTenant(ctx, s, func(tx *db.Tx) error {
		q := identitydb.New(tx)
		if c.Locale != nil && *c.Locale != "" {
			if err := offers(ctx, tx, s.Realm(), *c.Locale); err != nil {
				return err
			}
		}
		before, err := q.Profile(ctx, identitydb.ProfileParams{TenantID: s.Tenant(), ID: user})
		if err != nil {
			return err
		}
		n, err := q.ChangeProfile(ctx, identitydb.ChangeProfileParams{Name: c.Name, Locale: c.Locale, TimeZone: c.TimeZone, Measures: chosen,
			TenantID: s.Tenant(), ID: user})
		if err == nil && n == 0 {
			return errs.Missing()
		}
		if err != nil {
			return err
		}
		after, err := q.Profile(ctx, identitydb.ProfileParams{TenantID: s.Tenant(), ID: user})
		if err != nil {
			return err
		}
		was, is := audit.Differing(profileFields(before), profileFields(after))
		if len(is) == 0 {
			return nil
		}
		return p.note(ctx, tx, s, "people.profile.change", userSubject(user), was, is)
	})
	if err != nil {
		return fmt.Errorf("change a profile: %w", err)
	}
	return nil
}

func profileFields(r identitydb.ProfileRow) audit.Fields {
	fields := audit.Fields{"name": r.Name, "locale": r.Locale, "time_zone": r.TimeZone}
	var chosen map[string]string
	if json.Unmarshal(r.Measures, &chosen) == nil {
		for _, name := range measures.Names() {
			fields[name] = chosen[name]
		}
	}
	return fields
}

// offers refuses a language that the realm does not offer its people.
func offers(ctx context.Context, tx *db.Tx, realm uuid.UUID, locale string) error {
	offered, err := tenant.OfferedIn(ctx, tx, realm)
	if err == nil && !slices.Contains(offered, locale) {
		err = errs.Field("locale", "bad_locale", "This language is not offered. Choose one of: "+strings.Join(offered, ", ")+".")
	}
	return err
}

func isLocale(locale string) bool {
	return slices.Contains(Locales(), locale)
}
