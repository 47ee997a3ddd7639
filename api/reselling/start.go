package reselling

import (
	"context"
	"net/http"
	"time"

	"github.com/google/uuid"

	"github.com/liveryhq/livery/api/door"
	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/reseller/start"
	"github.com/liveryhq/livery/tenant/access"
)

// Starts know how far a business has come.
type Starts interface {
	Guide(ctx context.Context, s db.Scope) (start.Guide, error)
	Set(ctx context.Context, s db.Scope, w start.Wish) (start.Guide, error)
}

// StartStep is one on the way of a new business.
type StartStep struct {
	Name   string     `json:"name" enum:"entity,brand,domain,prices,documents,sender,customer"`
	State  string     `json:"state" enum:"done,open,later"`
	Left   []string   `json:"left" nullable:"false" doc:"What is left to do: name, address, number or reach of the entity; look, publish; ask, prove, point, certificate; plan; kinds of documents; mail; customer"`
	Advice []string   `json:"advice" nullable:"false" doc:"What could be better, and need not be: bank, mend, starters, own"`
	About  *uuid.UUID `json:"about,omitempty" format:"uuid" doc:"The domain that has come furthest"`
}

// StartGuide is how far a business has come.
type StartGuide struct {
	Steps     []StartStep `json:"steps" nullable:"false"`
	Host      string      `json:"host" doc:"Where the business is found now"`
	Starter   string      `json:"starter" doc:"The host that the installation has given; empty: none"`
	Closed    []string    `json:"closed" nullable:"false" enum:"registration,paid_plans" doc:"What opens when the legal entity is complete"`
	Begins    bool        `json:"begins" doc:"Something is left to do, and nobody has put the way away"`
	PutAwayAt *time.Time  `json:"put_away_at,omitempty"`
}

func toGuide(g start.Guide) StartGuide {
	shown := StartGuide{Steps: []StartStep{}, Host: g.Host, Starter: g.Starter, Closed: g.Closed, Begins: g.Begins, PutAwayAt: g.PutAwayAt}
	for _, s := range g.Steps {
		shown.Steps = append(shown.Steps, StartStep{Name: s.Name, State: s.State, Left: append([]string{}, s.Left...), Advice: append([]string{}, s.Advice...), About: s.About})
	}
	return shown
}

// RegisterStart hangs in the way of a new business.
func RegisterStart(d *door.Doors, starts Starts) {
	const path = "/api/console/start"
	door.Handle(d, door.Route{Operation: access.StartRead, Area: door.Reselling, Method: http.MethodGet, Path: path, ID: "get-start",
		Summary: "How far the business has come: what is done, and what is left to do"},
		func(ctx context.Context, c *door.Caller, _ *struct{}) (*door.Body[StartGuide], error) {
			g, err := starts.Guide(ctx, c.Scope)
			return door.Answer(toGuide(g)), err
		})
	door.Handle(d, door.Route{Operation: access.StartWrite, Area: door.Reselling, Method: http.MethodPut, Path: path, ID: "change-start",
		Summary: "Put steps off, or the whole way away", Description: "A step is done when the facts say so; only what is not needed, or not yet, is said here."},
		func(ctx context.Context, c *door.Caller, in *struct {
			Body struct {
				Later   []string `json:"later" nullable:"false" maxItems:"6" enum:"brand,domain,prices,documents,sender,customer" doc:"Steps that are not needed, or not yet"`
				PutAway bool     `json:"put_away" doc:"Nobody is asked any more"`
			}
		}) (*door.Body[StartGuide], error) {
			g, err := starts.Set(ctx, c.Scope, start.Wish{Later: in.Body.Later, PutAway: in.Body.PutAway})
			return door.Answer(toGuide(g)), err
		})
}
