package onboarding

import (
	"context"

	"github.com/google/uuid"

	"github.com/liveryhq/livery/internal/audit"
	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/platform/onboarding/internal/onboardingdb"
	"github.com/liveryhq/livery/tenant"
)

// known is a customer that is there already.
type known struct {
	id                         uuid.UUID
	name                       string
	legalForm, plan, reference string
}

// merged are the customer's fields, each from the first line that has it.
func merged(rows []*row) row {
	m := row{line: rows[0].line, value: map[Field]string{}}
	for _, r := range rows {
		for _, f := range []Field{Customer, Reference, LegalForm, Country, Language, TimeZone, CustPlan} {
			if m.value[f] == "" {
				m.value[f] = r.value[f]
			}
		}
	}
	return m
}

// find looks for the customer of some lines among the accounts of the tenant acted in: by reference, else by name. An
// account without a reference that is called so is the one. nil: it is new. m notes what is wrong.
func (o *Onboarding) find(ctx context.Context, tx *db.Tx, s db.Scope, m *row) (*known, error) {
	q := onboardingdb.New(tx)
	ref := tenant.NameKey(m.value[Reference])
	if ref != "" {
		found, err := q.AccountsOfReference(ctx, onboardingdb.AccountsOfReferenceParams{TenantID: s.Tenant(), ReferenceKey: ref})
		if err != nil {
			return nil, err
		}
		if len(found) > 0 {
			f := found[0]
			return &known{f.ID, f.Name, f.LegalForm, f.Plan, f.Reference}, nil
		}
	}
	if m.value[Customer] == "" {
		m.fail(Customer, "no_customer_name", "No customer has this reference yet, and the line does not name one. Write the name.")
		return nil, nil
	}
	found, err := q.AccountsOfName(ctx, onboardingdb.AccountsOfNameParams{TenantID: s.Tenant(), NameKey: tenant.NameKey(m.value[Customer])})
	if err != nil {
		return nil, err
	}
	var same []known
	for _, f := range found {
		if ref == "" || f.Reference == "" {
			same = append(same, known{f.ID, f.Name, f.LegalForm, f.Plan, f.Reference})
		}
	}
	switch len(same) {
	case 0:
		return nil, nil
	case 1:
		return &same[0], nil
	}
	m.fail(Customer, "ambiguous_customer", "Several customers are called so. Tell them apart by a reference, or rename them first.")
	return nil, nil
}

// there is the customer of some lines as they are now.
type there struct {
	id      uuid.UUID
	name    string
	outcome string // created, changed or unchanged
	// was and became are the fields that the lines have changed.
	was, became map[string]string
}

// customer finds or opens the customer of some lines, and writes down what is told of it.
func (o *Onboarding) customer(ctx context.Context, tx *db.Tx, s db.Scope, w work, m *row) (there, error) {
	found, err := o.find(ctx, tx, s, m)
	if err != nil || len(m.wrong) > 0 {
		return there{}, err
	}
	c, was := there{name: m.value[Customer], outcome: "created"}, known{}
	if found == nil {
		opened, err := o.tenants.OpenWithin(ctx, tx, s, tenant.Opening{Kind: tenant.Account, Name: m.value[Customer], Country: or(m.value[Country], w.home.Country),
			Locale: or(m.value[Language], w.home.Locale), TimeZone: or(m.value[TimeZone], w.home.TimeZone)})
		if err != nil {
			return there{}, err
		}
		c.id = opened.ID
	} else {
		was = *found
		c.id, c.name, c.outcome = was.id, was.name, "unchanged"
	}
	is := known{c.id, c.name, or(m.value[LegalForm], was.legalForm), or(m.value[CustPlan], was.plan), or(m.value[Reference], was.reference)}
	if is.legalForm != was.legalForm || is.plan != was.plan || tenant.NameKey(is.reference) != tenant.NameKey(was.reference) {
		if err := o.putRecord(ctx, tx, s, is); err != nil {
			return there{}, err
		}
		if found != nil {
			c.outcome, c.was, c.became = "changed", map[string]string{}, map[string]string{}
			for field, before := range was.fields() {
				if after := is.fields()[field]; after != before {
					c.was[field], c.became[field] = before, after
				}
			}
			return c, o.noteCustomer(ctx, tx, s, "reselling.customer.change", is, told(was))
		}
	}
	if found == nil {
		err = o.noteCustomer(ctx, tx, s, "reselling.customer.open", is, nil)
	}
	return c, err
}

func (o *Onboarding) putRecord(ctx context.Context, tx *db.Tx, s db.Scope, k known) error {
	return onboardingdb.New(tx).PutRecord(ctx, onboardingdb.PutRecordParams{AccountID: k.id, TenantID: s.Tenant(), Reference: k.reference,
		ReferenceKey: tenant.NameKey(k.reference), LegalForm: k.legalForm, Plan: k.plan})
}

// fields are what is written down of a customer, by the field of a line.
func (k known) fields() map[string]string {
	return map[string]string{string(Reference): k.reference, string(LegalForm): k.legalForm, string(CustPlan): k.plan}
}

func told(k known) audit.Fields {
	return audit.Fields{"reference": k.reference, "legal_form": k.legalForm, "plan": k.plan}
}

func (o *Onboarding) noteCustomer(ctx context.Context, tx *db.Tx, s db.Scope, action string, is known, before audit.Fields) error {
	return audit.Write(ctx, tx, s.Tenant(), o.now(), audit.Change{Action: action, Subject: audit.Subject{Kind: "tenant", ID: is.id, Name: is.name},
		Before: before, After: told(is)})
}

func or(s, otherwise string) string {
	if s == "" {
		return otherwise
	}
	return s
}
