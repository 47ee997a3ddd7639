package legal

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strconv"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/internal/outbox"
	"github.com/liveryhq/livery/platform/legal/internal/legaldb"
	"github.com/liveryhq/livery/tenant"
	"github.com/liveryhq/livery/tenant/identity"
)

// toldAtOnce is how many owners are written to in one transaction.
const toldAtOnce = 200

// Tell writes to the owners of all whom a version binds that it was posted, or withdrawn: in the name of their brand, in their
// language, each once (terms 8.4). A job, which goes on where it stopped; it answers how many letters it has put.
func (l *Legal) Tell(ctx context.Context) (told int64, err error) {
	for _, some := range []func(context.Context, *db.Tx) (int64, bool, error){l.tellSome, l.tellAgreed} {
		for more := true; more; {
			var n int64
			err := l.db.Worker(ctx, func(tx *db.Tx) (err error) {
				n, more, err = some(ctx, tx)
				return err
			})
			if told += n; err != nil {
				return told, err
			}
		}
	}
	return told, nil
}

func (l *Legal) tellSome(ctx context.Context, tx *db.Tx) (told int64, more bool, err error) {
	q := legaldb.New(tx)
	t, err := q.NextTelling(ctx)
	if errors.Is(err, pgx.ErrNoRows) {
		return 0, false, nil
	}
	if err != nil {
		return 0, false, fmt.Errorf("find a document to tell of: %w", err)
	}
	var titles map[string]string
	if err := json.Unmarshal(t.Titles, &titles); err != nil {
		return 0, false, fmt.Errorf("read the titles of a document: %w", err)
	}
	page, err := q.OwnersBound(ctx, legaldb.OwnersBoundParams{Realm: &t.TenantID, After: t.After, Upto: t.Upto, EffectiveAt: &t.EffectiveAt, Kind: t.Kind, Most: toldAtOnce})
	if err != nil {
		return 0, false, fmt.Errorf("find whom a document binds: %w", err)
	}
	for _, o := range page {
		if err := outbox.PutFor(ctx, tx, o.Tenant, identity.MailTopic, letterOf(t, titles, o)); err != nil {
			return 0, false, err
		}
	}
	if err := l.tellOutsiders(ctx, tx, t, titles, page); err != nil {
		return 0, false, err
	}
	after := t.After
	if len(page) > 0 {
		after = page[len(page)-1].Tenant
	}
	done := len(page) < toldAtOnce
	return int64(len(page)), true, q.WriteTold(ctx, legaldb.WriteToldParams{After: after, Done: done, VersionID: t.VersionID, Withdraws: t.Withdraws})
}

func letterOf(t legaldb.NextTellingRow, titles map[string]string, o legaldb.OwnersBoundRow) identity.Letter {
	zone, err := time.LoadLocation(o.TimeZone)
	if err != nil {
		zone = time.UTC
	}
	title := titles[o.Locale]
	for _, locale := range locales() {
		if title == "" {
			title = titles[locale]
		}
	}
	l := identity.Letter{Template: "document_posted", To: o.Email, User: &o.Person, Locale: o.Locale, Path: "/documents/" + t.Kind + "?version=" + strconv.Itoa(int(t.Version)),
		Params: map[string]string{"name": o.Name, "tenant": o.TenantName, "document": title, "from": t.EffectiveAt.In(zone).Format(time.DateOnly)}}
	if t.Withdraws {
		l.Template, l.Path = "document_withdrawn", "/documents/"+t.Kind
	}
	if o.Kind == tenant.Reseller {
		// A reseller's own brand writes to its owner: who the provider is stands under Provider only.
		l.Template, l.Path = "provider_"+l.Template, "/console/provider"
	}
	return l
}
