package account

import (
	"context"
	"net/http"
	"time"

	"github.com/google/uuid"

	"github.com/liveryhq/livery/api/door"
	"github.com/liveryhq/livery/api/shown"
	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/tenant/access"
	"github.com/liveryhq/livery/tenant/fleet"
)

// Trackers is what the doors to trackers call.
type Trackers interface {
	Bind(ctx context.Context, s db.Scope, object uuid.UUID, spec fleet.TrackerSpec) ([]fleet.Warning, error)
	Unbind(ctx context.Context, s db.Scope, object uuid.UUID) error
	Bindings(ctx context.Context, s db.Scope, object uuid.UUID) ([]fleet.Binding, error)
	Contact(ctx context.Context, s db.Scope, object uuid.UUID) (fleet.Contact, error)
	Get(ctx context.Context, s db.Scope, object uuid.UUID) (fleet.Object, error)
}

// TrackerSpec describes a tracker to be bound.
type TrackerSpec struct {
	Protocol string     `json:"protocol" maxLength:"40" example:"teltonika"`
	Identity string     `json:"identity" maxLength:"120" doc:"The IMEI, or what else the device calls itself"`
	Model    string     `json:"model,omitempty" maxLength:"100"`
	Phone    string     `json:"phone,omitempty" maxLength:"32" doc:"Number of its SIM, with the country code"`
	Password *string    `json:"password,omitempty" maxLength:"100" doc:"What the device must show; empty: nothing is asked for; absent: as it was"`
	TimeZone string     `json:"time_zone,omitempty" maxLength:"64" doc:"IANA zone of a device that does not send UTC"`
	Since    *time.Time `json:"since,omitempty" doc:"Since when it stands for the object; absent: now. In the past it lets in what the device has buffered"`
	Move     bool       `json:"move,omitempty" doc:"Take the tracker from the object that it is bound to now"`
}

func (s TrackerSpec) toFleet() fleet.TrackerSpec {
	return fleet.TrackerSpec{Protocol: s.Protocol, Identity: s.Identity, Model: s.Model, Phone: s.Phone, Password: s.Password,
		TimeZone: s.TimeZone, Since: s.Since, Move: s.Move}
}

// Binding is a stretch of time in which a tracker stood for an object.
type Binding struct {
	Tracker  uuid.UUID  `json:"tracker" format:"uuid"`
	Protocol string     `json:"protocol"`
	Model    string     `json:"model"`
	Identity string     `json:"identity"`
	Phone    string     `json:"phone"`
	Since    time.Time  `json:"since"`
	Until    *time.Time `json:"until,omitempty" doc:"Absent: it still does"`
}

// Contact is what arrived last of an object's tracker.
type Contact struct {
	What     fleet.What     `json:"what" doc:"no_tracker, nothing, wrong_protocol, checksum, wrong_password, malformed, connected, no_fix, blocked, before_binding, quarantined, well"`
	At       *time.Time     `json:"at,omitempty" doc:"Absent while nothing has arrived"`
	Protocol string         `json:"protocol,omitempty" doc:"As it was heard"`
	Port     int            `json:"port,omitempty" doc:"On which it was heard"`
	Detail   map[string]any `json:"detail"`
	Tracker  *Tracker       `json:"tracker,omitempty" doc:"The tracker that is waited for"`
	Why      []Why          `json:"why" nullable:"false" doc:"What keeps the object from being shown live"`
}

// RegisterTrackers hangs in the doors to an object's tracker.
func RegisterTrackers(d *door.Doors, trackers Trackers) {
	door.Handle(d, door.Route{Operation: access.TrackerWrite, Area: door.Account, Method: http.MethodPut, Path: "/api/objects/{object}/tracker",
		ID: "bind-tracker", Summary: "Bind a tracker, or replace it",
		Description: "From since on it stands for the object; what stood for it until then is released. It always waits for the device first."},
		func(ctx context.Context, c *door.Caller, in *struct {
			ObjectPath
			Body TrackerSpec
		}) (*door.Body[SavedObject], error) {
			warnings, err := trackers.Bind(ctx, c.Scope, in.Object, in.Body.toFleet())
			if err != nil {
				return nil, err
			}
			o, err := trackers.Get(ctx, c.Scope, in.Object)
			if err != nil {
				return nil, err
			}
			return door.Answer(SavedObject{ToObject(o), shown.ToWarnings(warnings)}), nil
		})

	door.Handle(d, door.Route{Operation: access.TrackerWrite, Area: door.Account, Method: http.MethodDelete, Path: "/api/objects/{object}/tracker",
		ID: "unbind-tracker", Summary: "Take the tracker off an object", Description: "Its history stays; the device is free for others."},
		func(ctx context.Context, c *door.Caller, in *ObjectPath) (*door.None, error) {
			return nil, trackers.Unbind(ctx, c.Scope, in.Object)
		})

	door.Handle(d, door.Route{Operation: access.TrackerRead, Area: door.Account, Method: http.MethodGet, Path: "/api/objects/{object}/trackers",
		ID: "list-bindings", Summary: "Which trackers stood for an object, and when"},
		func(ctx context.Context, c *door.Caller, in *ObjectPath) (*door.Body[door.Items[Binding]], error) {
			list, err := trackers.Bindings(ctx, c.Scope, in.Object)
			if err != nil {
				return nil, err
			}
			items := make([]Binding, 0, len(list))
			for _, b := range list {
				items = append(items, Binding{Tracker: b.Tracker, Protocol: b.Protocol, Model: b.Model, Identity: b.Identity, Phone: b.Phone,
					Since: b.Span.Since, Until: b.Span.Until})
			}
			return door.Listed(items, ""), nil
		})

	door.Handle(d, door.Route{Operation: access.TrackerRead, Area: door.Account, Method: http.MethodGet, Path: "/api/objects/{object}/contact",
		ID: "get-contact", Summary: "What arrived last of an object's tracker"},
		func(ctx context.Context, c *door.Caller, in *ObjectPath) (*door.Body[Contact], error) {
			got, err := trackers.Contact(ctx, c.Scope, in.Object)
			if err != nil {
				return nil, err
			}
			contact := Contact{What: got.What, At: got.At, Protocol: got.Protocol, Port: got.Port, Detail: got.Detail, Why: ToWhys(got.Why)}
			if got.Tracker != nil {
				tracker := ToTracker(*got.Tracker)
				contact.Tracker = &tracker
			}
			return door.Answer(contact), nil
		})
}
