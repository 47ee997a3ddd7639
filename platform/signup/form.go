package signup

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/google/uuid"
	"golang.org/x/text/language"

	"github.com/liveryhq/livery/internal/errs"
	"github.com/liveryhq/livery/tenant"
	"github.com/liveryhq/livery/tenant/identity"
)

// Form is what somebody fills in to become a customer.
type Form struct {
	Customer string
	// Name of the person, or of the company: the account is called so.
	Name                   string
	Login, Email, Password string
	// Details by the name of their field, as FieldsOf lists them.
	Details map[string]string
	// Country: ISO 3166-1 alpha-2. TimeZone: an IANA name. Locale: a language of ours, or empty for the realm's.
	Country, TimeZone, Locale string
	// Accepted are the versions of documents that were ticked.
	Accepted []uuid.UUID
}

// Longest values of details, in letters.
var longest = map[string]int{Phone: 32, Registration: 60, TaxNumber: 60, Address: 500, Contact: 200}

var phonePattern = regexp.MustCompile(`^\+?[0-9][0-9 ()./-]{4,30}$`)

// trimmed takes away what nobody means to type.
func (f Form) trimmed() Form {
	for _, text := range []*string{&f.Name, &f.Login, &f.Email, &f.Country} {
		*text = strings.TrimSpace(*text)
	}
	details := map[string]string{}
	for name, value := range f.Details {
		if value = strings.TrimSpace(value); value != "" {
			details[name] = value
		}
	}
	f.Details, f.Country = details, strings.ToUpper(f.Country)
	return f
}

// check tells what is wrong, at its field.
func (f Form) check(g Settings) error {
	if !slices.Contains(g.Customers, f.Customer) {
		return errs.Field("customer", "bad_customer", "Customers of this kind are not taken here. Choose one of: "+strings.Join(g.Customers, ", ")+".")
	}
	if n := utf8.RuneCountInString(f.Name); n < 1 || n > 200 || strings.ContainsFunc(f.Name, control) {
		return errs.Field("name", "bad_name", "Give a name of 1 to 200 letters.")
	}
	for _, name := range g.required(f.Customer) {
		if f.Details[name] == "" {
			return errs.Field(name, "field_missing", "This is asked for here. Fill it in.")
		}
	}
	for name, value := range f.Details {
		if !slices.Contains(FieldsOf(f.Customer), name) {
			return errs.Field(name, "bad_field", "This is not asked of customers of this kind. Leave it out.")
		}
		if utf8.RuneCountInString(value) > longest[name] || strings.ContainsFunc(value, func(r rune) bool { return control(r) && r != '\n' }) {
			return errs.Field(name, "bad_field", fmt.Sprintf("Give at most %d letters.", longest[name]))
		}
		if name == Phone && !phonePattern.MatchString(value) {
			return errs.Field(name, "bad_telephone", "This is not a phone number. Write it like +358 40 1234567.")
		}
	}
	if err := checkPlace(f.Country, f.TimeZone); err != nil {
		return err
	}
	if slices.Contains(g.ClosedCountries, f.Country) {
		return tenant.CountryNotServed()
	}
	if f.Locale != "" {
		if err := checkLocale(f.Locale); err != nil {
			return err
		}
	}
	return identity.CheckNewcomer(f.newcomer(), f.Password)
}

// newcomer is the user that owns the account.
func (f Form) newcomer() identity.Newcomer {
	n := identity.Newcomer{Login: f.Login, Email: f.Email, Name: f.Name, Locale: f.Locale}
	if f.Customer == Entity {
		n.Name = f.Details[Contact]
	}
	return n
}

// checkPlace tells whether there are such a country and time zone.
func checkPlace(country, zone string) error {
	if !isCountry(country) {
		return errs.Field("country", "bad_country", "Choose a country: two letters of ISO 3166-1, like FI.")
	}
	return tenant.CheckTimeZone("time_zone", zone)
}

// isCountry by two capital letters.
func isCountry(code string) bool {
	region, err := language.ParseRegion(code)
	return err == nil && len(code) == 2 && code == region.String() && region.IsCountry()
}

func checkLocale(locale string) error {
	if !slices.Contains(identity.Locales(), locale) {
		return errs.Field("locale", "bad_locale", "This language is not offered. Choose one of: "+strings.Join(identity.Locales(), ", ")+".")
	}
	return nil
}

func control(r rune) bool { return r < ' ' || r == 0x7f }
