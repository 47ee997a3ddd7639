package account

import (
	"encoding/json"
	"reflect"
	"time"

	"github.com/danielgtaylor/huma/v2"
	"github.com/google/uuid"

	"github.com/liveryhq/livery/api/shown"
	"github.com/liveryhq/livery/tenant/fleet"
)

// Place is where an object was at a moment.
type Place struct {
	At       time.Time `json:"at"`
	Lat      float64   `json:"lat" doc:"Degrees, WGS 84, north positive"`
	Lon      float64   `json:"lon" doc:"Degrees, WGS 84, east positive"`
	Altitude *float32  `json:"altitude,omitempty" doc:"Metres"`
	Speed    *float32  `json:"speed,omitempty" doc:"Kilometres an hour"`
	Course   *float32  `json:"course,omitempty" doc:"Degrees clockwise from north"`
	Valid    bool      `json:"valid" doc:"The device's own word that the position can be trusted"`
}

// Why is one reason for which an object is not shown live.
type Why struct {
	Cause    string     `json:"cause" doc:"unpaid, by_hand, paused, suspended, ancestor, limit, country: what blocks it; no_tracker, waiting_for_device, not_heard: what is with its tracker"`
	Since    *time.Time `json:"since,omitempty"`
	Reason   string     `json:"reason,omitempty" doc:"As whoever blocked it put it"`
	KeepData *bool      `json:"keep_data,omitempty" doc:"Of a block: whether what is recorded meanwhile is shown once it is lifted"`
}

// Tracker is a device as it was described.
type Tracker struct {
	ID          uuid.UUID `json:"id" format:"uuid"`
	Protocol    string    `json:"protocol" example:"teltonika"`
	Model       string    `json:"model"`
	Identity    string    `json:"identity" doc:"The IMEI, or what else the device calls itself"`
	Phone       string    `json:"phone" doc:"Number of its SIM; empty: not told"`
	HasPassword bool      `json:"has_password"`
	TimeZone    string    `json:"time_zone" doc:"Zone of a device that does not send UTC; empty: the protocol's own rule"`
	Since       time.Time `json:"since" doc:"Since when it has stood for the object"`
	Waiting     bool      `json:"waiting" doc:"No device of this identity has come yet"`
	// OperatorOwned is set by the operator for trackers of its stock.
	OperatorOwned bool `json:"operator_owned" doc:"The operator's own equipment: its staff may send it commands"`
}

// ObjectState is what the map needs of an object.
type ObjectState struct {
	ID          uuid.UUID    `json:"id" format:"uuid"`
	Name        string       `json:"name"`
	Kind        string       `json:"kind" example:"vehicle"`
	Group       *uuid.UUID   `json:"group,omitempty" format:"uuid"`
	Status      fleet.Status `json:"status" enum:"moving,standing,offline,never,blocked"`
	MovingSince *time.Time   `json:"moving_since,omitempty" doc:"Since when it has moved or stood; absent: not known, as where it moved at a last place that is old"`
	HeardAt     *time.Time   `json:"heard_at,omitempty" doc:"When anything last arrived; absent: nothing ever did, or it is not told"`
	Untold      bool         `json:"heard_untold,omitempty" doc:"It was heard, but it is blocked, and its plan does not tell when"`
	Place       *Place       `json:"place,omitempty" doc:"The newest position that may be shown"`
	Withheld    bool         `json:"withheld,omitempty" doc:"There is newer data, recorded during a block that is still in force"`
	Why         []Why        `json:"why" nullable:"false" doc:"What keeps it from being shown live; on the map, what blocks it"`
}

// Object is one object with all that is known of it now.
type Object struct {
	ObjectState
	CreatedAt  time.Time      `json:"created_at"`
	Attributes map[string]any `json:"attributes" doc:"The newest values by standard key: ignition, battery_level, …"`
	Odometer   *float64       `json:"odometer,omitempty" doc:"Metres"`
	Tracker    *Tracker       `json:"tracker,omitempty" doc:"Absent: none is bound"`
}

// SavedObject is an object after a change, with what was noticed on the way.
type SavedObject struct {
	Object
	Warnings []shown.Warning `json:"warnings" nullable:"false"`
}

// ToState shows an object on the map.
func ToState(o fleet.Object) ObjectState {
	s := ObjectState{ID: o.ID, Name: o.Name, Kind: o.Kind, Group: o.Group, Status: o.State.Status, MovingSince: o.State.MovingSince,
		HeardAt: o.State.HeardAt, Untold: o.State.Untold, Withheld: o.State.Withheld, Why: []Why{}}
	if p := o.State.Place; p != nil {
		place := ToPlace(*p)
		s.Place = &place
	}
	for _, b := range o.Blocks {
		s.Why = append(s.Why, ToWhy(fleet.Why{Cause: b.Cause, Since: &b.Since, Reason: b.Reason, KeepData: b.KeepData, Block: true}))
	}
	return s
}

// ToObject shows an object by itself.
func ToObject(o fleet.Object) Object {
	api := Object{ObjectState: ToState(o), CreatedAt: o.CreatedAt, Attributes: o.State.Attributes, Odometer: o.State.Odometer}
	api.Why = ToWhys(o.Why())
	if o.Tracker != nil {
		tracker := ToTracker(*o.Tracker)
		api.Tracker = &tracker
	}
	return api
}

// ToPlace shows a position.
func ToPlace(p fleet.Place) Place {
	return Place{At: p.At, Lat: p.Lat, Lon: p.Lon, Altitude: p.Altitude, Speed: p.Speed, Course: p.Course, Valid: p.Valid}
}

// ToWhy shows a reason.
func ToWhy(y fleet.Why) Why {
	api := Why{Cause: y.Cause, Since: y.Since, Reason: y.Reason}
	if y.Block {
		api.KeepData = &y.KeepData
	}
	return api
}

// ToWhys shows all of them.
func ToWhys(list []fleet.Why) []Why {
	api := make([]Why, 0, len(list))
	for _, y := range list {
		api = append(api, ToWhy(y))
	}
	return api
}

// ToTracker shows a tracker; its password is not kept, and so not shown.
func ToTracker(t fleet.Tracker) Tracker {
	return Tracker{ID: t.ID, Protocol: t.Protocol, Model: t.Model, Identity: t.Identity, Phone: t.Phone, HasPassword: t.HasPassword,
		TimeZone: t.TimeZone, Since: t.Since, Waiting: t.Waiting, OperatorOwned: t.OperatorOwned}
}

// Settable tells a field that is null from one that is absent: null takes the value away.
type Settable[T any] struct {
	Sent  bool
	Value *T
}

// UnmarshalJSON is called for fields that are there.
func (s *Settable[T]) UnmarshalJSON(text []byte) error {
	s.Sent = true
	return json.Unmarshal(text, &s.Value)
}

// Schema is T's, or null.
func (s Settable[T]) Schema(r huma.Registry) *huma.Schema {
	schema := *r.Schema(reflect.TypeFor[T](), true, "")
	schema.Nullable = true
	return &schema
}
