// Package access says who may do what.
//
// It owns: the table of operations, the bundles they come in, the built-in roles as sets of bundles, and the decision.
//
// It does not own: whose rows an operation reaches (the scope and row-level security, internal/db), nor who holds which
// role (package identity keeps memberships).
//
// It never: decides by path or by tenant. The policy is static, so that a decision is a look-up of some tens of
// nanoseconds whatever the number of tenants; a tenant's own roles will be sets of the same bundles.
package access
