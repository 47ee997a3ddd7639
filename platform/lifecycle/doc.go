// Package lifecycle is what happens to tenants as a whole: use cases over many subjects.
//
// It owns: acting in a tenant below, and the grants that deeper act-ins need.
//
// It does not own: sessions and who holds what (tenant/identity), what acting carries (tenant/access), or the audit's chains
// (internal/audit).
//
// It never: lets anybody into a tenant without a reason, an end and a trace in both audits.
package lifecycle
