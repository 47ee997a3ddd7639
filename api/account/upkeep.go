package account

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

// Upkeep tells of maintenance.
type Upkeep interface {
	Coming(ctx context.Context, s db.Scope, locale string) ([]reseller.Coming, error)
}

// ComingMaintenance is maintenance to come, or under way.
type ComingMaintenance struct {
	ID       uuid.UUID `json:"id" format:"uuid"`
	StartsAt time.Time `json:"starts_at"`
	EndsAt   time.Time `json:"ends_at"`
	Text     string    `json:"text" doc:"In the language asked for, or else in English; empty: only the times are told"`
}

// RegisterUpkeep hangs in what is announced.
func RegisterUpkeep(d *door.Doors, upkeep Upkeep) {
	door.Handle(d, door.Route{Operation: access.SelfRead, Area: door.Account, Method: http.MethodGet, Path: "/api/maintenance",
		ID: "list-coming-maintenance", Summary: "Maintenance within the next fourteen days"},
		func(ctx context.Context, c *door.Caller, in *struct {
			Locale string `query:"locale" maxLength:"10" default:"en"`
		}) (*door.Body[door.Items[ComingMaintenance]], error) {
			list, err := upkeep.Coming(ctx, c.Scope, in.Locale)
			if err != nil {
				return nil, err
			}
			items := make([]ComingMaintenance, 0, len(list))
			for _, u := range list {
				items = append(items, ComingMaintenance{u.ID, u.From, u.To, u.Text})
			}
			return door.Listed(items, ""), nil
		})
}
