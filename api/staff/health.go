package staff

import (
	"context"
	"net/http"
	"time"

	"github.com/liveryhq/livery/api/door"
	"github.com/liveryhq/livery/tenant/access"
)

// Installation knows how it is doing.
type Installation interface {
	Health(ctx context.Context) Health
}

// Health is how the installation is doing, as the process that was asked sees it. Counters only grow, from the start of
// the process on: whoever watches takes the difference.
type Health struct {
	At        time.Time `json:"at"`
	StartedAt time.Time `json:"started_at" doc:"When this process began"`
	Version   string    `json:"version"`
	Go        string    `json:"go"`
	Roles     []string  `json:"roles" nullable:"false" doc:"What this process does: gateway, worker, web"`

	Database Database `json:"database"`
	Parts    []Part   `json:"parts" nullable:"false" doc:"What must be ready, each with what is in the way"`
	Ingest   Ingest   `json:"ingest"`
	Backlog  []Work   `json:"backlog" nullable:"false" doc:"What is still to be done"`
}

// Database is PostgreSQL.
type Database struct {
	Version   string  `json:"version" doc:"Empty: it does not answer"`
	Schema    int64   `json:"schema" doc:"Number of the last migration"`
	Bytes     int64   `json:"bytes"`
	Seconds   float64 `json:"seconds" doc:"A question and its answer took so long"`
	Sessions  int     `json:"connections" doc:"Connections of all processes"`
	MostConns int     `json:"most_connections"`
}

// Part is something that must be ready.
type Part struct {
	Name    string `json:"name" example:"database"`
	Problem string `json:"problem,omitempty" doc:"What is in the way; absent: it is ready"`
}

// Ingest is the path of trackers through this process.
type Ingest struct {
	Connections []ByName `json:"connections" nullable:"false" doc:"Trackers connected, by protocol"`
	Frames      []ByName `json:"frames" nullable:"false" doc:"Frames decoded, by protocol"`
	Undecodable []ByName `json:"undecodable" nullable:"false" doc:"Frames not accepted, by protocol"`
	Records     []ByName `json:"records" nullable:"false" doc:"Records, by what became of them"`
	Stored      float64  `json:"stored" doc:"Records brought into the database"`
	Failures    float64  `json:"failures" doc:"Transactions of the store that failed and were tried again"`
	Unspooled   float64  `json:"unspooled" doc:"Packets not acknowledged because the spool did not take them"`
	LagSeconds  float64  `json:"lag_seconds" doc:"From the receipt of a record to its row, of the slowest shard"`
}

// ByName is a figure of many.
type ByName struct {
	Name  string  `json:"name"`
	Value float64 `json:"value"`
}

// Work is what waits to be done.
type Work struct {
	Name  string     `json:"name" example:"outbox"`
	Count int64      `json:"count"`
	Since *time.Time `json:"since,omitempty" doc:"The oldest of it"`
}

// RegisterHealth hangs in how the installation is doing.
func RegisterHealth(d *door.Doors, installation Installation) {
	door.Handle(d, door.Route{Operation: access.HealthRead, Area: door.Staff, Method: http.MethodGet, Path: "/api/platform/health",
		ID: "get-health", Summary: "How the installation is doing"},
		func(ctx context.Context, _ *door.Caller, _ *struct{}) (*door.Body[Health], error) {
			return door.Answer(installation.Health(ctx)), nil
		})
}
