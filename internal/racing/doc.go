// Package racing divides the long walks and property tests between the two stages of `make test` that run Go tests
// (scripts/test.sh). The race detector makes every step five to ten times as dear, and what it finds it finds in the first
// steps: under it such a test does a part of what it repeats, and without it, in the stage go-whole, all of it.
//
// It owns: which of the two it is, and that no test does a part of its work in both.
//
// It does not own: which part that is, and the tests.
//
// It never: makes anything smaller in a test of what runs at once. That is what the detector is there for.
package racing
