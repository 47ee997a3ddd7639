// Command vectors proves that every protocol decodes what it should: it runs the tests of the protocols and ends in
// one line of figures. It fails if a test fails, or if a protocol of the table was not held to the shared vectors.
//
//	go run ./bench/prove/vectors
//
// It owns: the line of figures. It does not own: the tests. It never: counts what did not run as proved.
package main
