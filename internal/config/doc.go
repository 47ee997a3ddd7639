// Package config is the configuration of a Livery process: LIVERY_* variables, read once at the start.
//
// It owns: the names, meanings, defaults and limits of the variables, and the page docs/configuration.md that is
// written from them. It does not own what an installation's users set for themselves; that lies in the database.
//
// It never: reads a variable after the start, has a default that opens a door to the world that is unsafe, prints a
// secret, or refuses a value without saying which variable and what to write instead.
//
// To add a variable, add a field to one of the groups in config.go: the tag env names it without the prefix, envDefault
// gives the default, desc says in a sentence what it is for. Whatever a type cannot check by itself goes into
// validate.go. Then `go generate ./internal/config` rewrites the page; a test fails when it is stale.
package config

//go:generate go run ./configdoc ../../docs/configuration.md
