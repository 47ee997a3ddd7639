// Command escalation proves that a question goes up one level at a time, by its owner and by value, and that answers come down: it runs the
// tests of the way up and of who may ask where, and ends in one line of figures. It fails if a test fails or did not run.
//
//	go run ./internal/testdb/withpg go run ./bench/prove/escalation
//
// It owns: the line of figures. It does not own: the tests. It never: counts what did not run as proved.
package main
