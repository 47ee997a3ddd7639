package account

import (
	"bytes"
	"context"
	"io"
	"net/http"

	"github.com/google/uuid"

	"github.com/liveryhq/livery/api/door"
	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/tenant/access"
	"github.com/liveryhq/livery/tenant/fleet"
)

// Bulk is what the doors to many objects at once call.
type Bulk interface {
	MoveMany(ctx context.Context, s db.Scope, ids []uuid.UUID, group *uuid.UUID) (int, error)
	BlockMany(ctx context.Context, s db.Scope, ids []uuid.UUID, b fleet.Blocking) (int, error)
	UnblockMany(ctx context.Context, s db.Scope, ids []uuid.UUID) (int, error)
	DeleteMany(ctx context.Context, s db.Scope, ids []uuid.UUID, confirm int) (int, error)
	ExportMany(ctx context.Context, s db.Scope, ids []uuid.UUID, w io.Writer) error
}

// ManyObjects names objects.
type ManyObjects struct {
	IDs []uuid.UUID `json:"ids" minItems:"1" maxItems:"5000" nullable:"false" doc:"Objects, each once: all are dealt with, or none"`
}

// ManyChanged tells how many objects were not so already.
type ManyChanged struct {
	Changed int `json:"changed"`
}

// bulkBody holds five thousand ids.
const bulkBody = 512 << 10

// RegisterBulk hangs in the doors to many objects at once.
func RegisterBulk(d *door.Doors, objects Bulk) {
	route := func(o access.Operation, path, id, summary, description string) door.Route {
		return door.Route{Operation: o, Area: door.Account, Method: http.MethodPost, Path: path, ID: id, Summary: summary, Description: description, MaxBody: bulkBody}
	}
	changed := func(n int, err error) (*door.Body[ManyChanged], error) {
		if err != nil {
			return nil, err
		}
		return door.Answer(ManyChanged{n}), nil
	}
	door.Handle(d, route(access.ObjectWrite, "/api/objects/move", "move-objects", "Put objects into a group", "null takes them out of theirs."),
		func(ctx context.Context, c *door.Caller, in *struct {
			Body struct {
				ManyObjects
				Group *uuid.UUID `json:"group" format:"uuid" nullable:"true" required:"true"`
			}
		}) (*door.Body[ManyChanged], error) {
			return changed(objects.MoveMany(ctx, c.Scope, in.Body.IDs, in.Body.Group))
		})
	door.Handle(d, route(access.BlockWrite, "/api/objects/block", "block-objects", "Block objects by hand", "Those that are blocked by hand already stay as they are."),
		func(ctx context.Context, c *door.Caller, in *struct {
			Body struct {
				ManyObjects
				Blocking
			}
		}) (*door.Body[ManyChanged], error) {
			return changed(objects.BlockMany(ctx, c.Scope, in.Body.IDs, fleet.Blocking{KeepData: in.Body.KeepData, Reason: in.Body.Reason, By: &c.User}))
		})
	door.Handle(d, route(access.BlockWrite, "/api/objects/unblock", "unblock-objects", "Lift the blocks by hand of objects", "Other causes stay."),
		func(ctx context.Context, c *door.Caller, in *struct{ Body ManyObjects }) (*door.Body[ManyChanged], error) {
			return changed(objects.UnblockMany(ctx, c.Scope, in.Body.IDs))
		})
	door.Handle(d, route(access.ObjectWrite, "/api/objects/delete", "delete-objects", "Delete objects with their history",
		"Frees their trackers. If one was ever heard, confirm repeats how many they are: nothing of them comes back."),
		func(ctx context.Context, c *door.Caller, in *struct {
			Body struct {
				ManyObjects
				Confirm int `json:"confirm,omitempty" doc:"How many objects are deleted"`
			}
		}) (*door.Body[ManyChanged], error) {
			return changed(objects.DeleteMany(ctx, c.Scope, in.Body.IDs, in.Body.Confirm))
		})
	door.Handle(d, route(access.PositionRead, "/api/objects/export", "export-objects", "Objects as a table", "CSV in UTF-8, in the columns that an import reads."),
		func(ctx context.Context, c *door.Caller, in *struct{ Body ManyObjects }) (*door.File, error) {
			var b bytes.Buffer
			if err := objects.ExportMany(ctx, c.Scope, in.Body.IDs, &b); err != nil {
				return nil, err
			}
			return door.CSV("objects.csv", b.Bytes()), nil
		})
}
