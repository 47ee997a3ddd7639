package papers

import (
	"context"
	"slices"
	"strconv"

	"github.com/liveryhq/livery/billing/invoice"
	"github.com/liveryhq/livery/billing/ledger"
	"github.com/liveryhq/livery/billing/money"
	"github.com/liveryhq/livery/internal/db"
)

// mostLines are on a statement one by one; beyond, a day's entries of a kind are one line.
const mostLines = 1000

// IssueMonths issues invoices and statements of the months that are over, once nothing is booked in them any more. A job; it answers how
// many wallets' months.
func (p *Papers) IssueMonths(ctx context.Context) (n int64, err error) {
	for after := (month{}); ; {
		var due []month
		err := p.DB.Worker(ctx, func(tx *db.Tx) (err error) {
			due, err = monthsDue(ctx, tx, p.now().Add(-ledger.Settled), after, atOnce)
			return err
		})
		if err != nil || len(due) == 0 {
			return n, err
		}
		for _, m := range due {
			after = m
			if err := p.month(ctx, m); err != nil {
				p.Log.ErrorContext(ctx, "papers of a month could not be issued", "customer", m.customer, "month", m.name, "error", err)
				continue
			}
			n++
		}
		if ctx.Err() != nil {
			return n, ctx.Err()
		}
	}
}

// month issues what is due of one wallet's month: the invoice of what was bought, if anything was, or credit notes where more was given
// back than bought, and the statement.
func (p *Papers) month(ctx context.Context, m month) error {
	keeper, err := p.Tenants.Scope(ctx, m.keeper, m.keeper)
	if err != nil {
		return err
	}
	currency, err := money.ParseCurrency(m.unit)
	if err != nil {
		return err
	}
	look, err := p.look(ctx, m.keeper)
	if err != nil {
		return err
	}
	return p.DB.InTenant(ctx, keeper, func(tx *db.Tx) error {
		s, err := p.sides(ctx, tx, keeper, look, m.customer)
		if err != nil {
			return err
		}
		first, last := m.from.In(s.zone), m.to.In(s.zone).AddDate(0, 0, -1)
		bought, err := p.bought(ctx, tx, keeper, m, s)
		if err != nil {
			return err
		}
		about := invoice.Paper{Date: last, Currency: currency, From: first, To: last}
		if bought.Total > 0 {
			about.Kind, about.Lines, about.Total = invoice.KindInvoice, bought.Lines, bought.Total
			if _, err := p.issue(ctx, tx, keeper, look, s, draft{Paper: about, customer: m.customer, subject: m.subject(), taxed: true}); err != nil {
				return err
			}
		}
		if bought.Total < 0 {
			if err := p.takeOff(ctx, tx, keeper, look, s, m, about, bought); err != nil {
				return err
			}
		}
		about.Kind, about.Total = invoice.KindStatement, 0
		if err := p.state(ctx, tx, m, s, &about); err != nil {
			return err
		}
		_, err = p.issue(ctx, tx, keeper, look, s, draft{Paper: about, customer: m.customer, subject: m.subject()})
		return err
	})
}

// takeOff documents a month in which more was given back than bought: credit notes take it off the newest invoices that have something
// left. It is in the wallet already, so nothing is posted.
func (p *Papers) takeOff(ctx context.Context, tx *db.Tx, keeper db.Scope, look invoice.Look, s sides, m month, about, bought invoice.Paper) error {
	// Under the lock of the series nobody else credits the same invoices.
	if _, err := lockSeries(ctx, tx, keeper.Tenant(), m.unit, invoice.KindCreditNote); err != nil {
		return err
	}
	invoices, err := creditable(ctx, tx, keeper.Tenant(), m.customer, m.unit)
	if err != nil {
		return err
	}
	rest, subject := -bought.Total, m.subject()
	what := bought.Lines[len(bought.Lines)-1].What
	for _, l := range bought.Lines {
		if l.Amount < 0 {
			what = l.What
		}
	}
	for n, i := range invoices {
		if rest <= 0 {
			break
		}
		amount := min(rest, i.left)
		rest -= amount
		if n > 0 {
			subject = m.subject() + " " + strconv.Itoa(n+1)
		}
		about.Kind, about.Corrects, about.Total, about.Lines = invoice.KindCreditNote, i.paper.Code, amount, []invoice.Line{{What: what, Amount: amount}}
		sides := s
		sides.seller.TaxRate = i.paper.TaxRate // the rate of the invoice, whatever it is today
		if _, err := p.issue(ctx, tx, keeper, look, sides, draft{Paper: about, customer: m.customer, subject: subject, corrects: &i.paper.ID, taxed: true}); err != nil {
			return err
		}
	}
	return nil
}

func (m month) subject() string { return m.name + " " + m.customer.String() }

// bought lists what a customer has bought in a month. What the list does not know of (what was given back, what an operator has
// booked by hand) stands on a line of its own, so that the total is what was earned, to the last minor unit.
func (p *Papers) bought(ctx context.Context, tx *db.Tx, keeper db.Scope, m month, s sides) (out invoice.Paper, err error) {
	kinds, err := readSold(ctx, tx, m)
	if err != nil {
		return out, err
	}
	for _, k := range kinds {
		rest := k.amount
		out.Total += money.Amount(k.amount)
		if k.kind == "plan" && !s.gone { // what whoever has moved away was charged for is its own to know by now: one line says the sum
			theirs, err := p.Tenants.ScopeWithin(ctx, tx, keeper.Tenant(), m.customer)
			if err != nil {
				return out, err
			}
			if err := tx.Enter(ctx, theirs); err != nil {
				return out, err
			}
			objects, err := readCharged(ctx, tx, m)
			if err != nil {
				return out, err
			}
			if err := tx.Enter(ctx, keeper); err != nil {
				return out, err
			}
			for _, c := range objects {
				rest -= c.amount
				out.Lines = append(out.Lines, invoice.Line{What: c.plan, Quantity: strconv.Itoa(c.n), Price: money.Amount(c.price), Amount: money.Amount(c.amount)})
			}
		}
		if rest != 0 {
			out.Lines = append(out.Lines, invoice.Line{What: invoice.Sold(s.locale, k.kind, rest < 0), Amount: money.Amount(rest)})
		}
	}
	return out, nil
}

// state fills in what stands on a statement.
func (p *Papers) state(ctx context.Context, tx *db.Tx, m month, s sides, about *invoice.Paper) (err error) {
	if about.Opening, err = p.Ledger.BalanceBefore(ctx, tx, m.wallet, m.from); err != nil {
		return err
	}
	if about.Closing, err = p.Ledger.BalanceBefore(ctx, tx, m.wallet, m.to); err != nil {
		return err
	}
	n, err := countEntries(ctx, tx, m, mostLines+1)
	if err != nil {
		return err
	}
	about.Lines = nil
	if n > mostLines {
		return p.stateDays(ctx, tx, m, s, about)
	}
	lines, _, err := p.Ledger.Entries(ctx, tx, ledger.Asked{Account: m.wallet, From: m.from, To: m.to, Most: mostLines})
	if err != nil {
		return err
	}
	for _, l := range slices.Backward(lines) {
		what := invoice.Booked(s.locale, string(l.Kind))
		if l.Comment != "" {
			what += ": " + l.Comment
		}
		about.Lines = append(about.Lines, invoice.Line{Day: l.BookedAt.In(s.zone), What: what, Amount: l.Amount, Balance: l.Balance})
	}
	return nil
}

func (p *Papers) stateDays(ctx context.Context, tx *db.Tx, m month, s sides, about *invoice.Paper) error {
	days, err := readDaily(ctx, tx, m, s.zone.String())
	if err != nil {
		return err
	}
	balance := about.Opening
	for _, d := range days {
		balance += money.Amount(d.amount)
		what := invoice.Booked(s.locale, d.kind)
		if d.n > 1 {
			what += " × " + strconv.Itoa(d.n)
		}
		about.Lines = append(about.Lines, invoice.Line{Day: d.day, What: what, Amount: money.Amount(d.amount), Balance: balance})
	}
	return nil
}

// Issue issues all that is due: receipts and months. For those who make a history under a clock of their own.
func (p *Papers) Issue(ctx context.Context) (int64, error) {
	receipts, err := p.IssueReceipts(ctx)
	if err != nil {
		return receipts, err
	}
	months, err := p.IssueMonths(ctx)
	return receipts + months, err
}
