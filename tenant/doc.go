// Package tenant is the tree: who stands where, what answers on which host, and what a request may reach.
//
// It owns: tenants and their opening and moving, the closure and the path, contracts with their account numbers, hosts,
// brands (name, tokens and locks as they are stored, merged down the lineage), the subtree lists of customers and of
// objects, and the making of db.Scope: Scope is asked once a request and is the only way to one.
//
// It does not own: what tokens mean (package themes), people (identity), rights (access), objects (fleet).
//
// It never: gives a scope for a tenant that is not the caller's or below it; lets two tenants be told apart by what is
// not there; keeps a host or a brand in memory past the notice that it changed.
package tenant
