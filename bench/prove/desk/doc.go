// Command desk proves that a desk answers in the order it promises and serves whom it should: it runs the tests of the queue, the clocks, the
// letters and of who may ask where, and ends in one line of figures. It fails if a test fails or did not run.
//
//	go run ./internal/testdb/withpg go run ./bench/prove/desk
//
// It owns: the line of figures. It does not own: the tests. It never: counts what did not run as proved.
package main
