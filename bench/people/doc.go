// Command people measures what people and their rights cost: sign-ins a second and the memory they take, beside bare
// argon2id of the same parameters; the page of customers of a reseller who has very many, beside the same statement without
// row-level security; the check of a right, beside a look-up in a map; and how long a right that was taken away goes on
// working on open WebSockets, beside a notice of PostgreSQL.
//
//	go run ./bench/people [-customers 100000] [-sockets 10000] [-for 5s]
//
// It owns: the database it fills, the processes that hold the browsers' ends of the WebSockets, and their end. It does not
// own: what it measures. It never: asserts a time; it prints ratios.
package main
