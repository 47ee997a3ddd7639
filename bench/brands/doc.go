// Command brands measures what brands cost: how fast the brands and the certificates of many domains are found, in memory and not,
// and what memory they take; the first page of a brand whose host nobody has asked for yet, and of one that was asked for; how long
// a theme takes to compile. Beside it, the same page from a bare Fiber handler that has the bytes ready.
//
//	go run ./bench/brands
package main
