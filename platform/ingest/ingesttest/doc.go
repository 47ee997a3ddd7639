// Package ingesttest furnishes a database for tests and benches of ingest: tenants, objects, and trackers bound to them.
//
// It owns: short ways to write such rows, many at once where a bench wants many.
//
// It does not own: the database (internal/testdb), or the rules by which people make these rows (tenant/fleet).
//
// It is never imported by what runs in production.
package ingesttest
