// Command topups proves that money which came in is where it should be: it runs the tests of package billing/topup, whose
// property does what customers, Stripe, banks and cashiers do in random order; then the same is done while the process that
// takes money in and PostgreSQL are killed with SIGKILL again and again. It ends in one line of figures.
//
//	go run ./internal/testdb/withpg go run ./bench/prove/topups [-runs 40] [-kills 12]
//
// It owns: the database it fills, the Stripe it plays, the process it kills, and their end. It does not own: what takes money in,
// nor its tests. It never: counts what did not run as proved.
package main
