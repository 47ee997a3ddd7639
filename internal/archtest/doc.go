// Package archtest holds the house to its plan (docs/architecture.md). It is made of tests only.
//
// It owns: the table of floors (floors_test.go: every package stands on one, imports go down only, packages on one
// floor do not import each other), the walls around libraries that one package wraps (walls_test.go), and the rules a
// compiler does not know (source_test.go): a doc.go in each package, no SQL outside the stores, no changing package
// state, no sleeping and no silent skipping in tests.
//
// It does not own: formatting and what linters check (.golangci.yaml; depguard there repeats the coarse floors, so that
// an editor shows them at once).
//
// It never looks a second way: an exception is written into a table here, with its reason.
package archtest
