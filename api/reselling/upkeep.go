package reselling

import (
	"context"
	"net/http"
	"time"

	"github.com/google/uuid"

	"github.com/liveryhq/livery/api/door"
	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/reseller"
	"github.com/liveryhq/livery/tenant/access"
)

// Upkeep announces maintenance to all who are below.
type Upkeep interface {
	Upkeeps(ctx context.Context, s db.Scope) ([]reseller.Upkeep, error)
	PostUpkeep(ctx context.Context, s db.Scope, by uuid.UUID, u reseller.Upkeep) (reseller.Upkeep, error)
	CancelUpkeep(ctx context.Context, s db.Scope, id uuid.UUID) error
}

// Maintenance is what was announced.
type Maintenance struct {
	ID          uuid.UUID         `json:"id" format:"uuid"`
	StartsAt    time.Time         `json:"starts_at"`
	EndsAt      time.Time         `json:"ends_at"`
	Texts       map[string]string `json:"texts" doc:"By language"`
	PostedAt    time.Time         `json:"posted_at"`
	CancelledAt *time.Time        `json:"cancelled_at,omitempty"`
}

// NewMaintenance is what is to be announced.
type NewMaintenance struct {
	StartsAt time.Time         `json:"starts_at"`
	EndsAt   time.Time         `json:"ends_at" doc:"Within fourteen days of the beginning"`
	Texts    map[string]string `json:"texts,omitempty" doc:"By language, at most 1000 letters each; none: only the times are told"`
}

// RegisterUpkeep hangs in announcing maintenance.
func RegisterUpkeep(d *door.Doors, upkeep Upkeep) {
	const path = "/api/console/maintenance"
	door.Handle(d, door.Route{Operation: access.RealmSettings, Area: door.Reselling, Method: http.MethodGet, Path: path,
		ID: "list-maintenance", Summary: "Maintenance that was announced, the latest first"},
		func(ctx context.Context, c *door.Caller, _ *struct{}) (*door.Body[door.Items[Maintenance]], error) {
			list, err := upkeep.Upkeeps(ctx, c.Scope)
			if err != nil {
				return nil, err
			}
			items := make([]Maintenance, 0, len(list))
			for _, u := range list {
				items = append(items, toMaintenance(u))
			}
			return door.Listed(items, ""), nil
		})
	door.Handle(d, door.Route{Operation: access.RealmSettings, Area: door.Reselling, Method: http.MethodPost, Path: path,
		ID: "announce-maintenance", Summary: "Announce maintenance to everybody below", Status: http.StatusCreated, Idempotent: true,
		Description: "Whoever is below reads it in their own brand's name and in their language; owners are written to."},
		func(ctx context.Context, c *door.Caller, in *struct{ Body NewMaintenance }) (*door.Body[Maintenance], error) {
			made, err := upkeep.PostUpkeep(ctx, c.Scope, c.User, reseller.Upkeep{From: in.Body.StartsAt, To: in.Body.EndsAt, Texts: in.Body.Texts})
			return door.Answer(toMaintenance(made)), err
		})
	door.Handle(d, door.Route{Operation: access.RealmSettings, Area: door.Reselling, Method: http.MethodDelete, Path: path + "/{maintenance}",
		ID: "cancel-maintenance", Summary: "Take an announcement back; whoever was written to is told"},
		func(ctx context.Context, c *door.Caller, in *struct {
			Maintenance uuid.UUID `path:"maintenance" format:"uuid"`
		}) (*door.None, error) {
			return nil, upkeep.CancelUpkeep(ctx, c.Scope, in.Maintenance)
		})
}

func toMaintenance(u reseller.Upkeep) Maintenance {
	if u.Texts == nil {
		u.Texts = map[string]string{}
	}
	return Maintenance{u.ID, u.From, u.To, u.Texts, u.PostedAt, u.CancelledAt}
}
