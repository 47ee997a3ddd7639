package catalogue

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"github.com/google/uuid"

	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/internal/errs"
)

// Layers that speak of a limit.
const (
	ByPlan     = "plan"
	ByBase     = "base"     // a plan that the plan is based on
	ByContract = "contract" // what was agreed with the customer
	ByPackage  = "package"
	ByAbove    = "above" // a tenant between the customer and the root
	ByNobody   = ""      // nobody speaks of it: no limit, every feature
)

// Source is where a limit comes from.
type Source struct {
	Layer string
	// Name of the plan, where it may be told.
	Name string
}

// Number is a limit that counts.
type Number struct {
	// Most; nil: not bounded.
	Most *int
	// Used of it.
	Used int64
	Source
}

// Switch is a feature that is on or off.
type Switch struct {
	On bool
	Source
}

// Word is a limit with a name: how long positions are kept, which tier of support.
type Word struct {
	Value string
	Source
}

// Effective are the limits of a tenant as they count, each with where it comes from.
type Effective struct {
	Objects, Users          Number
	Retention, Support      Word
	SMS, Reports, Resellers Switch
}

// layer is a row of limit_layers: what one contract or plan says.
type layer struct {
	depth  int
	layer  string
	plan   *uuid.UUID
	step   int
	name   string
	named  bool
	limits Limits
	// the target is an account: its own plans are of objects, and may be several
	kindOfAccount bool
	// objects and users at and below the tenant of this depth
	objects, users int64
}

// Effective tells the limits of a tenant at or below the one acted in. NotFound if it is not below.
func (c *Catalogue) Effective(ctx context.Context, s db.Scope, target uuid.UUID) (e Effective, err error) {
	err = c.db.InTenant(ctx, s, func(tx *db.Tx) (err error) {
		e, err = c.EffectiveIn(ctx, tx, target)
		return err
	})
	if err != nil {
		return e, fmt.Errorf("read limits: %w", err)
	}
	return e, nil
}

// EffectiveIn is Effective within a transaction.
func (c *Catalogue) EffectiveIn(ctx context.Context, tx *db.Tx, target uuid.UUID) (Effective, error) {
	layers, err := readLayers(ctx, tx, target, c.now())
	if err != nil {
		return Effective{}, err
	}
	if len(layers) == 0 {
		// The root has nobody above it; whoever else has no layers is not below.
		if acts, err := actsIn(ctx, tx, target); err != nil || !acts {
			return Effective{}, errs.Missing().With(err)
		}
	}
	e := resolve(layers, c.unsaid)
	given, err := givenByPackages(ctx, tx, target, c.now())
	if err != nil {
		return Effective{}, err
	}
	for feature, sw := range map[string]*Switch{"sms": &e.SMS, "reports": &e.Reports} {
		// A package adds to a plan; not to what stands above.
		if name, ok := given[feature]; ok && !sw.On && sw.Layer != ByAbove && sw.Layer != ByContract {
			*sw = Switch{true, Source{ByPackage, name}}
		}
	}
	return e, nil
}

// resolve lays the layers upon each other. At each level the contract goes before the plans, a plan before what it is based
// on; of several plans of an account the one that gives most counts. Between levels the smallest counts: a child never has
// more than its parent. Where nothing says how long an account's positions are kept, they are for as long as unsaid, if that is allowed.
func resolve(layers []layer, unsaid string) Effective {
	silent := false
	e := Effective{Retention: Word{Value: "m36"}, Support: Word{Value: "other"}, SMS: Switch{On: true}, Reports: Switch{On: true}, Resellers: Switch{On: true}}
	depths := map[int][]layer{}
	for _, l := range layers {
		depths[l.depth] = append(depths[l.depth], l)
	}
	order := make([]int, 0, len(depths))
	for d := range depths {
		order = append(order, d)
	}
	slices.Sort(order)
	for _, d := range order {
		at := depths[d]
		own := d == 0
		if own {
			e.Objects.Used, e.Users.Used = at[0].objects, at[0].users
			e.Support = supportOf(at, own)
		}
		number(&e.Objects, speaking(at, own, func(l Limits) *int { return l.Objects }, false))
		number(&e.Users, speaking(at, own, func(l Limits) *int { return l.Users }, true))
		kept := speaking(at, own, func(l Limits) *string { return l.Retention }, true)
		word(&e.Retention, kept)
		silent = silent || own && isAccount(at) && kept.value == nil
		feature(&e.SMS, speaking(at, own, func(l Limits) *bool { return l.SMS }, true))
		feature(&e.Reports, speaking(at, own, func(l Limits) *bool { return l.Reports }, true))
		feature(&e.Resellers, speaking(at, own, func(l Limits) *bool { return l.Resellers }, true))
	}
	if silent && rank(unsaid) < rank(e.Retention.Value) {
		e.Retention = Word{Value: unsaid}
	}
	return e
}

// supportOf is the tier of the contract or, where that gives the usual one, a better one of the plans.
func supportOf(at []layer, own bool) Word {
	tier := func(l Limits) *string { return l.Support }
	w := Word{Value: "other"}
	if s := first(at, tier, ByContract); s.value != nil {
		w = Word{*s.value, s.source}
	}
	plans := slices.DeleteFunc(slices.Clone(at), func(l layer) bool { return l.layer == ByContract })
	if len(plans) == 0 {
		return w
	}
	if s := speaking(plans, own, tier, true); s.value != nil && w.Value == "other" {
		return Word{*s.value, s.source}
	}
	return w
}

// said is what one level says of a limit; a nil value: nothing.
type said[T any] struct {
	value  *T
	source Source
}

func first[T any](at []layer, of func(Limits) *T, only string) said[T] {
	for _, l := range at {
		if v := of(l.limits); v != nil && l.layer == only {
			return said[T]{v, Source{l.layer, l.name}}
		}
	}
	return said[T]{}
}

// speaking is what a level says: its contract, or else its plans. Of several plans one that is silent gives most, then the
// greatest. An account's plans bound how many objects stand on each, which is not a limit of the account: byPlans is false.
func speaking[T cmpOrBool](at []layer, own bool, of func(Limits) *T, byPlans bool) said[T] {
	if s := first(at, of, ByContract); s.value != nil {
		return placed(s, at[0], own)
	}
	perPlan := map[uuid.UUID]said[T]{}
	for _, l := range at {
		if l.layer != ByPlan {
			continue
		}
		id := uuid.Nil
		if l.plan != nil {
			id = *l.plan
		}
		before, seen := perPlan[id]
		switch v := of(l.limits); {
		case seen && before.value != nil, v == nil && seen:
		case v == nil:
			perPlan[id] = said[T]{source: Source{ByPlan, l.name}}
		default:
			layerName := ByPlan
			if l.step > 0 {
				layerName = ByBase
			}
			perPlan[id] = said[T]{v, Source{layerName, l.name}}
		}
	}
	if !byPlans && len(perPlan) > 0 && isAccount(at) {
		return said[T]{}
	}
	var most said[T]
	begun := false
	for _, s := range perPlan {
		if s.value == nil {
			return said[T]{}
		}
		if !begun || greater(*s.value, *most.value) || !greater(*most.value, *s.value) && s.source.Name < most.source.Name {
			most, begun = s, true
		}
	}
	return placed(most, at[0], own)
}

// isAccount tells a level whose plans are of objects: only those are several, and only such a level is the lowest with a
// plan that the contract does not name.
func isAccount(at []layer) bool { return at[0].account() }

func (l layer) account() bool { return l.depth == 0 && l.kindOfAccount }

func placed[T any](s said[T], at layer, own bool) said[T] {
	if s.value != nil && !own {
		s.source = Source{Layer: ByAbove, Name: cmp.Or(s.source.Name, "")}
		if !at.named {
			s.source.Name = ""
		}
	}
	return s
}

type cmpOrBool interface{ ~int | ~string | ~bool }

// greater orders limits: more objects, a longer time, on before off.
func greater[T cmpOrBool](a, b T) bool {
	switch x := any(a).(type) {
	case int:
		return x > any(b).(int)
	case bool:
		return x && !any(b).(bool)
	case string:
		return rank(x) > rank(any(b).(string))
	}
	return false
}

// rank orders times of keeping, and tiers of support.
func rank(word string) int {
	return map[string]int{"none": 0, "other": 1, "silver": 2, "gold": 3, "m3": 1, "m12": 2, "m36": 3}[word]
}

func number(n *Number, s said[int]) {
	if s.value != nil && (n.Most == nil || *s.value < *n.Most) {
		n.Most, n.Source = s.value, s.source
	}
}

func word(w *Word, s said[string]) {
	if s.value != nil && (w.Layer == ByNobody || rank(*s.value) < rank(w.Value)) {
		w.Value, w.Source = *s.value, s.source
	}
}

func feature(sw *Switch, s said[bool]) {
	if s.value != nil && (sw.Layer == ByNobody || sw.On && !*s.value) {
		sw.On, sw.Source = *s.value, s.source
	}
}

// within refuses to give away what the provider acted in does not have itself.
func (c *Catalogue) within(ctx context.Context, tx *db.Tx, provider db.Scope, l Limits) error {
	own, err := c.EffectiveIn(ctx, tx, provider.Tenant())
	if err != nil {
		return err
	}
	beyond := func(field string) error {
		return errs.Field(field, "beyond_own_contract", "Your own contract does not give you that, so you cannot give it away. Choose less, or ask your provider.")
	}
	switch {
	case l.Objects != nil && own.Objects.Most != nil && *l.Objects > *own.Objects.Most:
		return beyond("objects")
	case l.Users != nil && own.Users.Most != nil && *l.Users > *own.Users.Most:
		return beyond("users")
	case l.Retention != nil && rank(*l.Retention) > rank(own.Retention.Value):
		return beyond("retention")
	case l.SMS != nil && *l.SMS && !own.SMS.On:
		return beyond("sms")
	case l.Reports != nil && *l.Reports && !own.Reports.On:
		return beyond("reports")
	case l.Resellers != nil && *l.Resellers && !own.Resellers.On:
		return beyond("sub_resellers")
	}
	return nil
}

// RoomForObjects refuses objects that would pass a limit of the tenant acted in, or of one above it (a child never has more
// than its parent). In the transaction that adds them, before it does. LimitReached (reason "objects_limit",
// "provider_limit").
func (c *Catalogue) RoomForObjects(ctx context.Context, tx *db.Tx, s db.Scope, more int) error {
	return c.room(ctx, tx, s, "objects", more)
}

// RoomForUsers does so for people.
func (c *Catalogue) RoomForUsers(ctx context.Context, tx *db.Tx, s db.Scope, more int) error {
	return c.room(ctx, tx, s, "users", more)
}

func (c *Catalogue) room(ctx context.Context, tx *db.Tx, s db.Scope, what string, more int) error {
	r, found, err := limitReached(ctx, tx, s.Tenant(), what, more, c.now())
	if err != nil || !found {
		return err
	}
	if r.depth > 0 || r.most == nil {
		return errs.New(errs.LimitReached, "provider_limit", "Your provider cannot take more at the moment. Ask them.")
	}
	e, err := c.EffectiveIn(ctx, tx, s.Tenant())
	if err != nil {
		return err
	}
	source := e.Objects.Source
	if what == "users" {
		source = e.Users.Source
	}
	// What a reseller's provider calls its plans is told in the section Provider only.
	by := "Your contract"
	if source.Layer == ByPlan || source.Layer == ByBase {
		by = "Your plan"
		if source.Name != "" && s.Kind() == "account" {
			by = "Your plan “" + source.Name + "”"
		}
	}
	return errs.New(errs.LimitReached, what+"_limit", fmt.Sprintf(
		"%s allows %d, and there are %d. Remove some you do not need, or ask your provider for more.", by, *r.most, *r.used))
}

// SilentWhenBlocked are those of the objects of the account acted in whose plan, in the version in force, does not tell while they are
// blocked when they were last heard. What a plan does not say is looked up in the plan it is based on; said nowhere, it is told.
func (c *Catalogue) SilentWhenBlocked(ctx context.Context, tx *db.Tx, s db.Scope, objects []uuid.UUID) ([]uuid.UUID, error) {
	list, err := silentWhenBlocked(ctx, tx, s.Tenant(), objects, c.now())
	if err != nil {
		return nil, fmt.Errorf("read whose last contact is not told: %w", err)
	}
	return list, nil
}

// MayOpenResellers refuses resellers of somebody whose contract, or one above, does not allow them.
func (c *Catalogue) MayOpenResellers(ctx context.Context, tx *db.Tx, s db.Scope) error {
	e, err := c.EffectiveIn(ctx, tx, s.Tenant())
	if err == nil && !e.Resellers.On {
		err = errs.New(errs.LimitReached, "no_resellers", "Your contract does not let you have resellers of your own. Ask your provider.")
	}
	return err
}
