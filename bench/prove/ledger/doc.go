// Command ledger proves that the books are what arithmetic says: random histories of every operation are compared with a plain
// book, many clients at once lose nothing and pass no floor, and what may never happen is tried against the database itself and
// refused. It ends in one line of figures, and fails if a test fails or did not run.
//
//	go run ./internal/testdb/withpg go run ./bench/prove/ledger [-histories 100]
//
// It owns: the line of figures, and how many histories there are. It does not own: the tests, nor the model. It never: counts
// what did not run as proved.
package main
