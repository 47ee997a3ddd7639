package onboarding

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/google/uuid"

	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/platform/onboarding/internal/onboardingdb"
	"github.com/liveryhq/livery/tenant"
	"github.com/liveryhq/livery/tenant/identity"
)

// ofCustomer are fields without which a line is nobody's; ofPerson and ofObject are skipped by themselves.
var (
	ofPerson = []Field{Login, Email, Person, Role}
	ofObject = []Field{Object, Kind, Group, Plan, Identity, Protocol, Model, SIM, Password}
)

// wrongAbout tells whether something is wrong with one of these fields.
func (r *row) wrongAbout(fields []Field) bool {
	return slices.ContainsFunc(r.wrong, func(w Wrong) bool { return slices.Contains(fields, w.Field) })
}

// nobodys tells whether so much is wrong with the line that nothing can be done with it.
func (r *row) nobodys() bool {
	return slices.ContainsFunc(r.wrong, func(w Wrong) bool { return !slices.Contains(ofPerson, w.Field) && !slices.Contains(ofObject, w.Field) })
}

// comparing finds what lines have wrong together.
type comparing struct {
	parts    map[string]int // of customers, by key
	names    map[string]int // first line that names a customer, by key
	called   map[string]string
	logins   map[string]*row
	emails   map[string]*row
	owners   map[string]string // login of the owner, by customer
	objects  map[string]int    // by customer and name
	trackers map[string]int
}

func newComparing() *comparing {
	return &comparing{parts: map[string]int{}, names: map[string]int{}, called: map[string]string{}, logins: map[string]*row{}, emails: map[string]*row{},
		owners: map[string]string{}, objects: map[string]int{}, trackers: map[string]int{}}
}

// add compares a line with those before it and returns the part it belongs to: all lines of a customer are one.
func (c *comparing) add(r *row) (part int) {
	if r.nobodys() {
		return 0
	}
	key := r.customerKey()
	if name := tenant.NameKey(r.value[Customer]); name != "" {
		switch {
		case c.called[key] == "":
			c.called[key], c.names[key] = name, r.line
		case c.called[key] != name:
			r.fail(Customer, "customer_differs", fmt.Sprintf("Line %d calls the customer of this reference otherwise. Write the same name, or another reference.", c.names[key]))
			return 0
		}
	}
	part, there := c.parts[key]
	if !there {
		part = len(c.parts) + 1
		c.parts[key] = part
	}
	c.person(r, key)
	c.object(r, key)
	return part
}

func (c *comparing) person(r *row, key string) {
	login := identity.LoginKey(r.value[Login])
	if login == "" || r.wrongAbout(ofPerson) {
		return
	}
	if first := c.logins[login]; first != nil && first.customerKey() != key {
		r.fail(Login, "login_twice", fmt.Sprintf("Line %d has this login for somebody of another customer. Give each person a login of their own.", first.line))
		return
	} else if first == nil {
		c.logins[login] = r
	}
	if email := identity.LoginKey(r.value[Email]); email != "" {
		if first := c.emails[email]; first != nil && identity.LoginKey(first.value[Login]) != login {
			r.fail(Email, "email_twice", fmt.Sprintf("Line %d has this address for another login. An address belongs to one person.", first.line))
		} else if first == nil {
			c.emails[email] = r
		}
	}
	if r.value[Role] == identity.Owner {
		if other := c.owners[key]; other != "" && other != login {
			r.fail(Role, "owner_twice", "Another line makes somebody else the owner of this customer. A customer has one owner.")
		} else {
			c.owners[key] = login
		}
	}
}

func (c *comparing) object(r *row, key string) {
	name := tenant.NameKey(r.value[Object])
	if name == "" || r.wrongAbout(ofObject) {
		return
	}
	if first := c.objects[key+"\n"+name]; first != 0 {
		r.fail(Object, "name_twice", fmt.Sprintf("Line %d names an object of this customer so too. Give each a name of its own.", first))
	} else {
		c.objects[key+"\n"+name] = r.line
	}
	tracker := strings.ToLower(strings.NewReplacer(" ", "", "-", "", "=", "", `"`, "", "'", "").Replace(r.value[Identity]))
	if tracker == "" {
		return
	}
	if first := c.trackers[tracker]; first != 0 {
		r.fail(Identity, "identity_twice", fmt.Sprintf("Line %d has this tracker too. A tracker stands for one object.", first))
	} else {
		c.trackers[tracker] = r.line
	}
}

// plan compares all lines with each other and puts them in parts, one for each customer. It is done over if its process is
// killed meanwhile: nothing is kept before all is.
func (o *Onboarding) plan(ctx context.Context, s db.Scope, w work) error {
	return o.in(ctx, s, func(tx *db.Tx) error {
		q := onboardingdb.New(tx)
		mapping := w.mapping
		lines, err := q.AllLines(ctx, w.id)
		if err != nil {
			return err
		}
		c, wrong := newComparing(), 0
		rows := make([]*row, len(lines))
		parts := make([]int32, len(lines))
		for i, l := range lines {
			r, err := readRow(int(l.Line), l.Cells, l.Bad, mapping)
			if err != nil {
				return err
			}
			rows[i], parts[i] = &r, int32(c.add(&r))
		}
		at := 0
		for some := range slices.Chunk(rows, 5_000) {
			p := onboardingdb.SetPlannedParams{ImportID: w.id}
			for _, r := range some {
				outcome := ""
				if r.nobodys() {
					outcome = "wrong"
					wrong++
				}
				p.Lines, p.Parts, p.Outcomes = append(p.Lines, int32(r.line)), append(p.Parts, parts[at]), append(p.Outcomes, outcome)
				p.Errors = append(p.Errors, jsonOf(r.wrong))
				at++
			}
			if err := q.SetPlanned(ctx, p); err != nil {
				return err
			}
		}
		n, err := q.FinishPlanning(ctx, onboardingdb.FinishPlanningParams{ID: w.id, Holder: &o.holder, Todo: int32(len(rows)), Done: int32(wrong), LeaseUntil: o.until()})
		return o.held(n, err)
	})
}

// jsonOf writes a list as the database keeps it: never null.
func jsonOf[T any](list []T) string {
	if len(list) == 0 {
		return "[]"
	}
	b, _ := json.Marshal(list) // plain values
	return string(b)
}

func (o *Onboarding) until() *time.Time {
	t := o.now().Add(o.lease)
	return &t
}

// work is an import that this process works at.
type work struct {
	id       uuid.UUID
	tenant   uuid.UUID
	state    string
	by       *uuid.UUID
	mapping  []Field
	protocol string
	invites  bool
	// home is the tenant that brings customers: their language and time zone are its own unless a line says otherwise.
	home tenant.Tenant
}
