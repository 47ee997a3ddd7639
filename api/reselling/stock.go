package reselling

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

// Stock keeps the trackers that a reseller hands out.
type Stock interface {
	Stock(ctx context.Context, s db.Scope, q fleet.StockQuery) (list []fleet.Stocked, more bool, err error)
	AddStock(ctx context.Context, s db.Scope, spec fleet.StockSpec) (fleet.Stocked, []fleet.Warning, error)
	ImportStock(ctx context.Context, s db.Scope, text string, common fleet.StockSpec, dryRun bool) (fleet.StockImported, error)
	ChangeStock(ctx context.Context, s db.Scope, id uuid.UUID, c fleet.StockChange) (fleet.Stocked, error)
	DeleteStock(ctx context.Context, s db.Scope, id uuid.UUID) error
	MakeCodes(ctx context.Context, s db.Scope, ids []uuid.UUID) ([]fleet.Label, error)
	HandOut(ctx context.Context, s db.Scope, id uuid.UUID, customer *uuid.UUID) (fleet.Stocked, error)
	TakeStockBack(ctx context.Context, s db.Scope, id uuid.UUID) (fleet.Stocked, error)
}

// StockedTracker is a tracker in stock.
type StockedTracker struct {
	ID            uuid.UUID  `json:"id" format:"uuid"`
	Protocol      string     `json:"protocol"`
	Model         string     `json:"model"`
	Identity      string     `json:"identity"`
	Phone         string     `json:"phone"`
	Note          string     `json:"note"`
	OperatorOwned bool       `json:"operator_owned" doc:"The operator's own equipment, also while a customer uses it"`
	State         string     `json:"state" enum:"in_stock,handed_out,active,returned"`
	HasCode       bool       `json:"has_code" doc:"There is an activation code that nobody has used"`
	Customer      *uuid.UUID `json:"customer,omitempty" format:"uuid" doc:"Who alone may activate it; absent: whoever has the code"`
	CustomerName  string     `json:"customer_name"`
	HandedAt      *time.Time `json:"handed_at,omitempty"`
	Account       *uuid.UUID `json:"account,omitempty" format:"uuid" doc:"Who has activated it"`
	AccountName   string     `json:"account_name"`
	ActivatedAt   *time.Time `json:"activated_at,omitempty"`
	CreatedAt     time.Time  `json:"created_at"`
}

// StockLabel is what is printed for a tracker.
type StockLabel struct {
	StockedTracker

	Code string `json:"code" doc:"It is told once; a new one can be made at any time"`
	Link string `json:"link" doc:"For the QR code: where a phone adds the object"`
}

// StockImport is what came of a list.
type StockImport struct {
	Lines    int             `json:"lines"`
	Added    int             `json:"added"`
	Known    int             `json:"known" doc:"Were in stock already, and left as they are"`
	Unknown  []string        `json:"unknown" nullable:"false" doc:"Headings that mean nothing here"`
	Warnings []shown.Warning `json:"warnings" nullable:"false"`
}

type newStock struct {
	Protocol      string `json:"protocol" maxLength:"40" example:"teltonika"`
	Model         string `json:"model,omitempty" maxLength:"100"`
	Identity      string `json:"identity" maxLength:"120"`
	Phone         string `json:"phone,omitempty" maxLength:"32"`
	Note          string `json:"note,omitempty" maxLength:"500"`
	OperatorOwned bool   `json:"operator_owned,omitempty"`
}

type stockChange struct {
	Model         *string `json:"model,omitempty" maxLength:"100"`
	Phone         *string `json:"phone,omitempty" maxLength:"32"`
	Note          *string `json:"note,omitempty" maxLength:"500"`
	OperatorOwned *bool   `json:"operator_owned,omitempty"`
}

// StockPath names a tracker in stock.
type StockPath struct {
	Stock uuid.UUID `path:"stock" format:"uuid"`
}

const maxStockList = 3 << 20

// RegisterStock hangs in the reseller's stock of trackers.
func RegisterStock(d *door.Doors, stock Stock) {
	door.Handle(d, door.Route{Operation: access.StockRead, Area: door.Reselling, Method: http.MethodGet, Path: "/api/console/stock",
		ID: "list-stock", Summary: "Trackers in stock, the newest first"},
		func(ctx context.Context, c *door.Caller, in *struct {
			door.Page

			Search string `query:"q" maxLength:"100" doc:"Part of an identity, SIM number, model or note"`
			State  string `query:"state" enum:"in_stock,handed_out,active,returned" doc:"Absent: all"`
		}) (*door.Body[door.Items[StockedTracker]], error) {
			q := fleet.StockQuery{Search: in.Search, State: in.State, Limit: min(in.Limit, fleet.MaxPage)}
			return door.Paged(c, "stock", in.After,
				func(after uuid.UUID) ([]fleet.Stocked, bool, error) {
					q.After = after
					return stock.Stock(ctx, c.Scope, q)
				},
				func(t fleet.Stocked) (StockedTracker, uuid.UUID) { return StockedTracker(t), t.ID })
		})
	door.Handle(d, door.Route{Operation: access.StockWrite, Area: door.Reselling, Method: http.MethodPost, Path: "/api/console/stock",
		ID: "add-stock", Summary: "Put a tracker into stock", Status: http.StatusCreated},
		func(ctx context.Context, c *door.Caller, in *struct{ Body newStock }) (*door.Body[StockedTracker], error) {
			made, _, err := stock.AddStock(ctx, c.Scope, fleet.StockSpec(in.Body))
			return door.Answer(StockedTracker(made)), err
		})
	door.Handle(d, door.Route{Operation: access.StockWrite, Area: door.Reselling, Method: http.MethodPost, Path: "/api/console/stock/import",
		ID: "import-stock", Summary: "Put a pasted list or a CSV file into stock", MaxBody: maxStockList,
		Description: "All lines or none: every bad one is named. Without a heading a line is identity, model, SIM number, note."},
		func(ctx context.Context, c *door.Caller, in *struct {
			Body struct {
				Text          string `json:"text" maxLength:"2000000"`
				Protocol      string `json:"protocol" maxLength:"40" doc:"For lines that do not say"`
				Model         string `json:"model,omitempty" maxLength:"100" doc:"Likewise"`
				OperatorOwned bool   `json:"operator_owned,omitempty"`
				DryRun        bool   `json:"dry_run,omitempty" doc:"Look only"`
			}
		}) (*door.Body[StockImport], error) {
			common := fleet.StockSpec{Protocol: in.Body.Protocol, Model: in.Body.Model, OperatorOwned: in.Body.OperatorOwned}
			done, err := stock.ImportStock(ctx, c.Scope, in.Body.Text, common, in.Body.DryRun)
			if err != nil {
				return nil, err
			}
			return door.Answer(StockImport{done.Lines, done.Added, done.Known, append([]string{}, done.Unknown...), shown.ToWarnings(done.Warnings)}), nil
		})
	door.Handle(d, door.Route{Operation: access.StockWrite, Area: door.Reselling, Method: http.MethodPatch, Path: "/api/console/stock/{stock}",
		ID: "change-stock", Summary: "Describe a tracker in stock anew",
		Description: "The mark of the operator's own equipment follows to the account that uses it, and stands in its audit."},
		func(ctx context.Context, c *door.Caller, in *struct {
			StockPath
			Body stockChange
		}) (*door.Body[StockedTracker], error) {
			t, err := stock.ChangeStock(ctx, c.Scope, in.Stock, fleet.StockChange(in.Body))
			return door.Answer(StockedTracker(t)), err
		})
	door.Handle(d, door.Route{Operation: access.StockWrite, Area: door.Reselling, Method: http.MethodDelete, Path: "/api/console/stock/{stock}",
		ID: "delete-stock", Summary: "Take a tracker out of the stock's list", Status: http.StatusNoContent},
		func(ctx context.Context, c *door.Caller, in *StockPath) (*door.None, error) {
			return nil, stock.DeleteStock(ctx, c.Scope, in.Stock)
		})
	registerHandingOut(d, stock)
}

func registerHandingOut(d *door.Doors, stock Stock) {
	door.Handle(d, door.Route{Operation: access.StockWrite, Area: door.Reselling, Method: http.MethodPost, Path: "/api/console/stock/codes",
		ID: "make-stock-codes", Summary: "Make activation codes, for labels", Description: "Codes made for these trackers before are worth nothing from then on."},
		func(ctx context.Context, c *door.Caller, in *struct {
			Body struct {
				Trackers []uuid.UUID `json:"trackers" nullable:"false" minItems:"1" maxItems:"200"`
			}
		}) (*door.Body[door.Items[StockLabel]], error) {
			labels, err := stock.MakeCodes(ctx, c.Scope, in.Body.Trackers)
			if err != nil {
				return nil, err
			}
			items := make([]StockLabel, 0, len(labels))
			for _, l := range labels {
				// After the sign #, which browsers keep to themselves: no log has it.
				items = append(items, StockLabel{StockedTracker(l.Stocked), l.Code, c.Origin + "/add#code=" + l.Code})
			}
			return door.Listed(items, ""), nil
		})
	door.Handle(d, door.Route{Operation: access.StockWrite, Area: door.Reselling, Method: http.MethodPost, Path: "/api/console/stock/{stock}/hand-out",
		ID: "hand-out-stock", Summary: "Note that a tracker has been handed out", Description: "To a named customer, who alone can activate it then, or to whoever has its code."},
		func(ctx context.Context, c *door.Caller, in *struct {
			StockPath
			Body struct {
				Customer *uuid.UUID `json:"customer,omitempty" format:"uuid"`
			}
		}) (*door.Body[StockedTracker], error) {
			t, err := stock.HandOut(ctx, c.Scope, in.Stock, in.Body.Customer)
			return door.Answer(StockedTracker(t)), err
		})
	door.Handle(d, door.Route{Operation: access.StockWrite, Area: door.Reselling, Method: http.MethodPost, Path: "/api/console/stock/{stock}/take-back",
		ID: "take-back-stock", Summary: "Note that a tracker has come back"},
		func(ctx context.Context, c *door.Caller, in *StockPath) (*door.Body[StockedTracker], error) {
			t, err := stock.TakeStockBack(ctx, c.Scope, in.Stock)
			return door.Answer(StockedTracker(t)), err
		})
}
