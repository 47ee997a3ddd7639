// Package lifecycle is the life of a tenant, as its provider leads it: opening, suspending, closing, bringing back, moving
// and, thirty days after it was closed, forgetting. These are use cases over many subjects: the tree, its people, its
// fleet, both audits.
//
// It owns: contracts along an edge of the tree, a provider's notes, the causes for which a tenant is stopped and what they
// do to its objects, the trash of closed tenants, and the answer to "why is this blocked or suspended?".
//
// It does not own: the tree itself (tenant), objects and their trash (fleet), who signs in (identity), which records are
// stored (ingest: it reads the blocks), or money.
//
// It never: lets anybody but the provider right above stop or close a tenant, names or quotes to a tenant whoever stands
// above its realm, lifts one cause with another, or loses what was recorded during a suspension.
package lifecycle
