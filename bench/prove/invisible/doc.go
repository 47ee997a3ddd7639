// Command invisible proves that nothing on a brand's hosts tells of the platform, of the level above or of another brand: it runs
// the test that walks a whole installation from outside, in full, and those that attack it by its host, and ends in one line of
// figures. It fails if a test fails or did not run.
//
//	go run ./internal/testdb/withpg go run ./bench/prove/invisible
//
// It owns: the line of figures. It does not own: the tests. It never: counts what did not run as proved.
package main
