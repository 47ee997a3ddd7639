package facts

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/liveryhq/livery/internal/errs"
)

// Names of facts.
const (
	Username       = "username"
	Object         = "object"
	Tracker        = "tracker" // IMEI or id
	TrackerModel   = "tracker_model"
	App            = "app"
	AppVersion     = "app_version"
	OS             = "os"
	OSVersion      = "os_version"
	Product        = "product"
	ProductVersion = "product_version"
	Page           = "page"
	Span           = "span"
	Before         = "before" // what was done before
	Account        = "account"
)

// Facts by their names.
type Facts map[string]string

// longest values, in letters.
var longest = map[string]int{ //nolint:gochecknoglobals // a table
	Username: 100, Object: 200, Tracker: 100, TrackerModel: 100, App: 100, AppVersion: 60, OS: 100, OSVersion: 60, Product: 100,
	ProductVersion: 100, Page: 500, Span: 100, Before: 4000, Account: 60,
}

// Names lists all names in the order screens show them in.
func Names() []string {
	return []string{Username, Account, Object, Tracker, TrackerModel, App, AppVersion, OS, OSVersion, Product, ProductVersion, Page, Span, Before}
}

// Check trims facts, leaves out empty ones, and refuses what has no name or is too long.
func Check(given Facts) (Facts, error) {
	kept := Facts{}
	for _, name := range slices.Sorted(maps.Keys(given)) {
		most, known := longest[name]
		if !known {
			return nil, errs.Field("facts."+name, "bad_fact", "There is no fact of this name. Choose among: "+strings.Join(Names(), ", ")+".")
		}
		value := strings.TrimSpace(given[name])
		if utf8.RuneCountInString(value) > most || strings.ContainsFunc(value, func(r rune) bool { return r < ' ' && r != '\n' && r != '\t' || r == 0x7f }) {
			return nil, errs.Field("facts."+name, "bad_fact", fmt.Sprintf("Give at most %d letters.", most))
		}
		if value != "" {
			kept[name] = value
		}
	}
	return kept, nil
}

// Missing names what a question of a scope should tell and does not: about equipment, the device; about the service, where it was seen
// and in what; in each case what was done before (support policy 6).
func Missing(given Facts, scope string) []string {
	wanted := []string{App, AppVersion, OS, Before}
	switch scope {
	case "equipment":
		wanted = []string{Tracker, Object, Before}
	case "purchase":
		wanted = nil
	}
	missing := []string{}
	for _, name := range wanted {
		if given[name] == "" {
			missing = append(missing, name)
		}
	}
	return missing
}
