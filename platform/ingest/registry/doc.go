// Package registry keeps in memory whose each device is and what says whether its records are stored, so that a frame
// needs no database.
//
// It owns: the identities, trackers, bindings, paid intervals and blocks of all tenants as the gateway reads them; how
// they are loaded, kept fresh (a table of changes and one notice without payload a transaction) and kept on disk, so
// that a gateway can start while PostgreSQL is down; and the giving of a free identity to the claim that waits for it.
//
// It does not own: the decision on a record (verdict), or any writing but hold_identity.
//
// It never: lets a stranger's knock reach the database (only an identity that somebody waits for does), misses a change
// because its transaction committed after a later one, or changes what it has handed out: news makes new values.
package registry
