package start

import (
	"context"
	"strings"

	"github.com/liveryhq/livery/internal/db"
)

// look is how a step is looked up: one function each, in a transaction of the realm's.
type look func(ctx context.Context, tx *db.Tx, s db.Scope) (Fact, error)

// facts are the steps in their order.
func (g *Starts) facts() []struct {
	name string
	look look
} {
	return []struct {
		name string
		look look
	}{{Entity, g.entity}, {Brand, g.brand}, {Domain, g.domain}, {Prices, g.prices}, {Documents, g.documents}, {Sender, g.sender}, {Customer, g.customer}}
}

// entity: whoever is behind the business can be named and found. A bank account is good to have: without one nobody pays by bank.
func (g *Starts) entity(ctx context.Context, tx *db.Tx, s db.Scope) (f Fact, err error) {
	e, err := g.Entities.EntityIn(ctx, tx, s)
	f.Left = e.Missing()
	if e.Bank.Number == "" {
		f.Advice = append(f.Advice, "bank")
	}
	return f, err
}

// brand: a look was published that is the realm's own.
func (g *Starts) brand(ctx context.Context, tx *db.Tx, s db.Scope) (f Fact, err error) {
	published, drafted, err := readLook(ctx, tx, s.Tenant())
	switch {
	case published:
	case drafted:
		f.Left = []string{"publish"}
	default:
		f.Left = []string{"look"}
	}
	return f, err
}

// domain: a name of the realm's own is live. What is left is told of the one that has come furthest.
func (g *Starts) domain(ctx context.Context, tx *db.Tx, s db.Scope) (f Fact, err error) {
	id, state, err := readDomain(ctx, tx, s.Tenant(), g.Zone)
	if err != nil {
		return f, err
	}
	f.About = id
	switch state {
	case "active":
	case "degraded":
		f.Advice = []string{"mend"}
	case "issuing":
		f.Left = []string{"certificate"}
	case "verified":
		f.Left = []string{"point"}
	case "pending":
		f.Left = []string{"prove"}
	default:
		f.Left = []string{"ask"}
	}
	return f, nil
}

// prices: something can be bought.
func (g *Starts) prices(ctx context.Context, tx *db.Tx, s db.Scope) (f Fact, err error) {
	there, err := hasPrices(ctx, tx, s.Tenant())
	if !there {
		f.Left = []string{"plan"}
	}
	return f, err
}

// documents: each kind has a version in force. Starter texts are good enough to begin with.
func (g *Starts) documents(ctx context.Context, tx *db.Tx, s db.Scope) (f Fact, err error) {
	missing, starters, err := readDocuments(ctx, tx, s.Tenant(), g.Clock.Now())
	f.Left = missing
	if starters {
		f.Advice = []string{"starters"}
	}
	return f, err
}

// sender: letters leave in the realm's name, from the neutral zone as long as it has no sender of its own.
func (g *Starts) sender(context.Context, *db.Tx, db.Scope) (f Fact, err error) {
	if g.Letters {
		f.Advice = []string{"own"}
	} else {
		f.Left = []string{"mail"}
	}
	return f, nil
}

// customer: somebody is served.
func (g *Starts) customer(ctx context.Context, tx *db.Tx, s db.Scope) (f Fact, err error) {
	there, err := hasCustomer(ctx, tx, s.Tenant())
	if !there {
		f.Left = []string{"customer"}
	}
	return f, err
}

// hosts are where the realm is found, and the one in the neutral zone.
func (g *Starts) hosts(ctx context.Context, tx *db.Tx, s db.Scope) (primary, starter string, err error) {
	list, err := readHosts(ctx, tx, s.Tenant())
	for _, host := range list {
		if primary == "" {
			primary = host
		}
		if starter == "" && g.Zone != "" && strings.HasSuffix(host, "."+g.Zone) {
			starter = host
		}
	}
	return primary, starter, err
}
