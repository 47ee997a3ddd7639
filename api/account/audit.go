package account

import (
	"context"
	"encoding/json"
	"net/http"
	"time"

	"github.com/google/uuid"

	"github.com/liveryhq/livery/api/door"
	"github.com/liveryhq/livery/internal/audit"
	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/internal/errs"
	"github.com/liveryhq/livery/internal/sheet"
	"github.com/liveryhq/livery/tenant/access"
)

// Audits reads and checks a tenant's audit.
type Audits interface {
	List(ctx context.Context, s db.Scope, q audit.Query) (list []audit.Entry, more bool, err error)
	Check(ctx context.Context, s db.Scope) (audit.Checked, error)
}

// AuditEntry is one thing that was done.
type AuditEntry struct {
	ID      uuid.UUID      `json:"id" format:"uuid"`
	At      time.Time      `json:"at"`
	Action  string         `json:"action" doc:"Subject and verb, like fleet.object.rename"`
	Actor   AuditActor     `json:"actor"`
	Subject AuditSubject   `json:"subject"`
	Address string         `json:"address,omitempty"`
	Agent   string         `json:"agent,omitempty" doc:"As the browser or program names itself"`
	Before  map[string]any `json:"before,omitempty" doc:"What was, of the fields that differ"`
	After   map[string]any `json:"after,omitempty" doc:"What is, of the fields that differ"`
	// Shredded: who and what it was has been forgotten for somebody's sake.
	Shredded bool `json:"shredded" doc:"The personal part was taken away; the chain is whole all the same"`
}

// AuditActor is who did it.
type AuditActor struct {
	Kind  string     `json:"kind" enum:"user,key,system,visitor,technical" doc:"technical: somebody from above who acted in the tenant"`
	ID    *uuid.UUID `json:"id,omitempty" format:"uuid"`
	Login string     `json:"login,omitempty"`
	Name  string     `json:"name,omitempty" doc:"Absent for technical: the brand's technical service"`
}

// AuditSubject is what it was done to.
type AuditSubject struct {
	Kind string     `json:"kind"`
	ID   *uuid.UUID `json:"id,omitempty" format:"uuid"`
	Name string     `json:"name,omitempty" doc:"As it was called then"`
}

// ToAuditEntry shows an entry.
func ToAuditEntry(e audit.Entry) AuditEntry {
	shown := AuditEntry{ID: e.ID, At: e.At.UTC(), Action: e.Action, Actor: AuditActor{e.Kind, e.User, e.Login, e.ActorName},
		Subject: AuditSubject{Kind: e.Subject.Kind, Name: e.Subject.Name}, Address: e.Address, Agent: e.Agent, Shredded: e.Shredded}
	if e.Subject.ID != uuid.Nil {
		shown.Subject.ID = &e.Subject.ID
	}
	_ = json.Unmarshal(e.Before, &shown.Before) // the audit keeps JSON objects, or nothing
	_ = json.Unmarshal(e.After, &shown.After)
	return shown
}

// AuditChecked is the result of a check.
type AuditChecked struct {
	Entries int64        `json:"entries"`
	Faults  []AuditFault `json:"faults" nullable:"false" doc:"The first hundred places at which the chain does not hold; none: nothing was rewritten"`
}

// AuditFault is a place at which a chain does not hold.
type AuditFault struct {
	Entry *uuid.UUID `json:"entry,omitempty" format:"uuid" doc:"Absent: the end was cut off"`
	What  string     `json:"what" enum:"missing,unchained,changed,detail changed,cut off"`
}

// ToAuditChecked shows the result of a check.
func ToAuditChecked(c audit.Checked) AuditChecked {
	shown := AuditChecked{Entries: c.Entries, Faults: make([]AuditFault, 0, len(c.Faults))}
	for _, f := range c.Faults {
		shown.Faults = append(shown.Faults, AuditFault{f.Entry, f.What})
	}
	return shown
}

// AuditFilter narrows the audit.
type AuditFilter struct {
	Person  string    `query:"person" format:"uuid" doc:"Who acted"`
	Subject string    `query:"subject" format:"uuid" doc:"What it was done to"`
	Action  string    `query:"action" maxLength:"100" pattern:"^[a-z_.]*$" doc:"What the action begins with: fleet., people.person.add"`
	From    time.Time `query:"from"`
	To      time.Time `query:"to" doc:"Before this moment"`
}

func (f AuditFilter) check() error {
	if !f.From.IsZero() && !f.To.IsZero() && !f.To.After(f.From) {
		return errs.Field("to", "bad_span", "The end is not after the beginning. Choose a later end.")
	}
	return nil
}

func (f AuditFilter) toQuery() audit.Query {
	q := audit.Query{Action: f.Action, From: f.From, To: f.To}
	q.User, _ = uuid.Parse(f.Person) // huma has looked at both
	q.Subject, _ = uuid.Parse(f.Subject)
	return q
}

// RegisterAudit hangs in the audit of one's own tenant: the same for accounts, resellers and the platform.
func RegisterAudit(d *door.Doors, audits Audits) {
	door.Handle(d, door.Route{Operation: access.AuditRead, Area: door.Account, Method: http.MethodGet, Path: "/api/audit",
		ID: "list-audit", Summary: "What was done, by whom, from where, the newest first"},
		func(ctx context.Context, c *door.Caller, in *struct {
			door.Page
			AuditFilter
		}) (*door.Body[door.Items[AuditEntry]], error) {
			if err := in.check(); err != nil {
				return nil, err
			}
			q := in.toQuery()
			q.Limit = in.Limit
			return door.Paged(c, "audit", in.After,
				func(after uuid.UUID) ([]audit.Entry, bool, error) {
					q.After = after
					return audits.List(ctx, c.Scope, q)
				},
				func(e audit.Entry) (AuditEntry, uuid.UUID) { return ToAuditEntry(e), e.ID })
		})
	door.Handle(d, door.Route{Operation: access.AuditRead, Area: door.Account, Method: http.MethodGet, Path: "/api/audit/check",
		ID: "check-audit", Summary: "Check that nothing in one's own audit was rewritten"},
		func(ctx context.Context, c *door.Caller, _ *struct{}) (*door.Body[AuditChecked], error) {
			checked, err := audits.Check(ctx, c.Scope)
			return door.Answer(ToAuditChecked(checked)), err
		})
	door.Handle(d, door.Route{Operation: access.AuditRead, Area: door.Account, Method: http.MethodGet, Path: "/api/audit/export",
		ID: "export-audit", Summary: "The audit as CSV, the newest first",
		Description: "At most 20,000 entries: narrow the time for more."},
		func(ctx context.Context, c *door.Caller, in *AuditFilter) (*exported, error) {
			if err := in.check(); err != nil {
				return nil, err
			}
			rows, err := auditRows(ctx, c.Scope, audits, in.toQuery())
			if err != nil {
				return nil, err
			}
			return &exported{"text/csv; charset=utf-8", `attachment; filename="audit.csv"`, rows}, nil
		})
}

// exported is a file.
type exported struct {
	Type        string `header:"Content-Type"`
	Disposition string `header:"Content-Disposition"`
	Body        []byte
}

// mostExported entries go into a file.
const mostExported = 20_000

// auditRows writes the audit as CSV, with a mark at its beginning by which spreadsheets know UTF-8.
func auditRows(ctx context.Context, s db.Scope, audits Audits, q audit.Query) ([]byte, error) {
	file := sheet.NewCSV("time", "action", "actor kind", "actor login", "actor name", "subject kind", "subject id", "subject name", "address", "agent", "before", "after")
	q.Limit = audit.MaxPage
	for n, more := 0, true; more && n < mostExported; {
		list, rest, err := audits.List(ctx, s, q)
		if err != nil {
			return nil, err
		}
		for _, e := range list {
			id := ""
			if e.Subject.ID != uuid.Nil {
				id = e.Subject.ID.String()
			}
			row := []string{e.At.UTC().Format(time.RFC3339), e.Action, e.Kind, e.Login, e.ActorName, e.Subject.Kind, id, e.Subject.Name, e.Address, e.Agent,
				string(e.Before), string(e.After)}
			for i, cell := range row {
				row[i] = sheet.Inert(cell)
			}
			file.Row(row...)
			q.After = e.ID
		}
		n, more = n+len(list), rest
	}
	return file.Bytes(), nil
}
