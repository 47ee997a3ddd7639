package tenant

import (
	"context"
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"github.com/google/uuid"

	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/internal/errs"
	"github.com/liveryhq/livery/tenant/internal/tenantdb"
)

// Host is a name that a realm answers on.
type Host struct {
	Name    string
	Primary bool
}

var hostPattern = regexp.MustCompile(`^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*$`)

// NormalHost is a host as it is stored and compared: lower case, no port, no trailing dot. ok is false for what is no
// host name, and where what stands for a port is none: it would go on into addresses that are made of it.
func NormalHost(host string) (normal string, ok bool) {
	host, port, found := strings.Cut(host, ":")
	if _, err := strconv.ParseUint(port, 10, 16); found && err != nil {
		return "", false
	}
	host = strings.TrimSuffix(strings.ToLower(host), ".")
	return host, len(host) <= 253 && hostPattern.MatchString(host)
}

// GiveHost lets a realm answer on a host. The installation does this, for starter hosts and for domains whose owner
// has proved them; so it is not a request's scope that is asked. Conflict if some realm has the host.
func (t *Tenants) GiveHost(ctx context.Context, realm uuid.UUID, host string, primary bool) error {
	normal, ok := NormalHost(host)
	if !ok {
		return errs.Field("host", "bad_host", "This is not a host name. Write it like track.example.com.")
	}
	err := t.db.Worker(ctx, func(tx *db.Tx) error {
		return tenantdb.New(tx).InsertHost(ctx, tenantdb.InsertHostParams{Host: normal, TenantID: realm, IsPrimary: primary})
	})
	if err != nil {
		return fmt.Errorf("give a host: %w", err)
	}
	return nil
}

// Hosts lists what the tenant acted in answers on, the primary one first.
func (t *Tenants) Hosts(ctx context.Context, s db.Scope) ([]Host, error) {
	var list []Host
	err := t.db.InTenant(ctx, s, func(tx *db.Tx) error {
		rows, err := tenantdb.New(tx).Hosts(ctx, s.Tenant())
		for _, r := range rows {
			list = append(list, Host{Name: r.Host, Primary: r.IsPrimary})
		}
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("list hosts: %w", err)
	}
	return list, nil
}

// primary is the primary host of a realm, and whether the host named sends browsers there; empty: it has none.
func (t *Tenants) primary(ctx context.Context, realm db.Scope, host string) (primary string, redirects bool, err error) {
	err = t.db.ReadInTenant(ctx, realm, func(tx *db.Tx) error {
		rows, err := tenantdb.New(tx).PrimaryHost(ctx, tenantdb.PrimaryHostParams{TenantID: realm.Tenant(), Host: host})
		if len(rows) > 0 {
			primary, redirects = rows[0].Host, rows[0].Redirects
		}
		return err
	})
	return primary, redirects, err
}
