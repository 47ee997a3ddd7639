package legal

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/liveryhq/livery/internal/audit"
	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/internal/outbox"
	"github.com/liveryhq/livery/platform/legal/internal/legaldb"
	"github.com/liveryhq/livery/tenant"
	"github.com/liveryhq/livery/tenant/identity"
)

// tellAgreed writes to the owners of whom documents by agreement bind: that one was posted, taken back or ends. It stands in their
// audit too. Nobody else is told.
func (l *Legal) tellAgreed(ctx context.Context, tx *db.Tx) (told int64, more bool, err error) {
	q := legaldb.New(tx)
	rows, err := q.UntoldAgreed(ctx, legaldb.UntoldAgreedParams{At: l.clock.Now(), Most: toldAtOnce})
	if err != nil {
		return 0, false, fmt.Errorf("find documents by agreement to tell of: %w", err)
	}
	for _, r := range rows {
		n, err := l.tellOneAgreed(ctx, tx, r)
		if err != nil {
			return told, false, err
		}
		told += n
		over := r.WithdrawnAt != nil || r.EndsAt != nil
		if err := q.ToldAgreed(ctx, legaldb.ToldAgreedParams{EndTold: over, ID: r.ID}); err != nil {
			return told, false, err
		}
	}
	return told, len(rows) == toldAtOnce, nil
}

func (l *Legal) tellOneAgreed(ctx context.Context, tx *db.Tx, r legaldb.UntoldAgreedRow) (told int64, err error) {
	if r.WithdrawnAt != nil && !r.Told {
		return 0, nil // they never heard of it
	}
	var titles map[string]string
	if err := json.Unmarshal(r.Titles, &titles); err != nil {
		return 0, fmt.Errorf("read the titles of a document by agreement: %w", err)
	}
	owner, err := legaldb.New(tx).OwnerOf(ctx, r.CounterpartyID)
	reached := err == nil
	if err != nil && !errors.Is(err, pgx.ErrNoRows) {
		return 0, err
	}
	put := func(template, action string, day time.Time, fields audit.Fields) error {
		fields["kind"], fields["version"], fields["agreement"] = r.Kind, r.Version, r.Agreement
		change := audit.Change{Action: action, Subject: audit.Subject{Kind: "document", ID: r.ID}, After: fields}
		if err := audit.Write(audit.As(ctx, audit.Job("documents")), tx, r.CounterpartyID, l.now(), change); err != nil || !reached {
			return err
		}
		letter := letterOf(legaldb.NextTellingRow{EffectiveAt: day}, titles, legaldb.OwnersBoundRow(owner))
		letter.Template, letter.Path = template, "/account/documents"
		if owner.Kind == tenant.Reseller {
			letter.Path = "/console/provider"
		}
		letter.Params["agreement"], letter.Params["on"] = r.Agreement, r.AgreedOn.Time.Format(time.DateOnly)
		told++
		return outbox.PutFor(ctx, tx, r.CounterpartyID, identity.MailTopic, letter)
	}
	if !r.Told {
		if err := put("agreed_document_posted", "legal.agreed.post", r.EffectiveAt, audit.Fields{"effective_at": r.EffectiveAt.UTC()}); err != nil {
			return told, err
		}
	}
	switch {
	case r.WithdrawnAt != nil:
		err = put("agreed_document_withdrawn", "legal.agreed.withdraw", r.EffectiveAt, audit.Fields{"effective_at": r.EffectiveAt.UTC()})
	case r.EndsAt != nil:
		err = put("agreed_document_ended", "legal.agreed.end", *r.EndsAt, audit.Fields{"ends_at": r.EndsAt.UTC()})
	}
	return told, err
}
