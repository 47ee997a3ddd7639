// Command rights proves that the API allows what a plain model of the rights allows, and nothing else: random trees, with
// random people, roles, sights and keys, are asked random requests while their rights change in between. It ends in one
// line of figures, and fails if a test fails or did not run.
//
//	go run ./internal/testdb/withpg go run ./bench/prove/rights [-trees 20]
//
// It owns: the line of figures, and how many trees there are. It does not own: the tests, nor the model. It never: counts
// what did not run as proved.
package main
