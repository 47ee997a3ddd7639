package access

import (
	"fmt"
	"slices"

	"github.com/casbin/casbin/v2"
	"github.com/casbin/casbin/v2/model"
)

// rules: a request is a role, or a bundle by itself, and an operation; a role is in bundles, a bundle has operations.
const rules = `
[request_definition]
r = holder, operation
[policy_definition]
p = bundle, operation
[role_definition]
g = _, _
[policy_effect]
e = some(where (p.eft == allow))
[matchers]
m = r.operation == p.operation && g(r.holder, p.bundle)
`

// mostOperations bounds the table: Held is a value of as many bits, compared and copied without a thought.
const mostOperations = 256

// Held is what somebody may do: a set of operations, settled once their standing is known. The zero value is nothing.
type Held struct{ bits [mostOperations / 64]uint64 }

func (h *Held) add(o Held) {
	for i := range h.bits {
		h.bits[i] |= o.bits[i]
	}
}

func (h *Held) take(o Held) {
	for i := range h.bits {
		h.bits[i] &^= o.bits[i]
	}
}

func (h *Held) set(n int)     { h.bits[n/64] |= 1 << (n % 64) }
func (h *Held) clear(n int)   { h.bits[n/64] &^= 1 << (n % 64) }
func (h Held) has(n int) bool { return h.bits[n/64]&(1<<(n%64)) != 0 }

// Rights decides. It is safe for concurrent use.
type Rights struct {
	// numbers of operations in Held, in the order of Operations
	numbers map[Operation]int
	// what a bundle or a built-in role holds
	byBundle map[Bundle]Held
	byRole   map[Role]Held
	bundles  map[Role][]Bundle
	order    []Operation
}

// policy is the tables of this package as casbin takes them.
func policy() (*casbin.Enforcer, error) {
	m, err := model.NewModelFromString(rules)
	if err != nil {
		return nil, fmt.Errorf("read the model of rights: %w", err)
	}
	enforcer, err := casbin.NewEnforcer(m)
	if err != nil {
		return nil, fmt.Errorf("build the policy of rights: %w", err)
	}
	for _, o := range Operations() {
		if _, err := enforcer.AddPolicy(string(o.Bundle), string(o.Operation)); err != nil {
			return nil, fmt.Errorf("add %s to the policy: %w", o.Operation, err)
		}
	}
	for role, bundles := range Roles() {
		for _, b := range bundles {
			if _, err := enforcer.AddGroupingPolicy(roleName(role), string(b)); err != nil {
				return nil, fmt.Errorf("add %s to the policy: %w", role, err)
			}
		}
	}
	return enforcer, nil
}

// New builds the policy and asks casbin once for all that a bundle or a role has: the policy is static, so the answers are
// too. To ask for each pair of a holder and an operation is the same, as the tests see, and takes a quarter of a second.
func New() (*Rights, error) {
	enforcer, err := policy()
	if err != nil {
		return nil, err
	}
	r := &Rights{numbers: map[Operation]int{}, byBundle: map[Bundle]Held{}, byRole: map[Role]Held{}, bundles: Roles()}
	if n := len(Operations()); n > mostOperations {
		return nil, fmt.Errorf("there are %d operations, and room for %d", n, mostOperations)
	}
	for n, o := range Operations() {
		r.numbers[o.Operation] = n
		r.order = append(r.order, o.Operation)
	}
	settle := func(holder string) (held Held, err error) {
		permissions, err := enforcer.GetImplicitPermissionsForUser(holder)
		if err != nil {
			return held, fmt.Errorf("ask what %s may do: %w", holder, err)
		}
		for _, p := range permissions {
			n, known := r.numbers[Operation(p[1])]
			if !known {
				return held, fmt.Errorf("the policy has %s do %s, which is no operation", holder, p[1])
			}
			held.set(n)
		}
		return held, nil
	}
	for _, b := range Bundles() {
		if r.byBundle[b], err = settle(string(b)); err != nil {
			return nil, err
		}
	}
	for role := range r.bundles {
		if r.byRole[role], err = settle(roleName(role)); err != nil {
			return nil, err
		}
	}
	return r, nil
}

// HeldBy is what a built-in role may do, or a set of bundles where the role is the tenant's own. An unknown role, and an
// unknown bundle, hold nothing.
func (r *Rights) HeldBy(role Role, own []string) Held {
	if role != Own {
		return r.byRole[role]
	}
	var held Held
	for _, b := range own {
		held.add(r.byBundle[Bundle(b)])
	}
	return held
}

// Has tells whether a built-in role, or a set of bundles where the role is the tenant's own, has a bundle.
func (r *Rights) Has(role Role, own []string, b Bundle) bool {
	if role == Own {
		return slices.Contains(own, string(b))
	}
	return slices.Contains(r.bundles[role], b)
}

// Allowed tells whether the operation is among what is held. What is not in the table is allowed to nobody, but Anyone.
func (r *Rights) Allowed(held Held, o Operation) bool {
	if n, known := r.numbers[o]; known {
		return held.has(n)
	}
	return o == Anyone
}

// WhileSuspended is what is left of what is held while the tenant is suspended.
func (r *Rights) WhileSuspended(held Held) Held {
	for _, b := range ClosedWhileSuspended() {
		held.take(r.byBundle[b])
	}
	return held
}

// Known tells whether the operation is in the table.
func (r *Rights) Known(o Operation) bool {
	_, ok := r.numbers[o]
	return ok || o == Anyone
}

// Of lists the operations held, in the order of Operations.
func (r *Rights) Of(held Held) []Operation {
	var list []Operation
	for n, o := range r.order {
		if held.has(n) {
			list = append(list, o)
		}
	}
	return list
}

// BundlesOf lists the bundles of a built-in role; nil if there is no such role.
func (r *Rights) BundlesOf(role string) []string {
	return words(r.bundles[Role(role)])
}

// Grantable lists the bundles that a tenant's own role may have, and those that a key may have.
func (r *Rights) Grantable() (inRoles, inKeys []string) {
	without := func(left []Bundle) []string {
		return words(slices.DeleteFunc(Bundles(), func(b Bundle) bool { return slices.Contains(left, b) }))
	}
	return without(OwnersAlone()), without(Personal())
}

// roleName keeps the names of roles apart from those of bundles in the policy.
func roleName(r Role) string { return "role " + string(r) }

func words(bundles []Bundle) []string {
	list := make([]string, 0, len(bundles))
	for _, b := range bundles {
		list = append(list, string(b))
	}
	return list
}
