// Command request measures what every request pays before its own work: finding the brand of its host, deciding on a
// right, and row-level security on a page of objects, beside the same page without it, in one run on one server.
//
//	go run ./bench/request [-tenants 100000] [-objects 1000000]
//
// It owns: the database it fills, and its end. It does not own: what it measures. It never: asserts a time; it prints ratios.
package main
