package staff

import (
	"context"
	"net/http"
	"time"

	"github.com/google/uuid"

	"github.com/liveryhq/livery/api/door"
	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/reseller/domains"
	"github.com/liveryhq/livery/tenant/access"
)

// Domains are all names that the installation answers on.
type Domains interface {
	All(ctx context.Context, s db.Scope, begins, state string, after domains.Place, limit int) ([]domains.Listed, bool, error)
	Release(ctx context.Context, s db.Scope, id uuid.UUID, reason string) error
}

// PlatformHost is one of them.
type PlatformHost struct {
	ID         uuid.UUID  `json:"id" format:"uuid"`
	Tenant     uuid.UUID  `json:"tenant" format:"uuid"`
	TenantName string     `json:"tenant_name"`
	Host       string     `json:"host"`
	Given      bool       `json:"given"`
	State      string     `json:"state" enum:"pending,verified,issuing,active,degraded,detached"`
	Primary    bool       `json:"primary"`
	Contested  bool       `json:"contested" doc:"Somebody else has proved the same name"`
	AskedAt    time.Time  `json:"asked_at"`
	CheckedAt  *time.Time `json:"checked_at,omitempty"`
	NotAfter   *time.Time `json:"not_after,omitempty" doc:"Until when its certificate is good"`
	Problem    string     `json:"problem,omitempty" doc:"What the authority said last"`
}

// RegisterDomains hangs in all hosts of the installation.
func RegisterDomains(d *door.Doors, all Domains) {
	door.Handle(d, door.Route{Operation: access.HostsRead, Area: door.Staff, Method: http.MethodGet, Path: "/api/platform/hosts",
		ID: "list-hosts", Summary: "All that the installation answers on, or is asked to, by name"},
		func(ctx context.Context, c *door.Caller, in *struct {
			door.Page

			Search string `query:"q" maxLength:"100" doc:"What a host begins with"`
			State  string `query:"state" enum:"pending,verified,issuing,active,degraded,detached,contested" doc:"Absent: all"`
		}) (*door.Body[door.Items[PlatformHost]], error) {
			return door.Paged(c, "hosts", in.After,
				func(after domains.Place) ([]domains.Listed, bool, error) {
					return all.All(ctx, c.Scope, in.Search, in.State, after, in.Limit)
				},
				func(l domains.Listed) (PlatformHost, domains.Place) {
					return PlatformHost(l), domains.Place{Host: l.Host, ID: l.ID}
				})
		})
	door.Handle(d, door.Route{Operation: access.HostsDecide, Area: door.Staff, Method: http.MethodPost, Path: "/api/platform/hosts/{domain}/release",
		ID: "release-host", Summary: "Take a host from whoever has it; who else has proved it gets it", Status: http.StatusNoContent},
		func(ctx context.Context, c *door.Caller, in *struct {
			Domain uuid.UUID `path:"domain" format:"uuid"`
			Body   struct {
				Reason string `json:"reason" minLength:"3" maxLength:"500"`
			}
		}) (*door.None, error) {
			return nil, all.Release(ctx, c.Scope, in.Domain, in.Body.Reason)
		})
}
