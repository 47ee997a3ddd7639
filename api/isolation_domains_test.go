package api_test

import (
	"context"
	"log/slog"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/liveryhq/livery/internal/clock"
	"github.com/liveryhq/livery/internal/testdb"
	"github.com/liveryhq/livery/reseller/domains"
	"github.com/liveryhq/livery/reseller/domains/certificates"
	"github.com/liveryhq/livery/reseller/domains/records"
	"github.com/liveryhq/livery/tenant"
)

// emptyDNS has nothing in it.
type emptyDNS struct{}

func (emptyDNS) Look(context.Context, records.Wanted) (records.Seen, error) {
	return records.Seen{}, nil
}

func (w *world) ownDomains(log *slog.Logger) *domains.Domains {
	return domains.New(domains.Config{DB: w.db, Key: testdb.Key(), Clock: clock.System{}, Log: log, DNS: emptyDNS{},
		Vault: certificates.NewVault(w.db, testdb.Key(), clock.System{}, log), Here: domains.Here{Zone: "edge.test", Target: "brands.edge.test", TLS: true}})
}

// nameIt has a realm ask for a domain of its own.
func (w *world) nameIt(n *node) {
	n.ids["domain"] = uuid.NewString()
	if n.scope.Kind() == tenant.Account {
		return
	}
	asked, err := w.ownDomains(slog.New(slog.DiscardHandler)).Ask(w.t.Context(), n.scope, "own-"+n.canary+".test")
	require.NoError(w.t, err)
	n.ids["domain"] = asked.ID.String()
	// The platform's list of hosts.
	n.published = append(n.published, `"host":"`+n.canary+`.test"`, `"host":"own-`+n.canary+`.test"`)
}
