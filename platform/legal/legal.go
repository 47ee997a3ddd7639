package legal

import (
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/google/uuid"

	"github.com/liveryhq/livery/internal/clock"
	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/internal/errs"
	"github.com/liveryhq/livery/platform/legal/internal/legaldb"
	"github.com/liveryhq/livery/tenant"
	"github.com/liveryhq/livery/tenant/identity"
)

// Kind of a document.
type Kind = string

// The kinds of documents.
const (
	Terms   Kind = "terms"
	Privacy Kind = "privacy"
	Support Kind = "support"
	SMS     Kind = "sms"
)

// Kinds in the order in which they are shown.
func Kinds() []Kind { return []Kind{Terms, Privacy, Support, SMS} }

// Notice is how long before its date a version of a kind is posted at least, where it binds customers: terms and tariffs ten
// days (terms 4.7, 8.4), the support policy at once (support policy 9). Where it binds resellers besides, it is twice as long:
// what they change by it they have to announce to their own customers.
func Notice(k Kind) time.Duration {
	if k == Support {
		return 0
	}
	return 10 * 24 * time.Hour
}

// Notices are those of a realm, kind by kind: none where nobody is bound yet, twice as long where resellers are.
func (l *Legal) Notices(ctx context.Context, s db.Scope) (map[Kind]time.Duration, error) {
	var notices map[Kind]time.Duration
	err := l.db.InTenant(ctx, s, func(tx *db.Tx) (err error) {
		notices, err = noticesIn(ctx, legaldb.New(tx), s.Tenant())
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("read whom documents bind: %w", err)
	}
	return notices, nil
}

func noticesIn(ctx context.Context, q *legaldb.Queries, realm uuid.UUID) (map[Kind]time.Duration, error) {
	who, err := q.Bound(ctx, &realm)
	notices := map[Kind]time.Duration{}
	for _, k := range Kinds() {
		switch {
		case !who.Anybody:
			notices[k] = 0
		case who.Resellers:
			notices[k] = 2 * Notice(k)
		default:
			notices[k] = Notice(k)
		}
	}
	return notices, err
}

// Version of a document.
type Version struct {
	ID          uuid.UUID
	Kind        Kind
	Number      int
	PostedAt    time.Time
	EffectiveAt time.Time
	// WithdrawnAt: it was taken back before its date, and never comes in force.
	WithdrawnAt *time.Time
	// Title in the language asked for, or the first there is.
	Title   string
	Locales []string
	// Starter: our own text, that nobody of the realm has written.
	Starter bool
}

// Text of a version in a language: paragraphs parted by empty lines; "## " begins a heading, "- " an item of a list.
type Text struct {
	Locale, Title, Body string
	// Template is the body as it was written, with the places that were filled; empty where it has none.
	Template string
}

// Document is a version with its text.
type Document struct {
	Version
	Text
}

// Legal serves the documents of all realms. Safe for concurrent use.
type Legal struct {
	// Outsiders are told of documents besides the owners of tenants; nil: nobody is.
	Outsiders identity.Outsiders

	db      *db.DB
	tenants *tenant.Tenants
	clock   clock.Clock

	compared compared
}

// New makes it. Run Watch, so that new realms get their documents.
func New(d *db.DB, t *tenant.Tenants, c clock.Clock) *Legal {
	return &Legal{db: d, tenants: t, clock: c}
}

// realmOf is the scope of the realm of a scope, or of a realm itself.
func (l *Legal) realmOf(ctx context.Context, realm uuid.UUID) (db.Scope, error) {
	return l.tenants.Scope(ctx, realm, realm)
}

// Versions lists all versions of a realm's documents, kind by kind, the newest first. A realm without any gets the
// starter texts, in which it is called brand.
func (l *Legal) Versions(ctx context.Context, realm uuid.UUID, brand, locale string) ([]Version, error) {
	s, err := l.realmOf(ctx, realm)
	if err != nil {
		return nil, err
	}
	list, err := l.versions(ctx, s, locale)
	if err == nil && len(list) == 0 {
		if err = l.begin(ctx, s, brand); err == nil {
			list, err = l.versions(ctx, s, locale)
		}
	}
	if err != nil {
		return nil, fmt.Errorf("list documents: %w", err)
	}
	return list, nil
}

func (l *Legal) versions(ctx context.Context, s db.Scope, locale string) (list []Version, err error) {
	err = l.db.InTenant(ctx, s, func(tx *db.Tx) (err error) {
		list, err = versionsIn(ctx, legaldb.New(tx), s.Realm(), locale)
		return err
	})
	return list, err
}

func versionsIn(ctx context.Context, q *legaldb.Queries, realm uuid.UUID, locale string) ([]Version, error) {
	rows, err := q.Versions(ctx, legaldb.VersionsParams{TenantID: realm, Locale: locale})
	if err != nil {
		return nil, err
	}
	list := make([]Version, 0, len(rows))
	for _, r := range rows {
		if r.WithdrawnAt != nil {
			r.WithdrawnAt = new(r.WithdrawnAt.UTC())
		}
		list = append(list, Version{ID: r.ID, Kind: r.Kind, Number: int(r.Version), PostedAt: r.PostedAt.UTC(), EffectiveAt: r.EffectiveAt.UTC(),
			WithdrawnAt: r.WithdrawnAt, Title: r.Title, Locales: r.Locales, Starter: r.Starter})
	}
	order := Kinds()
	slices.SortStableFunc(list, func(a, b Version) int { return slices.Index(order, a.Kind) - slices.Index(order, b.Kind) })
	return list, nil
}

// InForce picks of the versions of one realm those that are in force at a moment: of each kind the newest whose date has
// come.
func InForce(list []Version, at time.Time) []Version {
	var current []Version
	for _, v := range list {
		if v.EffectiveAt.After(at) || v.WithdrawnAt != nil || slices.ContainsFunc(current, func(c Version) bool { return c.Kind == v.Kind }) {
			continue
		}
		current = append(current, v)
	}
	return current
}

// Announced picks those that are posted and not yet in force.
func Announced(list []Version, at time.Time) []Version {
	return slices.DeleteFunc(slices.Clone(list), func(v Version) bool { return !v.EffectiveAt.After(at) || v.WithdrawnAt != nil })
}

// Current lists what is in force in a realm now.
func (l *Legal) Current(ctx context.Context, realm uuid.UUID, brand, locale string) ([]Version, error) {
	list, err := l.Versions(ctx, realm, brand, locale)
	return InForce(list, l.clock.Now()), err
}

// Read reads a document of a realm in a language, or in the first it has: the version of that number, or with 0 the one in
// force. NotFound if there is none.
func (l *Legal) Read(ctx context.Context, realm uuid.UUID, brand string, kind Kind, number int, locale string) (Document, error) {
	list, err := l.Versions(ctx, realm, brand, locale)
	if err != nil {
		return Document{}, err
	}
	if number == 0 {
		list = InForce(list, l.clock.Now())
	}
	i := slices.IndexFunc(list, func(v Version) bool { return v.Kind == kind && (number == 0 || v.Number == number) })
	if i < 0 {
		return Document{}, errs.Missing()
	}
	texts, err := l.Texts(ctx, realm, list[i].ID)
	if err != nil {
		return Document{}, err
	}
	return Document{list[i], inLocale(texts, locale)}, nil
}

// Texts reads all languages of a version of a realm. NotFound if it has no such version.
func (l *Legal) Texts(ctx context.Context, realm, version uuid.UUID) ([]Text, error) {
	s, err := l.realmOf(ctx, realm)
	if err != nil {
		return nil, err
	}
	var texts []Text
	err = l.db.InTenant(ctx, s, func(tx *db.Tx) error {
		rows, err := legaldb.New(tx).Texts(ctx, legaldb.TextsParams{TenantID: realm, VersionID: version})
		if err == nil && len(rows) == 0 {
			return errs.Missing()
		}
		for _, r := range rows {
			texts = append(texts, Text{r.Locale, r.Title, r.Body, r.Template})
		}
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("read the texts of a document: %w", err)
	}
	return texts, nil
}
