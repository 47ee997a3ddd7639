package reselling

import (
	"context"
	"net/http"
	"time"

	"github.com/google/uuid"

	"github.com/liveryhq/livery/api/door"
	"github.com/liveryhq/livery/billing/topup"
	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/internal/errs"
	"github.com/liveryhq/livery/tenant/access"
)

// Payments takes customers' money in, and gives back what is left.
type Payments interface {
	History(ctx context.Context, s db.Scope, after topup.Place, limit int) (list []topup.Topup, more bool, err error)
	TakeCash(ctx context.Context, s db.Scope, c topup.Cash) (topup.Topup, error)
	Import(ctx context.Context, s db.Scope, f topup.File) (topup.Imported, error)
	Unidentified(ctx context.Context, s db.Scope, after uuid.UUID, limit int) (list []topup.Waiting, more bool, err error)
	Assign(ctx context.Context, s db.Scope, receipt, customer, by uuid.UUID) error
	Return(ctx context.Context, s db.Scope, receipt, by uuid.UUID, comment string) error
	Own(ctx context.Context, s db.Scope, receipt, by uuid.UUID, from, comment string) error
	Takebacks(ctx context.Context, s db.Scope, after uuid.UUID, limit int) (list []topup.Takeback, more bool, err error)
	TakeBack(ctx context.Context, s db.Scope, id, by uuid.UUID) error
	NotTakenBack(ctx context.Context, s db.Scope, id uuid.UUID) error
	PayOut(ctx context.Context, s db.Scope, l topup.Leaving) (topup.Payout, error)
	Payouts(ctx context.Context, s db.Scope, after topup.Place, limit int) (list []topup.Payout, more bool, err error)
	Sent(ctx context.Context, s db.Scope, id, by uuid.UUID) error
	Undo(ctx context.Context, s db.Scope, id, by uuid.UUID, returned bool, comment string) error
	Requests(ctx context.Context, s db.Scope) ([]topup.Request, error)
	Refund(ctx context.Context, s db.Scope, r topup.Refunding) error
	Connection(ctx context.Context, s db.Scope) (topup.Connected, error)
	Connect(ctx context.Context, s db.Scope, secret, webhook string) (topup.Connected, error)
	Disconnect(ctx context.Context, s db.Scope) error
}

// Payment is money that came in from a customer, or may still come.
type Payment struct {
	ID           uuid.UUID  `json:"id" format:"uuid"`
	Customer     uuid.UUID  `json:"customer" format:"uuid"`
	CustomerName string     `json:"customer_name"`
	Number       string     `json:"number" doc:"The customer's account number"`
	Currency     string     `json:"currency"`
	Amount       int64      `json:"amount" doc:"In minor units"`
	Source       string     `json:"source" enum:"card,bank,cash"`
	State        string     `json:"state" enum:"open,paid,ended" doc:"open: its payment page may still be paid in"`
	GoneBack     int64      `json:"gone_back" doc:"Of it, what was refunded or disputed"`
	Comment      string     `json:"comment"`
	CreatedAt    time.Time  `json:"created_at"`
	PaidAt       *time.Time `json:"paid_at,omitempty"`
	Transaction  *uuid.UUID `json:"transaction,omitempty" format:"uuid" doc:"In the ledger"`
	Automatic    bool       `json:"automatic" doc:"A saved card was charged by itself"`
}

// StatementImport is what came of a bank's file, or would.
type StatementImport struct {
	Statements   []StatementPart  `json:"statements" nullable:"false"`
	Matched      int              `json:"matched" doc:"Entries whose customer is known by the account number"`
	Unidentified int              `json:"unidentified" doc:"Entries that wait for somebody to say whose they are"`
	Known        int              `json:"known" doc:"Entries that stood in another file, and are passed over"`
	Out          int              `json:"out" doc:"Entries that went out, which are not booked"`
	TakenBack    int              `json:"taken_back" doc:"Of those that went out, the ones that may take an earlier payment back"`
	Entries      []StatementEntry `json:"entries" nullable:"false"`
}

// StatementPart is a bank account's part of a file.
type StatementPart struct {
	Format   string    `json:"format"`
	Account  string    `json:"account"`
	Currency string    `json:"currency"`
	From     time.Time `json:"from"`
	To       time.Time `json:"to"`
	Opening  int64     `json:"opening"`
	Closing  int64     `json:"closing"`
	Came     int64     `json:"came"`
	Went     int64     `json:"went"`
}

// StatementEntry is an entry that came in.
type StatementEntry struct {
	Line         int        `json:"line"`
	Date         time.Time  `json:"date"`
	Amount       int64      `json:"amount"`
	Currency     string     `json:"currency"`
	Payer        string     `json:"payer"`
	Purpose      string     `json:"purpose"`
	State        string     `json:"state" enum:"matched,unidentified,known"`
	Customer     *uuid.UUID `json:"customer,omitempty" format:"uuid"`
	CustomerName string     `json:"customer_name"`
	Number       string     `json:"number"`
}

// UnidentifiedPayment is a payment of which nobody knows yet whose it is.
type UnidentifiedPayment struct {
	ID           uuid.UUID           `json:"id" format:"uuid"`
	Date         time.Time           `json:"date"`
	Amount       int64               `json:"amount"`
	Currency     string              `json:"currency"`
	Payer        string              `json:"payer"`
	PayerTax     string              `json:"payer_tax"`
	PayerAccount string              `json:"payer_account"`
	Purpose      string              `json:"purpose"`
	Reference    string              `json:"reference"`
	Suggestions  []PaymentSuggestion `json:"suggestions" nullable:"false"`
}

// PaymentSuggestion is whose a payment may be.
type PaymentSuggestion struct {
	Customer uuid.UUID `json:"customer" format:"uuid"`
	Name     string    `json:"name"`
	Number   string    `json:"number"`
	Why      string    `json:"why" enum:"number,near,payer,name" doc:"The number stands in the purpose; with a digit wrong; paid from this bank account before; is called like the payer"`
}

// CardConnection tells whether cards are taken.
type CardConnection struct {
	Connected   bool       `json:"connected"`
	Hint        string     `json:"hint" doc:"The last characters of the key; the key itself is told to nobody"`
	Live        bool       `json:"live" doc:"Of real money"`
	ConnectedAt *time.Time `json:"connected_at,omitempty"`
}

// PaymentPath names a payment.
type PaymentPath struct {
	Receipt uuid.UUID `path:"receipt" format:"uuid"`
}

func toPayment(t topup.Topup) Payment { return Payment(t) }

// RegisterPayments hangs in customers' money. webhook is the path where Stripe knocks.
func RegisterPayments(d *door.Doors, payments Payments, webhook string) {
	door.Handle(d, door.Route{Operation: access.PaymentRead, Area: door.Reselling, Method: http.MethodGet, Path: "/api/console/payments",
		ID: "list-payments", Summary: "What customers have paid, the newest first"},
		func(ctx context.Context, c *door.Caller, in *struct{ door.Page }) (*door.Body[door.Items[Payment]], error) {
			return door.Paged(c, "payments", in.After,
				func(after topup.Place) ([]topup.Topup, bool, error) {
					return payments.History(ctx, c.Scope, after, in.Limit)
				},
				func(t topup.Topup) (Payment, topup.Place) {
					return toPayment(t), topup.Place{At: t.CreatedAt, ID: t.ID}
				})
		})
	door.Handle(d, door.Route{Operation: access.PaymentWrite, Area: door.Reselling, Method: http.MethodPost, Path: "/api/console/payments/cash",
		ID: "take-cash", Summary: "Book money that a customer has handed over", Status: http.StatusCreated, Idempotent: true},
		func(ctx context.Context, c *door.Caller, in *struct {
			Body struct {
				Customer uuid.UUID `json:"customer" format:"uuid"`
				Currency string    `json:"currency" minLength:"3" maxLength:"3"`
				Amount   int64     `json:"amount" minimum:"1" doc:"In minor units"`
				Comment  string    `json:"comment" minLength:"1" maxLength:"500" doc:"Where it came from; the customer reads it too"`
			}
		}) (*door.Body[Payment], error) {
			made, err := payments.TakeCash(ctx, c.Scope, topup.Cash{Customer: in.Body.Customer, Currency: in.Body.Currency, Amount: in.Body.Amount, Comment: in.Body.Comment, By: c.User})
			return door.Answer(toPayment(made)), err
		})
	door.Handle(d, door.Route{Operation: access.PaymentWrite, Area: door.Reselling, Method: http.MethodPost, Path: "/api/console/payments/statements",
		ID: "import-statement", Summary: "Take a bank's statement in, or look what it would do", MaxBody: 4 << 20,
		Description: "1C ClientBankExchange or camt.053, as the bank gave it. All of the file or nothing; entries of another file are passed over."},
		func(ctx context.Context, c *door.Caller, in *struct {
			Body struct {
				Name   string `json:"name,omitempty" maxLength:"200"`
				File   []byte `json:"file" doc:"Base64"`
				DryRun bool   `json:"dry_run,omitempty" doc:"Look only"`
			}
		}) (*door.Body[StatementImport], error) {
			done, err := payments.Import(ctx, c.Scope, topup.File{Name: in.Body.Name, Bytes: in.Body.File, DryRun: in.Body.DryRun, By: c.User})
			if err != nil {
				return nil, err
			}
			return door.Answer(toStatementImport(done)), nil
		})
	registerUnidentified(d, payments)
	registerTakebacks(d, payments)
	registerPayouts(d, payments)
	registerGivingBack(d, payments)
	registerCards(d, payments, webhook)
}

func toStatementImport(done topup.Imported) StatementImport {
	out := StatementImport{Statements: []StatementPart{}, Matched: done.Matched, Unidentified: done.Unidentified, Known: done.Known, Out: done.Out, TakenBack: done.TakenBack, Entries: []StatementEntry{}}
	for _, s := range done.Statements {
		out.Statements = append(out.Statements, StatementPart(s))
	}
	for _, l := range done.Lines {
		out.Entries = append(out.Entries, StatementEntry{l.Line, l.Date, l.Amount, l.Currency, l.Payer, l.Purpose, l.State, l.Customer, l.CustomerName, l.Number})
	}
	return out
}

func registerUnidentified(d *door.Doors, payments Payments) {
	door.Handle(d, door.Route{Operation: access.PaymentRead, Area: door.Reselling, Method: http.MethodGet, Path: "/api/console/payments/unidentified",
		ID: "list-unidentified", Summary: "Payments of which nobody knows whose they are, the oldest first"},
		func(ctx context.Context, c *door.Caller, in *struct{ door.Page }) (*door.Body[door.Items[UnidentifiedPayment]], error) {
			return door.Paged(c, "unidentified", in.After,
				func(after uuid.UUID) ([]topup.Waiting, bool, error) {
					return payments.Unidentified(ctx, c.Scope, after, in.Limit)
				},
				func(w topup.Waiting) (UnidentifiedPayment, uuid.UUID) {
					one := UnidentifiedPayment{w.ID, w.Date, w.Amount, w.Currency, w.Payer, w.PayerTax, w.PayerAccount, w.Purpose, w.Reference, []PaymentSuggestion{}}
					for _, s := range w.Suggestions {
						one.Suggestions = append(one.Suggestions, PaymentSuggestion(s))
					}
					return one, w.ID
				})
		})
	door.Handle(d, door.Route{Operation: access.PaymentWrite, Area: door.Reselling, Method: http.MethodPost, Path: "/api/console/payments/unidentified/{receipt}/assign",
		ID: "assign-payment", Summary: "Say whose a payment is"},
		func(ctx context.Context, c *door.Caller, in *struct {
			PaymentPath
			Body struct {
				Customer uuid.UUID `json:"customer" format:"uuid"`
			}
		}) (*door.None, error) {
			return nil, payments.Assign(ctx, c.Scope, in.Receipt, in.Body.Customer, c.User)
		})
	door.Handle(d, door.Route{Operation: access.PaymentWrite, Area: door.Reselling, Method: http.MethodPost, Path: "/api/console/payments/unidentified/{receipt}/return",
		ID: "return-payment", Summary: "Note that a payment was sent back to where it came from"},
		func(ctx context.Context, c *door.Caller, in *struct {
			PaymentPath
			Body struct {
				Comment string `json:"comment" minLength:"1" maxLength:"500"`
			}
		}) (*door.None, error) {
			return nil, payments.Return(ctx, c.Scope, in.Receipt, c.User, in.Body.Comment)
		})
	door.Handle(d, door.Route{Operation: access.PaymentWrite, Area: door.Reselling, Method: http.MethodPost, Path: "/api/console/payments/unidentified/{receipt}/own",
		ID: "own-payment", Summary: "Say that a payment is no customer's", Description: "What the processor of cards pays out leaves what it holds; anything else is a correction of one's own book."},
		func(ctx context.Context, c *door.Caller, in *struct {
			PaymentPath
			Body struct {
				From    string `json:"from" enum:"stripe,own" doc:"stripe: paid out by Stripe; own: from an account of one's own"`
				Comment string `json:"comment,omitempty" maxLength:"500" doc:"Of own: what it is"`
			}
		}) (*door.None, error) {
			return nil, payments.Own(ctx, c.Scope, in.Receipt, c.User, in.Body.From, in.Body.Comment)
		})
}

func registerCards(d *door.Doors, payments Payments, webhook string) {
	const path = "/api/console/payments/stripe"
	show := func(c topup.Connected, err error) (*door.Body[CardConnection], error) {
		if errs.Is(err, errs.NotFound) {
			return door.Answer(CardConnection{}), nil
		}
		return door.Answer(CardConnection{Connected: true, Hint: c.Hint, Live: c.Live, ConnectedAt: &c.ConnectedAt}), err
	}
	door.Handle(d, door.Route{Operation: access.PaymentRead, Area: door.Reselling, Method: http.MethodGet, Path: path, ID: "get-stripe", Summary: "Whether cards are taken"},
		func(ctx context.Context, c *door.Caller, _ *struct{}) (*door.Body[CardConnection], error) {
			return show(payments.Connection(ctx, c.Scope))
		})
	door.Handle(d, door.Route{Operation: access.PaymentWrite, Area: door.Reselling, Method: http.MethodPut, Path: path, ID: "connect-stripe",
		Summary: "Take cards with a secret key of one's own at Stripe", Description: "The key is tried first, kept sealed, and told to nobody again."},
		func(ctx context.Context, c *door.Caller, in *struct {
			Body struct {
				SecretKey string `json:"secret_key" minLength:"1" maxLength:"255"`
			}
		}) (*door.Body[CardConnection], error) {
			made, err := payments.Connect(ctx, c.Scope, in.Body.SecretKey, c.Origin+webhook)
			if err != nil {
				return nil, err
			}
			return show(made, nil)
		})
	door.Handle(d, door.Route{Operation: access.PaymentWrite, Area: door.Reselling, Method: http.MethodDelete, Path: path, ID: "disconnect-stripe", Summary: "Take no more cards", Status: http.StatusNoContent},
		func(ctx context.Context, c *door.Caller, _ *struct{}) (*door.None, error) {
			return nil, payments.Disconnect(ctx, c.Scope)
		})
}
