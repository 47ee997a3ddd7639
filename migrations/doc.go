// Package migrations holds the schema, as goose SQL files embedded in the binary.
//
// It owns: every table, policy, trigger and definer function. It does not own queries: those lie beside the
// package that asks them. It never edits a file that has landed, and never creates a table that does not declare
// its row kind through one of the procedures of 00001 (a catalogue test fails otherwise).
package migrations
