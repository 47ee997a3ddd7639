// Package ingest is the path of a tracker's frame, put together: listeners, registry, verdict, spool, store, live.
//
// It owns: what is opened in which order for each role (gateway, worker, web), waiting for a database that is away, the
// jobs of the path (retention, pruning), and an orderly stop.
//
// It does not own: any step of the path; each has its package below.
//
// It never: opens a tracker port before the registry is ready, or stops the spool before the gateway has answered what
// it has read.
package ingest
