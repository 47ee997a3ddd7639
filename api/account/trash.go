package account

import (
	"context"
	"net/http"
	"time"

	"github.com/google/uuid"

	"github.com/liveryhq/livery/api/door"
	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/tenant/access"
	"github.com/liveryhq/livery/tenant/fleet"
)

// Trash is where deleted objects lie for thirty days.
type Trash interface {
	Trash(ctx context.Context, s db.Scope) ([]fleet.Trashed, error)
	Restore(ctx context.Context, s db.Scope, object uuid.UUID) (back fleet.Object, tracker string, err error)
}

// TrashedObject is an object that can be brought back.
type TrashedObject struct {
	ID        uuid.UUID  `json:"id" format:"uuid"`
	Name      string     `json:"name"`
	Kind      string     `json:"kind"`
	RemovedAt time.Time  `json:"removed_at"`
	RemovedBy string     `json:"removed_by,omitempty" doc:"Whoever deleted it"`
	HeardAt   *time.Time `json:"heard_at,omitempty" doc:"When it was last heard; absent: never"`
	PurgedAt  time.Time  `json:"purged_at" doc:"From when on nothing of it comes back"`
}

// Restored is an object that was brought back.
type Restored struct {
	Object  Object `json:"object"`
	Tracker string `json:"tracker" enum:"none,waiting,elsewhere" doc:"none: it had none; waiting: the device's next message binds it, unless somebody has it now; elsewhere: it stands for another of your objects"`
}

// RegisterTrash hangs in the trash of objects.
func RegisterTrash(d *door.Doors, trash Trash) {
	door.Handle(d, door.Route{Operation: access.ObjectRead, Area: door.Account, Method: http.MethodGet, Path: "/api/trash",
		ID: "list-trash", Summary: "Deleted objects, which can be restored for thirty days"},
		func(ctx context.Context, c *door.Caller, _ *struct{}) (*door.Body[door.Items[TrashedObject]], error) {
			list, err := trash.Trash(ctx, c.Scope)
			if err != nil {
				return nil, err
			}
			items := make([]TrashedObject, 0, len(list))
			for _, t := range list {
				items = append(items, TrashedObject{t.ID, t.Name, t.Kind, t.RemovedAt, t.RemovedBy, t.HeardAt, t.PurgedAt})
			}
			return door.Listed(items, ""), nil
		})
	door.Handle(d, door.Route{Operation: access.ObjectWrite, Area: door.Account, Method: http.MethodPost, Path: "/api/trash/{object}/restore",
		ID: "restore-object", Summary: "Take an object out of the trash, with its history"},
		func(ctx context.Context, c *door.Caller, in *ObjectPath) (*door.Body[Restored], error) {
			back, tracker, err := trash.Restore(ctx, c.Scope, in.Object)
			if err != nil {
				return nil, err
			}
			return door.Answer(Restored{ToObject(back), tracker}), nil
		})
}
