// Package lifecycle is the life of a tenant, as its provider leads it: opening, suspending, closing, bringing back, moving
// and, thirty days after it was closed, forgetting; and acting in it. These are use cases over many subjects: the tree, its
// people, its fleet, both audits.
//
// It owns: contracts along an edge of the tree, a provider's notes, the causes for which a tenant is stopped and what they
// do to its objects, the trash of closed tenants, the answer to "why is this blocked or suspended?"; acting in a tenant
// below, and the grants that deeper act-ins need.
//
// It does not own: the tree itself (tenant), objects and their trash (fleet), sessions and who holds what (identity), what
// acting carries (access), the audit's chains (internal/audit), which records are stored (ingest: it reads the blocks), or
// money.
//
// It never: lets anybody but the provider right above stop or close a tenant, names or quotes to a tenant whoever stands
// above its realm, lifts one cause with another, loses what was recorded during a suspension, or lets anybody into a tenant
// without a reason, an end and a trace in both audits.
package lifecycle
