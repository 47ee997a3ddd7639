// Command connections measures what an idle tracker costs: the resident memory of the path, after a collection of garbage,
// with all its trackers known and none connected, and with all of them logged in and silent. The baseline, in the same
// run, is a bare Go server that holds as many connections, each with a goroutine and a read buffer of 4 KiB. Then a million objects are known, and
// it measures how long after the commit of a block a connected one is refused, and all of them when they are blocked at once.
//
//	go run ./bench/connections [-n 15000] [-objects 1000000]
package main
