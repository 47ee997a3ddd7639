package legal

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/google/uuid"

	"github.com/liveryhq/livery/internal/audit"
	"github.com/liveryhq/livery/internal/clock"
	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/internal/errs"
	"github.com/liveryhq/livery/platform/legal/internal/legaldb"
	"github.com/liveryhq/livery/tenant"
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

// Notice is how long before its date a version of a kind is posted: terms and tariffs ten days (terms 4.7, 8.4), the
// support policy at once (support policy 9).
func Notice(k Kind) time.Duration {
	if k == Support {
		return 0
	}
	return 10 * 24 * time.Hour
}

// Longest texts, in letters.
const (
	longestTitle = 200
	longestBody  = 100_000
)

// Version of a document.
type Version struct {
	ID          uuid.UUID
	Kind        Kind
	Number      int
	PostedAt    time.Time
	EffectiveAt time.Time
	// Title in the language asked for, or the first there is.
	Title   string
	Locales []string
	// Starter: our own text, that nobody of the realm has written.
	Starter bool
}

// Text of a version in a language: paragraphs parted by empty lines; "## " begins a heading, "- " an item of a list.
type Text struct {
	Locale, Title, Body string
}

// Document is a version with its text.
type Document struct {
	Version
	Text
}

// Legal serves the documents of all realms. Safe for concurrent use.
type Legal struct {
	db      *db.DB
	tenants *tenant.Tenants
	clock   clock.Clock
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
		list = append(list, Version{ID: r.ID, Kind: r.Kind, Number: int(r.Version), PostedAt: r.PostedAt.UTC(), EffectiveAt: r.EffectiveAt.UTC(),
			Title: r.Title, Locales: r.Locales, Starter: r.Starter})
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
		if v.EffectiveAt.After(at) || slices.ContainsFunc(current, func(c Version) bool { return c.Kind == v.Kind }) {
			continue
		}
		current = append(current, v)
	}
	return current
}

// Announced picks those that are posted and not yet in force.
func Announced(list []Version, at time.Time) []Version {
	return slices.DeleteFunc(slices.Clone(list), func(v Version) bool { return !v.EffectiveAt.After(at) })
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
	at := max(0, slices.IndexFunc(texts, func(t Text) bool { return t.Locale == locale }))
	return Document{list[i], texts[at]}, nil
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
			texts = append(texts, Text{r.Locale, r.Title, r.Body})
		}
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("read the texts of a document: %w", err)
	}
	return texts, nil
}

// Draft is a new version of a document.
type Draft struct {
	Kind        Kind
	EffectiveAt time.Time
	Texts       []Text
}

// Post posts a new version of a document of the realm acted in. Invalid names the field: the date must leave the notice
// that the kind asks for.
func (l *Legal) Post(ctx context.Context, s db.Scope, brand string, d Draft) (Version, error) {
	now := l.clock.Now().UTC().Truncate(time.Microsecond)
	if d.EffectiveAt.Before(now) && Notice(d.Kind) == 0 {
		d.EffectiveAt = now
	}
	if err := d.check(now); err != nil {
		return Version{}, err
	}
	before, err := l.Current(ctx, s.Tenant(), brand, "en")
	if err != nil {
		return Version{}, err
	}
	posted := Version{ID: uuid.Must(uuid.NewV7()), Kind: d.Kind, PostedAt: now, EffectiveAt: d.EffectiveAt.UTC()}
	err = l.db.InTenant(ctx, s, func(tx *db.Tx) error {
		q := legaldb.New(tx)
		if err := q.LockDocuments(ctx, s.Tenant().String()); err != nil {
			return err
		}
		latest, err := q.LatestVersion(ctx, legaldb.LatestVersionParams{TenantID: s.Tenant(), Kind: d.Kind})
		if err != nil {
			return err
		}
		posted.Number = int(latest) + 1
		if err := insert(ctx, q, s.Tenant(), posted, d.Texts); err != nil {
			return err
		}
		was := audit.Fields{}
		for _, v := range before {
			if v.Kind == d.Kind {
				was = audit.Fields{"version": v.Number}
			}
		}
		return audit.Write(ctx, tx, s.Tenant(), now, audit.Change{Action: "legal.document.post", Subject: audit.Subject{Kind: "document", ID: posted.ID, Name: d.Texts[0].Title},
			Before: was, After: audit.Fields{"kind": d.Kind, "version": posted.Number, "effective_at": posted.EffectiveAt}})
	})
	if err != nil {
		return Version{}, fmt.Errorf("post a document: %w", err)
	}
	for _, t := range d.Texts {
		posted.Locales = append(posted.Locales, t.Locale)
	}
	posted.Title = d.Texts[0].Title
	return posted, nil
}

func insert(ctx context.Context, q *legaldb.Queries, realm uuid.UUID, v Version, texts []Text) error {
	n, err := q.InsertVersion(ctx, legaldb.InsertVersionParams{ID: v.ID, TenantID: realm, Kind: v.Kind, Version: int32(v.Number),
		PostedAt: v.PostedAt, EffectiveAt: v.EffectiveAt, Starter: v.Starter})
	if err != nil || n == 0 {
		return err
	}
	for _, t := range texts {
		if err := q.InsertText(ctx, legaldb.InsertTextParams{TenantID: realm, VersionID: v.ID, Locale: t.Locale, Title: t.Title, Body: t.Body}); err != nil {
			return err
		}
	}
	return nil
}

func (d Draft) check(now time.Time) error {
	if !slices.Contains(Kinds(), d.Kind) {
		return errs.Missing()
	}
	if d.EffectiveAt.Before(now.Add(Notice(d.Kind))) {
		return errs.Field("effective_at", "notice_too_short", fmt.Sprintf(
			"Whoever accepted the present version must know %d days ahead. Choose a later date.", int(Notice(d.Kind)/(24*time.Hour))))
	}
	if d.EffectiveAt.After(now.AddDate(2, 0, 0)) {
		return errs.Field("effective_at", "date_too_far", "This date is more than two years away. Choose an earlier one.")
	}
	if len(d.Texts) == 0 {
		return errs.Field("texts", "no_text", "Give the text of the document in at least one language.")
	}
	for i, t := range d.Texts {
		at := fmt.Sprintf("texts[%d].", i)
		switch {
		case !slices.Contains(locales(), t.Locale) || slices.ContainsFunc(d.Texts[:i], func(o Text) bool { return o.Locale == t.Locale }):
			return errs.Field(at+"locale", "bad_locale", "Give each language once: "+strings.Join(locales(), ", ")+".")
		case strings.TrimSpace(t.Title) == "" || utf8.RuneCountInString(t.Title) > longestTitle:
			return errs.Field(at+"title", "bad_title", fmt.Sprintf("Give a title of 1 to %d letters.", longestTitle))
		case strings.TrimSpace(t.Body) == "" || utf8.RuneCountInString(t.Body) > longestBody:
			return errs.Field(at+"body", "bad_body", fmt.Sprintf("Give a text of 1 to %d letters.", longestBody))
		}
	}
	return nil
}

// locales that documents are kept in.
func locales() []string { return []string{"en", "ru"} }
