package reselling

import (
	"context"
	"net/http"
	"time"

	"github.com/google/uuid"

	"github.com/liveryhq/livery/api/door"
	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/tenant/access"
	"github.com/liveryhq/livery/tenant/identity"
)

// StolenLogins works on reports of stolen logins (terms 2.3.1).
type StolenLogins interface {
	StolenLogins(ctx context.Context, s db.Scope, open bool, after *identity.StolenAfter, limit int) ([]identity.Stolen, *identity.StolenAfter, error)
	StolenLogin(ctx context.Context, s db.Scope, id uuid.UUID) (identity.Stolen, error)
	StolenFacts(ctx context.Context, s db.Scope, id uuid.UUID) (identity.StolenFacts, error)
	TickStolen(ctx context.Context, s db.Scope, by identity.By, id uuid.UUID, item string, ticked bool) (identity.Stolen, error)
	BlockStolen(ctx context.Context, s db.Scope, by identity.By, id uuid.UUID) (identity.Stolen, error)
	RestoreStolen(ctx context.Context, s db.Scope, by identity.By, id uuid.UUID, former bool) (identity.Stolen, error)
	RefuseStolen(ctx context.Context, s db.Scope, by identity.By, id uuid.UUID, reason string) (identity.Stolen, error)
}

// StolenReport is what somebody has told whose login was stolen, and what became of it.
type StolenReport struct {
	ID            uuid.UUID     `json:"id" format:"uuid"`
	Login         string        `json:"login"`
	AccountNumber string        `json:"account_number,omitempty"`
	Contact       string        `json:"contact"`
	Knows         string        `json:"knows,omitempty"`
	Locale        string        `json:"locale,omitempty" doc:"Language it was told in"`
	Address       string        `json:"address" doc:"Where it was sent from"`
	Agent         string        `json:"agent,omitempty"`
	ReportedAt    time.Time     `json:"reported_at"`
	State         string        `json:"state" enum:"open,blocked,restored,refused"`
	BlockedAt     *time.Time    `json:"blocked_at,omitempty"`
	SettledAt     *time.Time    `json:"settled_at,omitempty"`
	SettledBy     string        `json:"settled_by,omitempty"`
	Reason        string        `json:"reason,omitempty"`
	Checks        []StolenCheck `json:"checks" nullable:"false" doc:"What the staff has checked; empty in lists"`
}

// StolenCheck is one thing that was checked.
type StolenCheck struct {
	Item string    `json:"item" enum:"account_number,email,payment,objects,person,call_back"`
	By   string    `json:"by"`
	At   time.Time `json:"at"`
}

// ToStolenReport shows a report.
func ToStolenReport(s identity.Stolen) StolenReport {
	shown := StolenReport{ID: s.ID, Login: s.Login, AccountNumber: s.AccountNumber, Contact: s.Contact, Knows: s.Knows, Locale: s.Locale, Address: s.Address,
		Agent: s.Agent, ReportedAt: s.ReportedAt, State: s.State, BlockedAt: moment(s.BlockedAt), SettledAt: moment(s.SettledAt), SettledBy: s.SettledBy,
		Reason: s.Reason, Checks: make([]StolenCheck, 0, len(s.Checks))}
	for _, c := range s.Checks {
		shown.Checks = append(shown.Checks, StolenCheck(c))
	}
	return shown
}

func moment(t time.Time) *time.Time {
	if t.IsZero() {
		return nil
	}
	return &t
}

// StolenFacts is what is known of the login of a report.
type StolenFacts struct {
	Found       bool       `json:"found" doc:"There is such a login; the rest is empty if there is not"`
	Login       string     `json:"login,omitempty"`
	Name        string     `json:"name,omitempty"`
	Email       string     `json:"email,omitempty" doc:"The registered address"`
	FormerEmail string     `json:"former_email,omitempty" doc:"The address before it, which can be given back"`
	ChangedAt   *time.Time `json:"changed_at,omitempty" doc:"When that was changed"`
	Role        string     `json:"role,omitempty"`
	Status      string     `json:"status,omitempty" enum:",active,blocked"`
	Tenant      string     `json:"tenant,omitempty"`
	Number      string     `json:"number,omitempty" doc:"Account number; absent for one's own people"`
	Objects     int        `json:"objects"`
	CreatedAt   *time.Time `json:"created_at,omitempty"`
	SeenAt      *time.Time `json:"seen_at,omitempty"`
	SeenFrom    string     `json:"seen_from,omitempty"`
}

// ReportPath names a report.
type ReportPath struct {
	Report uuid.UUID `path:"report" format:"uuid"`
}

// RegisterStolen hangs in the staff's work on stolen logins.
func RegisterStolen(d *door.Doors, stolen StolenLogins) {
	const root = "/api/console/stolen"
	answer := func(s identity.Stolen, err error) (*door.Body[StolenReport], error) {
		return door.Answer(ToStolenReport(s)), err
	}
	door.Handle(d, door.Route{Operation: access.StolenRead, Area: door.Reselling, Method: http.MethodGet, Path: root,
		ID: "list-stolen", Summary: "Reports of stolen logins, the last first"},
		func(ctx context.Context, c *door.Caller, in *struct {
			door.Page

			Open bool `query:"open" doc:"Only those that wait for somebody"`
		}) (*door.Body[door.Items[StolenReport]], error) {
			var after *identity.StolenAfter
			if in.After != "" {
				after = &identity.StolenAfter{}
				if err := c.After("stolen", in.After, after); err != nil {
					return nil, err
				}
			}
			found, next, err := stolen.StolenLogins(ctx, c.Scope, in.Open, after, in.Limit)
			if err != nil {
				return nil, err
			}
			items := make([]StolenReport, 0, len(found))
			for _, s := range found {
				items = append(items, ToStolenReport(s))
			}
			return door.Listed(items, c.Next("stolen", next, next != nil)), nil
		})
	door.Handle(d, door.Route{Operation: access.StolenRead, Area: door.Reselling, Method: http.MethodGet, Path: root + "/{report}",
		ID: "get-stolen", Summary: "One report, and what was checked"},
		func(ctx context.Context, c *door.Caller, in *ReportPath) (*door.Body[StolenReport], error) {
			return answer(stolen.StolenLogin(ctx, c.Scope, in.Report))
		})
	registerStolenSteps(d, stolen, root+"/{report}", answer)
}

func registerStolenSteps(d *door.Doors, stolen StolenLogins, path string, answer func(identity.Stolen, error) (*door.Body[StolenReport], error)) {
	post := func(step, id, summary, description string) door.Route {
		return door.Route{Operation: access.StolenWrite, Area: door.Reselling, Method: http.MethodPost, Path: path + "/" + step, ID: id, Summary: summary, Description: description}
	}
	door.Handle(d, post("facts", "look-up-stolen", "What is known of the login, to compare", "The audit of the account tells that it was looked up."),
		func(ctx context.Context, c *door.Caller, in *ReportPath) (*door.Body[StolenFacts], error) {
			f, err := stolen.StolenFacts(ctx, c.Scope, in.Report)
			return door.Answer(StolenFacts{Found: f.Found, Login: f.Login, Name: f.Name, Email: f.Email, FormerEmail: f.Former, ChangedAt: moment(f.ChangedAt), Role: f.Role,
				Status: f.Status, Tenant: f.Tenant, Number: f.Number, Objects: f.Objects, CreatedAt: moment(f.CreatedAt), SeenAt: moment(f.SeenAt), SeenFrom: f.SeenFrom}), err
		})
	door.Handle(d, post("checks", "tick-stolen", "Note that something was checked, or was not after all", ""),
		func(ctx context.Context, c *door.Caller, in *struct {
			ReportPath

			Body struct {
				Item   string `json:"item" enum:"account_number,email,payment,objects,person,call_back"`
				Ticked bool   `json:"ticked"`
			}
		}) (*door.Body[StolenReport], error) {
			return answer(stolen.TickStolen(ctx, c.Scope, c.By(), in.Report, in.Body.Item, in.Body.Ticked))
		})
	door.Handle(d, post("block", "block-stolen", "Block the login at once", "Ends all its sessions and keys; its password and links fit no more. One thing must have been checked."),
		func(ctx context.Context, c *door.Caller, in *ReportPath) (*door.Body[StolenReport], error) {
			return answer(stolen.BlockStolen(ctx, c.Scope, c.By(), in.Report))
		})
	door.Handle(d, post("restore", "restore-stolen", "Give the login back", "A letter with a link to a new password goes to its address. Two things must have been checked."),
		func(ctx context.Context, c *door.Caller, in *struct {
			ReportPath

			Body struct {
				Former bool `json:"former,omitempty" doc:"To the address before the last change, which is given back"`
			}
		}) (*door.Body[StolenReport], error) {
			return answer(stolen.RestoreStolen(ctx, c.Scope, c.By(), in.Report, in.Body.Former))
		})
	door.Handle(d, post("refuse", "refuse-stolen", "Settle a report without giving the login back", "Opens a login again that was blocked for it."),
		func(ctx context.Context, c *door.Caller, in *struct {
			ReportPath

			Body struct {
				Reason string `json:"reason" maxLength:"1000"`
			}
		}) (*door.Body[StolenReport], error) {
			return answer(stolen.RefuseStolen(ctx, c.Scope, c.By(), in.Report, in.Body.Reason))
		})
}
