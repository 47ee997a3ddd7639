// Package rig sets up what proofs and benches of ingest run against: a PostgreSQL of their own that may be stopped, the
// path from socket to row as a process of its own that may be killed, and trackers that speak to it; and a market of books
// for what is about money.
//
// It owns: those processes and their end.
//
// It does not own: what is proved or measured.
//
// It never: leaves a process or a folder behind, ends a process it has not started, or uses a port that is not free.
package rig
