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
	"github.com/liveryhq/livery/platform/legal/internal/legaldb"
)

// Our own texts: short, and true of the service as it is. A realm replaces them by its own.
//
//go:embed starter/*.md
var starters embed.FS

// blank is where the brand's name goes in a starter text.
const blank = "{{brand}}"

// starterText is our text of a kind in a language: the title on the first line, then the body.
func starterText(kind Kind, locale, brand string) (Text, error) {
	raw, err := starters.ReadFile("starter/" + kind + "." + locale + ".md")
	if err != nil {
		return Text{}, fmt.Errorf("open a starter text: %w", err)
	}
	title, body, _ := strings.Cut(strings.ReplaceAll(string(raw), blank, brand), "\n")
	return Text{locale, strings.TrimPrefix(title, "# "), strings.TrimSpace(body)}, nil
}

// begin gives a realm its first documents, in force at once. Two that begin at the same time leave one set.
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
		for _, kind := range Kinds() {
			var texts []Text
			for _, locale := range locales() {
				t, err := starterText(kind, locale, brand)
				if err != nil {
					return err
				}
				texts = append(texts, t)
			}
			v := Version{ID: uuid.Must(uuid.NewV7()), Kind: kind, Number: 1, PostedAt: now, EffectiveAt: now, Starter: true}
			if err := insert(ctx, q, s.Tenant(), v, texts); err != nil {
				return err
			}
		}
		return audit.Write(audit.As(ctx, audit.Job("documents")), tx, s.Tenant(), now, audit.Change{Action: "legal.document.begin", Subject: audit.Subject{Kind: "tenant", ID: s.Tenant(), Name: brand}})
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
