package legal

import (
	"context"
	"strings"

	"github.com/google/uuid"

	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/internal/outbox"
	"github.com/liveryhq/livery/platform/legal/internal/legaldb"
	"github.com/liveryhq/livery/tenant"
	"github.com/liveryhq/livery/tenant/identity"
)

// tellOutsiders writes to those who are nobody's user and have said that they want to know of documents, for the tenants of a page.
func (l *Legal) tellOutsiders(ctx context.Context, tx *db.Tx, t legaldb.NextTellingRow, titles map[string]string, page []legaldb.OwnersBoundRow) error {
	if l.Outsiders == nil || len(page) == 0 {
		return nil
	}
	owners := make(map[uuid.UUID]legaldb.OwnersBoundRow, len(page))
	ids := make([]uuid.UUID, 0, len(page))
	for _, o := range page {
		owners[o.Tenant] = o
		ids = append(ids, o.Tenant)
	}
	list, err := l.Outsiders.Of(ctx, tx, "documents", ids...)
	if err != nil {
		return err
	}
	for _, o := range list {
		owner := owners[o.Tenant]
		if strings.EqualFold(owner.Email, o.Address) {
			continue
		}
		owner.Locale, owner.Name = o.Locale, ""
		letter := letterOf(t, titles, owner)
		letter.To, letter.User, letter.Recipient = o.Address, nil, &o.ID
		if owner.Kind == tenant.Reseller {
			letter.Path = "" // it stands where only users come
		}
		if err := outbox.PutFor(ctx, tx, o.Tenant, identity.MailTopic, letter); err != nil {
			return err
		}
	}
	return nil
}
