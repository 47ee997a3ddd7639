// Command isolation proves that no tenant reaches another's data: it runs the tests that walk the route table and the
// catalogue, and ends in one line of figures. It fails if a test fails or did not run.
//
//	go run ./internal/testdb/withpg go run ./bench/prove/isolation
//
// It owns: the line of figures. It does not own: the tests. It never: counts what did not run as proved.
package main
