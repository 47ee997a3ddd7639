package legal

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
	"github.com/liveryhq/livery/platform/legal/internal/legaldb"
)

// Longest texts, in letters.
const (
	longestTitle = 200
	longestBody  = 100_000
)

// Draft is a new version of a document.
type Draft struct {
	Kind        Kind
	EffectiveAt time.Time
	Texts       []Text
}

// Post posts a new version of a document of the realm acted in. Invalid names the field: the date must leave the notice
// that the kind asks for.
func (l *Legal) Post(ctx context.Context, s db.Scope, brand string, d Draft) (Version, error) {
	now := l.now()
	if err := d.check(); err != nil {
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
		notices, err := noticesIn(ctx, q, s.Tenant())
		if err != nil {
			return err
		}
		if d.EffectiveAt.Before(now) && notices[d.Kind] == 0 {
			posted.EffectiveAt = now
		}
		if err := l.dated(ctx, q, s, posted, notices[d.Kind]); err != nil {
			return err
		}
		facts, err := q.Facts(ctx, s.Tenant())
		if err != nil {
			return err
		}
		d.Texts, err = filledIn(d.Texts, facts)
		if err != nil {
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
		params := legaldb.InsertTextParams{TenantID: realm, VersionID: v.ID, Locale: t.Locale, Title: t.Title, Body: t.Body}
		if t.Template != "" && t.Template != t.Body {
			params.Template = &t.Template
		}
		if err := q.InsertText(ctx, params); err != nil {
			return err
		}
	}
	return nil
}

// dated refuses a date that leaves too little notice, or one before that of a version announced earlier: what is posted last
// is what comes in force last.
func (l *Legal) dated(ctx context.Context, q *legaldb.Queries, s db.Scope, posted Version, notice time.Duration) error {
	if posted.EffectiveAt.Before(posted.PostedAt.Add(notice)) {
		return errs.Field("effective_at", "notice_too_short", fmt.Sprintf(
			"Whoever accepted the present version must know %d days ahead. Choose a later date.", int(notice/(24*time.Hour))))
	}
	if posted.EffectiveAt.After(posted.PostedAt.AddDate(2, 0, 0)) {
		return errs.Field("effective_at", "date_too_far", "This date is more than two years away. Choose an earlier one.")
	}
	list, err := versionsIn(ctx, q, s.Tenant(), "")
	if err != nil {
		return err
	}
	for _, v := range Announced(list, posted.PostedAt) {
		if v.Kind == posted.Kind && posted.EffectiveAt.Before(v.EffectiveAt) {
			return errs.Field("effective_at", "before_announced", fmt.Sprintf(
				"Version %d is announced for a later date. Choose a date after it, or withdraw it first.", v.Number))
		}
	}
	return nil
}

func (d Draft) check() error {
	if !slices.Contains(Kinds(), d.Kind) {
		return errs.Missing()
	}
	if len(d.Texts) == 0 {
		return errs.Field("texts", "no_text", "Give the text of the document in at least one language.")
	}
	return checkTexts(d.Texts)
}

// checkTexts refuses texts that cannot be posted. Invalid names the field.
func checkTexts(texts []Text) error {
	for i, t := range texts {
		at := fmt.Sprintf("texts[%d].", i)
		switch {
		case !slices.Contains(locales(), t.Locale) || slices.ContainsFunc(texts[:i], func(o Text) bool { return o.Locale == t.Locale }):
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
func locales() []string { return []string{"en", "ru", "es", "pt", "fr"} }

// Withdraw takes a version of the realm acted in back before it is in force; whoever was written to is told. NotFound; Conflict
// (reason "in_force_already") once its date has come, or if it was withdrawn before.
func (l *Legal) Withdraw(ctx context.Context, s db.Scope, version uuid.UUID) error {
	now := l.now()
	err := l.db.InTenant(ctx, s, func(tx *db.Tx) error {
		q := legaldb.New(tx)
		v, err := q.LockVersion(ctx, legaldb.LockVersionParams{TenantID: s.Tenant(), ID: version})
		if errors.Is(err, pgx.ErrNoRows) {
			return errs.Missing()
		}
		if err != nil {
			return err
		}
		if !v.EffectiveAt.After(now) || v.WithdrawnAt != nil {
			return errs.New(errs.Conflict, "in_force_already", "This version is in force, or was withdrawn. Post a new one to replace it.")
		}
		if err := q.Withdraw(ctx, legaldb.WithdrawParams{At: &now, TenantID: s.Tenant(), ID: version}); err != nil {
			return err
		}
		return audit.Write(ctx, tx, s.Tenant(), now, audit.Change{Action: "legal.document.withdraw", Subject: audit.Subject{Kind: "document", ID: version},
			Before: audit.Fields{"kind": v.Kind, "version": v.Version, "effective_at": v.EffectiveAt.UTC()}})
	})
	if err != nil {
		return fmt.Errorf("withdraw a document: %w", err)
	}
	return nil
}
