package access

import (
	"fmt"

	"github.com/casbin/casbin/v2"
	"github.com/casbin/casbin/v2/model"
)

// rules: a request is a role and an operation; a role is in bundles, a bundle has operations.
const rules = `
[request_definition]
r = role, operation
[policy_definition]
p = bundle, operation
[role_definition]
g = _, _
[policy_effect]
e = some(where (p.eft == allow))
[matchers]
m = r.operation == p.operation && g(r.role, p.bundle)
`

// Rights decides. It is safe for concurrent use.
type Rights struct {
	known   map[Operation]Described
	granted map[right]bool
	// per role, in the order of Operations
	lists map[Role][]Operation
}

type right struct {
	role      Role
	operation Operation
}

// New builds the policy and asks casbin for every pair of role and operation once: the policy is static, so the
// answers are too.
func New() (*Rights, error) {
	m, err := model.NewModelFromString(rules)
	if err != nil {
		return nil, fmt.Errorf("read the model of rights: %w", err)
	}
	enforcer, err := casbin.NewEnforcer(m)
	if err != nil {
		return nil, fmt.Errorf("build the policy of rights: %w", err)
	}
	r := &Rights{known: map[Operation]Described{}, granted: map[right]bool{}, lists: map[Role][]Operation{}}
	for _, o := range Operations() {
		r.known[o.Operation] = o
		if _, err := enforcer.AddPolicy(string(o.Bundle), string(o.Operation)); err != nil {
			return nil, fmt.Errorf("add %s to the policy: %w", o.Operation, err)
		}
	}
	for role, bundles := range Roles() {
		for _, b := range bundles {
			if _, err := enforcer.AddGroupingPolicy(string(role), string(b)); err != nil {
				return nil, fmt.Errorf("add %s to the policy: %w", role, err)
			}
		}
	}
	for role := range Roles() {
		for _, o := range Operations() {
			ok, err := enforcer.Enforce(string(role), string(o.Operation))
			if err != nil {
				return nil, fmt.Errorf("decide on %s for %s: %w", o.Operation, role, err)
			}
			if ok {
				r.granted[right{role, o.Operation}] = true
				r.lists[role] = append(r.lists[role], o.Operation)
			}
		}
	}
	return r, nil
}

// Allowed tells whether the role may do the operation. What is not in the tables is allowed to nobody, but Anyone.
func (r *Rights) Allowed(role Role, o Operation) bool {
	return o == Anyone || r.granted[right{role, o}]
}

// Known tells whether the operation is in the table.
func (r *Rights) Known(o Operation) bool {
	_, ok := r.known[o]
	return ok || o == Anyone
}

// Of lists what a role may do, in the order of Operations. The caller must not change it.
func (r *Rights) Of(role Role) []Operation { return r.lists[role] }
