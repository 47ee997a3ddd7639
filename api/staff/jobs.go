package staff

import (
	"context"
	"net/http"
	"time"

	"github.com/google/uuid"

	"github.com/liveryhq/livery/api/door"
	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/tenant/access"
)

// Background is what is done without being asked for.
type Background interface {
	// Work tells how it goes.
	Work(ctx context.Context) (BackgroundWork, error)
	// TryAgain has messages of a topic that were given up tried once more, and tells how many they are.
	TryAgain(ctx context.Context, s db.Scope, topic string) (int64, error)
}

// BackgroundWork is what the process that was asked does again and again, and what waits to leave the installation.
type BackgroundWork struct {
	At     time.Time      `json:"at"`
	Jobs   []Job          `json:"jobs" nullable:"false" doc:"Of the process that was asked; none: others do them"`
	Topics []Topic        `json:"topics" nullable:"false" doc:"Messages of all processes, by what they are about"`
	Failed []FailedNotice `json:"failed" nullable:"false" doc:"The last that were given up, at most 50"`
}

// Job is done again and again.
type Job struct {
	Name         string     `json:"name" example:"renewal"`
	EverySeconds int        `json:"every_seconds"`
	BegunAt      *time.Time `json:"begun_at,omitempty" doc:"When it last began; absent: not yet"`
	Running      bool       `json:"running"`
	Seconds      float64    `json:"seconds" doc:"How long it took the last time"`
	Runs         int64      `json:"runs" doc:"How often since the process began"`
	Failures     int64      `json:"failures"`
	Did          int64      `json:"did" doc:"How much it did when there was something to do"`
	DidAt        *time.Time `json:"did_at,omitempty"`
	Problem      string     `json:"problem,omitempty" doc:"Why it failed the last time; absent: it did not"`
}

// Topic is what messages are about.
type Topic struct {
	Name    string     `json:"name" example:"mail"`
	Waiting int64      `json:"waiting"`
	Oldest  *time.Time `json:"oldest,omitempty" doc:"Of those that wait"`
	Failed  int64      `json:"failed" doc:"Given up"`
}

// FailedNotice is a message that was given up. What it says is its tenant's.
type FailedNotice struct {
	ID         uuid.UUID `json:"id" format:"uuid"`
	Topic      string    `json:"topic"`
	Tenant     uuid.UUID `json:"tenant" format:"uuid"`
	TenantName string    `json:"tenant_name" doc:"Empty: it is there no more"`
	At         time.Time `json:"at"`
	Attempts   int       `json:"attempts"`
	Why        string    `json:"why"`
}

// RegisterBackground hangs in what is done without being asked for.
func RegisterBackground(d *door.Doors, background Background) {
	door.Handle(d, door.Route{Operation: access.HealthRead, Area: door.Staff, Method: http.MethodGet, Path: "/api/platform/jobs",
		ID: "get-background-work", Summary: "Jobs, and messages that wait or were given up"},
		func(ctx context.Context, _ *door.Caller, _ *struct{}) (*door.Body[BackgroundWork], error) {
			work, err := background.Work(ctx)
			if err != nil {
				return nil, err
			}
			return door.Answer(work), nil
		})
	type again struct {
		Count int64 `json:"count" doc:"So many are tried again"`
	}
	door.Handle(d, door.Route{Operation: access.MessagesAgain, Area: door.Staff, Method: http.MethodPost, Path: "/api/platform/messages/{topic}/again",
		ID: "try-messages-again", Summary: "Try once more what was given up of a topic"},
		func(ctx context.Context, c *door.Caller, in *struct {
			Topic string `path:"topic" maxLength:"60" example:"mail"`
		}) (*door.Body[again], error) {
			n, err := background.TryAgain(ctx, c.Scope, in.Topic)
			if err != nil {
				return nil, err
			}
			return door.Answer(again{n}), nil
		})
}
