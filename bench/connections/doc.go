// Command connections measures what an idle tracker costs: the resident memory of the path, after a collection of garbage,
// with all its trackers known and none connected, and with all of them logged in and silent. The baseline, in the same
// run, is a bare Go server that holds as many connections, each with a goroutine and a read buffer of 4 KiB.
//
//	go run ./bench/connections -n 15000
package main
