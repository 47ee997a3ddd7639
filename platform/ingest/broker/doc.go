// Package broker gives the parts of ingest one NATS: a server within the process, or a cluster elsewhere.
//
// It owns: the embedded server's life (start, restart after a failed disk, stop) and the client's connection, so that
// everybody else has one code path for both.
//
// It does not own: streams, subjects, or what is said on them.
//
// It never: listens on a port, runs JetStream without syncing each write, or grows beyond the bytes it was given.
package broker
