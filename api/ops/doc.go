// Package ops answers those who run an installation, on a listener apart from everything customers reach: Prometheus
// metrics, health (the process lives) and readiness (it can do its work, and if not, what is in the way).
//
// It owns that listener. It never shows anything of a tenant: metrics carry no tenant, host or identity.
package ops
