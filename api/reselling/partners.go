package reselling

import (
	"context"
	"net/http"

	"github.com/google/uuid"

	"github.com/liveryhq/livery/api/door"
	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/platform/signup"
	"github.com/liveryhq/livery/tenant/access"
)

// Partners says how resellers come to a realm by themselves.
type Partners interface {
	PartnerSettings(ctx context.Context, s db.Scope) (signup.PartnerSettings, error)
	SetPartnerSettings(ctx context.Context, s db.Scope, wanted signup.PartnerSettings) error
}

// PartnerSettings are how resellers come by themselves.
type PartnerSettings struct {
	Mode   string      `json:"mode" enum:"open,approval,closed"`
	Plans  []uuid.UUID `json:"plans" nullable:"false" maxItems:"20" doc:"The wholesale plans they choose among; none: they are not asked"`
	Barred string      `json:"barred,omitempty" readOnly:"true" enum:",no_hosts,no_resellers,entity_incomplete" doc:"Why it is closed all the same; absent: nothing stands in the way"`
}

// RegisterPartners hangs in how resellers come by themselves; their applications are among the others.
func RegisterPartners(d *door.Doors, partners Partners) {
	door.Handle(d, door.Route{Operation: access.SignUpRead, Area: door.Reselling, Method: http.MethodGet, Path: "/api/console/partner-sign-up",
		ID: "get-partner-settings", Summary: "How resellers come by themselves"},
		func(ctx context.Context, c *door.Caller, _ *struct{}) (*door.Body[PartnerSettings], error) {
			got, err := partners.PartnerSettings(ctx, c.Scope)
			return door.Answer(PartnerSettings(got)), err
		})
	door.Handle(d, door.Route{Operation: access.SignUpWrite, Area: door.Reselling, Method: http.MethodPut, Path: "/api/console/partner-sign-up",
		ID: "change-partner-settings", Summary: "Change how resellers come by themselves", Status: http.StatusNoContent},
		func(ctx context.Context, c *door.Caller, in *struct{ Body PartnerSettings }) (*door.None, error) {
			return nil, partners.SetPartnerSettings(ctx, c.Scope, signup.PartnerSettings{Mode: in.Body.Mode, Plans: in.Body.Plans})
		})
}
