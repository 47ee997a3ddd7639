package legal

import (
	"context"
	"embed"
	"fmt"
	"strings"
	"time"

	"github.com/google/uuid"

	"github.com/liveryhq/livery/internal/audit"
	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/internal/errs"
	"github.com/liveryhq/livery/platform/legal/internal/legaldb"
)

// Our own texts, with places for what a realm says of itself. A realm replaces them by its own.
//
//go:embed starter/*.md
var starters embed.FS

// Starter is our own text of a kind in all languages, as a template.
func Starter(kind Kind) ([]Text, error) {
	var texts []Text
	for _, locale := range locales() {
		raw, err := starters.ReadFile("starter/" + kind + "." + locale + ".md")
		if err != nil {
			continue // there is none in this language
		}
		title, body, _ := strings.Cut(string(raw), "\n")
		texts = append(texts, Text{Locale: locale, Title: strings.TrimPrefix(title, "# "), Body: strings.TrimSpace(body)})
	}
	if len(texts) == 0 {
		return nil, errs.Missing()
	}
	return texts, nil
}

// begin gives a realm its first documents, in force at once, filled from what is known of it; brand names it, or with "" its
// own brand. Two that begin at the same time leave one set.
func (l *Legal) begin(ctx context.Context, s db.Scope, brand string) error {
	now := l.clock.Now().UTC().Truncate(time.Microsecond)
	err := l.db.InTenant(ctx, s, func(tx *db.Tx) error {
		q := legaldb.New(tx)
		if err := q.LockDocuments(ctx, s.Tenant().String()); err != nil {
			return err
		}
		there, err := q.HasDocuments(ctx, s.Tenant())
		if err != nil || there {
			return err
		}
		facts, err := q.Facts(ctx, s.Tenant())
		if err != nil {
			return err
		}
		if brand != "" {
			facts.Brand = brand
		}
		for _, kind := range Kinds() {
			texts, err := Starter(kind)
			if err != nil {
				return err
			}
			for i, t := range texts {
				variables := variablesOf(facts, t.Locale)
				texts[i].Title, texts[i].Body, texts[i].Template = leniently(t.Title, variables), leniently(t.Body, variables), t.Body
			}
			v := Version{ID: uuid.Must(uuid.NewV7()), Kind: kind, Number: 1, PostedAt: now, EffectiveAt: now, Starter: true}
			if err := insert(ctx, q, s.Tenant(), v, texts); err != nil {
				return err
			}
		}
		return audit.Write(audit.As(ctx, audit.Job("documents")), tx, s.Tenant(), now, audit.Change{Action: "legal.document.begin", Subject: audit.Subject{Kind: "tenant", ID: s.Tenant(), Name: facts.Brand}})
	})
	if err != nil {
		return fmt.Errorf("give a realm its first documents: %w", err)
	}
	return nil
}

// undressed is how long a realm is left without documents for the sake of the name that its brand will have.
const undressed = time.Minute

// BeginAll gives documents to all realms that answer on a host and have none; for a job, at start and whenever a brand
// changes. It tells how many it gave.
func (l *Legal) BeginAll(ctx context.Context) (n int, err error) {
	for {
		var rows []legaldb.RealmsWithoutDocumentsRow
		err := l.db.Worker(ctx, func(tx *db.Tx) (err error) {
			rows, err = legaldb.New(tx).RealmsWithoutDocuments(ctx, l.clock.Now().Add(-undressed))
			return err
		})
		if err != nil || len(rows) == 0 {
			return n, err
		}
		for _, r := range rows {
			s, err := l.realmOf(ctx, r.ID)
			if err != nil {
				return n, err
			}
			if err := l.begin(ctx, s, r.Name); err != nil {
				return n, err
			}
			n++
		}
	}
}

// Watch gives new realms their documents until ctx ends; failed is told what went wrong.
func (l *Legal) Watch(ctx context.Context, failed func(error)) error {
	rang := make(chan struct{}, 1)
	listening := make(chan error, 1)
	go func() {
		listening <- l.db.Listen(ctx, "livery_brands", func() {
			select {
			case rang <- struct{}{}:
			default:
			}
		})
	}()
	for {
		select {
		case <-ctx.Done():
			return <-listening
		case <-rang:
			if _, err := l.BeginAll(ctx); err != nil && ctx.Err() == nil {
				failed(err)
			}
		}
	}
}
