package onboarding

import (
	"context"
	"crypto/rand"
	"encoding/json"
	"errors"
	"fmt"
	"math/big"
	"slices"

	"github.com/google/uuid"

	"github.com/liveryhq/livery/internal/audit"
	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/internal/errs"
	"github.com/liveryhq/livery/platform/onboarding/internal/onboardingdb"
	"github.com/liveryhq/livery/tenant/fleet"
	"github.com/liveryhq/livery/tenant/identity"
)

var (
	// errLost: another process works at the import now, or somebody has begun another pass.
	errLost = errors.New("the import is not this process's any more")
	// errAgain: something was done beside us between two looks; the next look sees it.
	errAgain = errs.New(errs.Unavailable, "busy", "This is being changed by somebody else. Try again.")
)

// passwordPurpose is what first passwords are sealed for.
const passwordPurpose = "first password of an import"

// made is something that a part has created, or changed.
type made struct {
	line    int
	kind    string
	account uuid.UUID
	subject uuid.UUID
	name    string
	sealed  []byte
	// was and became are the fields of something that was there before; nil: it was created.
	was, became map[string]string
}

// part is the lines of one customer, being worked at.
type part struct {
	*Onboarding

	w     work
	home  db.Scope
	rows  []*row
	told  map[int]map[string]string
	users map[string]first
	made  []made
	// account is the customer's; Nil until it is found or opened.
	account uuid.UUID
}

// first is somebody ready to be added, with the password they begin with; nil: they are written to, and choose one.
type first struct {
	ready  identity.Ready
	sealed []byte
}

func (p *part) tell(r *row, what, outcome string) {
	if p.told[r.line] == nil {
		p.told[r.line] = map[string]string{}
	}
	p.told[r.line][what] = outcome
}

// readPart reads the lines of a part that are still to be done.
func (o *Onboarding) readPart(ctx context.Context, s db.Scope, w work) (p *part, err error) {
	p = &part{Onboarding: o, w: w, home: s}
	err = o.in(ctx, s, func(tx *db.Tx) error {
		q := onboardingdb.New(tx)
		number, err := q.NextPart(ctx, w.id)
		if err != nil {
			return err
		}
		lines, err := q.PartLines(ctx, onboardingdb.PartLinesParams{ImportID: w.id, Part: &number})
		for _, l := range lines {
			r, err := readRow(int(l.Line), l.Cells, "", w.mapping)
			if err != nil {
				return err
			}
			r.wrong = nil
			if err := json.Unmarshal(l.Errors, &r.wrong); err != nil { // those of planning, which knows all lines
				return err
			}
			p.rows = append(p.rows, &r)
		}
		return err
	})
	return p, err
}

// hash makes the people of a part ready who are not there yet: it takes too long to do it in a transaction.
func (p *part) hash(ctx context.Context, really bool) error {
	there := map[string]bool{}
	err := p.in(ctx, p.home, func(tx *db.Tx) error {
		m := merged(p.rows)
		found, err := p.find(ctx, tx, p.home, &m)
		if err != nil || found == nil {
			return err
		}
		account, err := p.tenants.ScopeWithin(ctx, tx, p.home.Tenant(), found.id)
		if err != nil {
			return err
		}
		if err := tx.Enter(ctx, account); err != nil {
			return err
		}
		users, err := p.people.UsersWithin(ctx, tx, account)
		for _, u := range users {
			there[identity.LoginKey(u.Login)] = true
		}
		return err
	})
	if err != nil {
		return err
	}
	p.users = map[string]first{}
	for _, r := range p.rows {
		key := identity.LoginKey(r.value[Login])
		if _, is := p.users[key]; is || key == "" || there[key] || r.wrongAbout(ofPerson) {
			continue
		}
		somebody, err := p.prepare(ctx, identity.NewUser{Login: r.value[Login], Email: r.value[Email], Name: r.value[Person], Locale: r.value[Language],
			Role: or(r.value[Role], p.roleOf(key))}, really)
		if e, is := errors.AsType[*errs.Error](err); is && e.Code == errs.Invalid {
			r.fail(personField(e), e.Reason, e.Message)
			continue
		}
		if err != nil {
			return err
		}
		p.users[key] = somebody
	}
	return nil
}

// prepare makes somebody ready: to be written to, or, without an address, with a password that is told once.
func (p *part) prepare(ctx context.Context, n identity.NewUser, really bool) (first, error) {
	if p.w.invites && n.Email != "" {
		ready, err := p.people.PrepareInvited(n)
		return first{ready: ready}, err
	}
	n.Password = newPassword()
	ready, err := p.people.Prepare(ctx, n, really)
	if err != nil {
		return first{}, err
	}
	sealed, err := p.key.Seal(p.home.Tenant(), passwordPurpose, []byte(n.Password))
	return first{ready, sealed}, err
}

// roleOf is the role of somebody whose line names none: the first of a customer is its owner, unless a line says who is.
func (p *part) roleOf(key string) string {
	for _, r := range p.rows {
		if r.value[Role] == identity.Owner && !r.wrongAbout(ofPerson) {
			return identity.Viewer
		}
	}
	for _, r := range p.rows {
		if login := identity.LoginKey(r.value[Login]); login != "" && r.value[Role] == "" && !r.wrongAbout(ofPerson) {
			if login == key {
				return identity.Owner
			}
			break
		}
	}
	return identity.Viewer
}

func personField(e *errs.Error) Field {
	if len(e.Details) > 0 {
		switch e.Details[0].Field {
		case "email":
			return Email
		case "name":
			return Person
		case "role":
			return Role
		}
	}
	return Login
}

// do brings a part in a transaction of the tenant's. What is wrong with a line is noted in it, and keeps none of the
// others; an error keeps all.
func (p *part) do(ctx context.Context, tx *db.Tx) error {
	p.told, p.made = map[int]map[string]string{}, nil
	m := merged(p.rows)
	there, err := p.customer(ctx, tx, p.home, p.w, &m)
	if e, is := errors.AsType[*errs.Error](err); is && e.Code == errs.Invalid {
		m.fail(Customer, e.Reason, e.Message)
	} else if err != nil {
		return err
	}
	if len(m.wrong) > 0 {
		for _, r := range p.rows {
			r.wrong = append(r.wrong, m.wrong...)
		}
		return nil
	}
	id := there.id
	p.account = id
	p.tell(p.rows[0], "customer", there.outcome)
	if there.outcome != "unchanged" {
		p.made = append(p.made, made{line: p.rows[0].line, kind: "customer", account: id, subject: id, name: there.name, was: there.was, became: there.became})
	}
	account, err := p.tenants.ScopeWithin(ctx, tx, p.home.Tenant(), id)
	if err != nil {
		return err
	}
	if err := tx.Enter(ctx, account); err != nil {
		return err
	}
	// In the customer's own audit whoever stands above appears without a name.
	technical := audit.As(ctx, audit.Actor{Kind: audit.Technical, Name: "import"})
	if err := p.doPeople(technical, tx, account); err != nil {
		return err
	}
	if err := p.doObjects(technical, tx, account); err != nil {
		return err
	}
	return tx.Enter(ctx, p.home)
}

func (p *part) doPeople(ctx context.Context, tx *db.Tx, account db.Scope) error {
	users, err := p.people.UsersWithin(ctx, tx, account)
	if err != nil {
		return err
	}
	there, owned := map[string]bool{}, false
	for _, u := range users {
		there[identity.LoginKey(u.Login)] = true
		owned = owned || u.Role == identity.Owner
	}
	for _, r := range p.rows {
		key := identity.LoginKey(r.value[Login])
		if key == "" || r.wrongAbout(ofPerson) {
			continue
		}
		if there[key] {
			if p.told[r.line]["user"] == "" {
				p.tell(r, "user", "unchanged")
			}
			continue
		}
		somebody, is := p.users[key]
		if !is {
			return errAgain
		}
		role := or(r.value[Role], p.roleOf(key))
		if role == identity.Owner && owned {
			if r.value[Role] == identity.Owner {
				r.fail(Role, "owner_there", "This customer has an owner already. Give the person another role; the owner can hand over later.")
				continue
			}
			role = identity.Viewer
		}
		wrong, err := p.taken(ctx, tx, account, r)
		if err != nil {
			return err
		}
		if wrong {
			continue
		}
		id, err := p.people.AddWithin(ctx, tx, account, somebody.ready.As(role))
		if err != nil {
			return err
		}
		there[key], owned = true, owned || role == identity.Owner
		p.tell(r, "user", "created")
		if somebody.sealed == nil {
			p.tell(r, "letter", "sent")
		}
		p.made = append(p.made, made{line: r.line, kind: "user", account: account.Tenant(), subject: id, name: r.value[Login], sealed: somebody.sealed})
	}
	return nil
}

// taken notes if somebody else of the brand signs in with this login or address: whose they are is not told.
func (p *part) taken(ctx context.Context, tx *db.Tx, account db.Scope, r *row) (bool, error) {
	is, err := p.people.TakenWithin(ctx, tx, account, r.value[Login])
	if err != nil {
		return false, err
	}
	if is {
		r.fail(Login, "login_taken", "This login is taken. Choose another.")
		return true, nil
	}
	if r.value[Email] == "" {
		return false, nil
	}
	if is, err = p.people.TakenWithin(ctx, tx, account, r.value[Email]); is {
		r.fail(Email, "email_taken", "Somebody signs in with this address already. Use another.")
	}
	return is, err
}

func (p *part) doObjects(ctx context.Context, tx *db.Tx, account db.Scope) error {
	var rows []*row
	var lines []fleet.Bringing
	for _, r := range p.rows {
		if r.value[Object] == "" || r.wrongAbout(ofObject) {
			continue
		}
		v := r.value
		protocol := v[Protocol]
		if v[Identity] != "" {
			if name, is := p.fleet.KnowsProtocol(protocol); is {
				protocol = name
			} else if name, is := p.fleet.KnowsProtocol(v[Model]); is && protocol == "" {
				protocol = name
			}
			protocol = or(protocol, p.w.protocol)
		}
		rows = append(rows, r)
		lines = append(lines, fleet.Bringing{Line: r.line, Name: v[Object], Kind: v[Kind], Group: v[Group], Plan: v[Plan], Identity: v[Identity],
			Protocol: protocol, Model: v[Model], Phone: v[SIM], Password: v[Password]})
	}
	if len(lines) == 0 {
		return nil
	}
	brought, err := p.fleet.Bring(ctx, tx, account, lines)
	if err != nil {
		return err
	}
	for i, b := range brought {
		r := rows[i]
		for _, w := range b.Wrong {
			r.fail(objectField(w.Field), w.Reason, w.Message)
		}
		if len(b.Wrong) > 0 {
			continue
		}
		outcome := "unchanged"
		switch {
		case b.Created:
			outcome = "created"
			p.made = append(p.made, made{line: r.line, kind: "object", account: account.Tenant(), subject: b.Object, name: r.value[Object]})
		case b.Changed:
			outcome = "changed"
			p.made = append(p.made, made{line: r.line, kind: "object", account: account.Tenant(), subject: b.Object, name: r.value[Object], was: b.Was, became: b.Became})
		}
		p.tell(r, "object", outcome)
		if b.Group != nil {
			p.tell(r, "group", "created")
			p.made = append(p.made, made{line: r.line, kind: "group", account: account.Tenant(), subject: *b.Group, name: r.value[Group]})
		}
		if b.Bound {
			p.tell(r, "tracker", "waiting")
		}
		for _, w := range b.Warnings {
			p.tell(r, "warning", w.Reason)
		}
	}
	return nil
}

// objectField names a field of package fleet as a column.
func objectField(name string) Field {
	switch name {
	case "name":
		return Object
	case "phone":
		return SIM
	case "password":
		return Password
	}
	return Field(name)
}

// outcome is the word for a line.
func (p *part) outcome(r *row) string {
	t := p.told[r.line]
	is := func(outcome string) bool {
		return slices.ContainsFunc([]string{"customer", "user", "object"}, func(what string) bool { return t[what] == outcome })
	}
	switch {
	case len(r.wrong) > 0:
		return "wrong"
	case is("created"):
		return "created"
	case is("changed"):
		return "changed"
	}
	return "unchanged"
}

// keep writes what became of the lines, and moves the import on, if it is still this process's.
func (p *part) keep(ctx context.Context, tx *db.Tx) error {
	q := onboardingdb.New(tx)
	set := onboardingdb.SetOutcomesParams{ImportID: p.w.id}
	for _, r := range p.rows {
		told := p.told[r.line]
		if told == nil {
			told = map[string]string{}
		}
		text, err := json.Marshal(told)
		if err != nil {
			return err
		}
		set.Lines, set.Outcomes = append(set.Lines, int32(r.line)), append(set.Outcomes, p.outcome(r))
		set.Tolds, set.Errors = append(set.Tolds, string(text)), append(set.Errors, jsonOf(r.wrong))
	}
	if err := q.SetOutcomes(ctx, set); err != nil {
		return err
	}
	n, err := q.Progress(ctx, onboardingdb.ProgressParams{ID: p.w.id, Holder: &p.holder, N: int32(len(p.rows)), LeaseUntil: p.until()})
	return p.held(n, err)
}

// remember writes down what was created, to be taken back, and what was changed, to be put back.
func (p *part) remember(ctx context.Context, tx *db.Tx) error {
	q := onboardingdb.New(tx)
	for _, m := range p.made {
		row := onboardingdb.InsertMadeParams{ImportID: p.w.id, TenantID: p.home.Tenant(), Line: int32(m.line), Kind: m.kind,
			AccountID: m.account, SubjectID: m.subject, Name: m.name, Sealed: m.sealed}
		if m.was != nil {
			var errWas, errBecame error
			row.Was, errWas = json.Marshal(m.was)
			row.Became, errBecame = json.Marshal(m.became)
			if err := errors.Join(errWas, errBecame); err != nil {
				return err
			}
		}
		if err := q.InsertMade(ctx, row); err != nil {
			return err
		}
	}
	return nil
}

// bringPart does one part: for good, or to tell what it would do.
func (o *Onboarding) bringPart(ctx context.Context, p *part) error {
	before := make([][]Wrong, len(p.rows))
	for i, r := range p.rows {
		before[i] = slices.Clone(r.wrong)
	}
	again := func() {
		for i, r := range p.rows {
			r.wrong = slices.Clone(before[i])
		}
	}
	again()
	really := p.w.state == Running
	if err := p.hash(ctx, really); err != nil {
		again()
		return err
	}
	err := o.in(ctx, p.home, func(tx *db.Tx) error {
		if err := p.do(ctx, tx); err != nil {
			return err
		}
		if !really {
			return db.ErrTried
		}
		if err := p.remember(ctx, tx); err != nil {
			return err
		}
		return p.keep(ctx, tx)
	})
	if err == nil && !really {
		err = o.in(ctx, p.home, func(tx *db.Tx) error { return p.keep(ctx, tx) })
	}
	if err != nil {
		again()
		return fmt.Errorf("bring a customer: %w", err)
	}
	return nil
}

// letters of first passwords: none that is taken for another.
const letters = "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789"

func newPassword() string {
	b := make([]byte, 14)
	for i := range b {
		n, err := rand.Int(rand.Reader, big.NewInt(int64(len(letters))))
		if err != nil {
			panic(err) // crypto/rand never fails
		}
		b[i] = letters[n.Int64()]
	}
	return string(b)
}
