// Package db is the only way to the database.
//
// It owns: the pools (one login role each), transactions bound to a tenant or a subtree, the mapping of PostgreSQL
// errors to internal/errs, migrations and the making of roles.
//
// It does not own: any statement about a subject. Those lie in <package>/queries.sql.
//
// It never: gives out a connection without a scope; lets one request's settings reach another (they are local to
// their transaction); lets the application's role be anything but a login that owns nothing and bypasses nothing.
//
// The ways in, and the role behind each:
//
//	InTenant      app          rows of the tenant acted in, as its row kind says
//	ReadInTenant  app          the same, for a request that reads with one statement
//	InSubtree     app_subtree  a few read-only lists below the tenant acted in
//	Nobody        app          before a tenant is known: only definer functions answer
//	Worker        worker       set-based jobs and the store: all rows
package db
