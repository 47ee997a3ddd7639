// Command tally reads what `go test -json` writes, prints it as `go test` would, with the output of what failed or was
// skipped, and ends with a line of counts:
//
//	go test: 812 passed, 0 failed, 1 skipped in 63 packages
//
// It exits with 1 if anything failed, did not build, or if nothing was tested at all. With -summary FILE the last line
// is also written to a file, from where `make test` repeats it at its very end. It owns nothing but the counting.
package main
