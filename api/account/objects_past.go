package account

import (
	"context"
	"net/http"
	"time"

	"github.com/google/uuid"

	"github.com/liveryhq/livery/api/door"
	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/internal/errs"
	"github.com/liveryhq/livery/tenant/access"
	"github.com/liveryhq/livery/tenant/fleet"
)

// Past is what the doors to an object's past call.
type Past interface {
	Track(ctx context.Context, s db.Scope, object uuid.UUID, q fleet.TrackQuery) (fleet.Track, error)
	Day(ctx context.Context, s db.Scope, object uuid.UUID, date, zone string) (fleet.Day, error)
}

// Track is a stretch of an object's past, the oldest position first.
type Track struct {
	Items        []Place    `json:"items" nullable:"false"`
	Next         string     `json:"next,omitempty" doc:"Give it as after for the next page; absent on the last"`
	WithheldFrom *time.Time `json:"withheld_from,omitempty" doc:"From when on nothing is shown, because of a block in force"`
}

// Stop is where an object stood for a while.
type Stop struct {
	From time.Time `json:"from"`
	To   time.Time `json:"to"`
	Lat  float64   `json:"lat"`
	Lon  float64   `json:"lon"`
}

// Day is what an object did between two midnights.
type Day struct {
	From            time.Time  `json:"from"`
	To              time.Time  `json:"to"`
	Positions       int        `json:"positions"`
	First           *time.Time `json:"first,omitempty" doc:"Time of the first position"`
	Last            *time.Time `json:"last,omitempty"`
	Distance        float64    `json:"distance" doc:"Metres"`
	MovingSeconds   int        `json:"moving_seconds"`
	StandingSeconds int        `json:"standing_seconds" doc:"What is neither moving nor standing is not known"`
	MaxSpeed        float32    `json:"max_speed" doc:"Kilometres an hour"`
	Stops           []Stop     `json:"stops" nullable:"false"`
	WithheldFrom    *time.Time `json:"withheld_from,omitempty" doc:"From when on nothing is counted, because of a block in force"`
}

// trackMark is what a cursor of a track holds.
type trackMark struct {
	At   time.Time `json:"at"`
	Hash int64     `json:"hash"`
}

type trackQuery struct {
	ObjectPath
	From   time.Time `query:"from" required:"true" doc:"Beginning, inclusive"`
	To     time.Time `query:"to" required:"true" doc:"End, exclusive; a year later at most"`
	Points int       `query:"points" minimum:"1" maximum:"5000" doc:"Thin the track to about so many positions, evenly in time"`
	All    bool      `query:"all" doc:"Also positions that the device itself does not vouch for"`
	After  string    `query:"after" maxLength:"600" doc:"Where to go on: next of the page before"`
	Limit  int       `query:"limit" minimum:"1" maximum:"10000" default:"2000" doc:"How many positions at most"`
}

// RegisterPast hangs in the doors to where objects were.
func RegisterPast(d *door.Doors, past Past) {
	door.Handle(d, door.Route{Operation: access.PositionRead, Area: door.Account, Method: http.MethodGet, Path: "/api/objects/{object}/track",
		ID: "get-track", Summary: "Where an object was"},
		func(ctx context.Context, c *door.Caller, in *trackQuery) (*door.Body[Track], error) {
			q := fleet.TrackQuery{From: in.From.UTC(), To: in.To.UTC(), Points: in.Points, Doubtful: in.All, Limit: in.Limit}
			// A cursor is good for its object only.
			list := "track " + in.Object.String()
			if in.After != "" {
				if in.Points > 0 {
					return nil, errs.Field("after", "bad_cursor", "A thinned track comes in one page.")
				}
				var mark trackMark
				if err := c.After(list, in.After, &mark); err != nil {
					return nil, err
				}
				after := fleet.ReadTrackAfter(mark.At, mark.Hash)
				q.After = &after
			}
			got, err := past.Track(ctx, c.Scope, in.Object, q)
			if err != nil {
				return nil, err
			}
			track := Track{Items: make([]Place, 0, len(got.Points)), WithheldFrom: got.WithheldFrom}
			for _, p := range got.Points {
				track.Items = append(track.Items, ToPlace(p.Place))
			}
			if got.Next != nil {
				var mark trackMark
				mark.At, mark.Hash = got.Next.Mark()
				track.Next = c.Next(list, mark, true)
			}
			return door.Answer(track), nil
		})

	door.Handle(d, door.Route{Operation: access.PositionRead, Area: door.Account, Method: http.MethodGet, Path: "/api/objects/{object}/day",
		ID: "get-day", Summary: "What an object did on a day"},
		func(ctx context.Context, c *door.Caller, in *struct {
			ObjectPath
			Date string `query:"date" maxLength:"10" example:"2026-11-24" doc:"Empty: today"`
			Zone string `query:"zone" maxLength:"64" example:"Europe/Helsinki" doc:"IANA time zone in which a day begins; empty: the account's"`
		}) (*door.Body[Day], error) {
			got, err := past.Day(ctx, c.Scope, in.Object, in.Date, in.Zone)
			if err != nil {
				return nil, err
			}
			return door.Answer(ToDay(got)), nil
		})
}

// ToDay shows a day.
func ToDay(d fleet.Day) Day {
	day := Day{From: d.From, To: d.To, Positions: d.Positions, First: d.First, Last: d.Last, Distance: d.Distance,
		MovingSeconds: int(d.Moving.Seconds()), StandingSeconds: int(d.Standing.Seconds()), MaxSpeed: d.MaxSpeed,
		Stops: make([]Stop, 0, len(d.Stops)), WithheldFrom: d.WithheldFrom}
	for _, s := range d.Stops {
		day.Stops = append(day.Stops, Stop(s))
	}
	return day
}
