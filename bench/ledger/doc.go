// Command ledger measures the books: payments by card a second that as many callers tell one hot book of, as Stripe's webhook does once Stripe
// has been asked; single postings to the ledger alone, and those that a bank's file brings at once; each beside pgbench's simple-update on the
// same server with as many clients, by rate and by processor time. And a balance and pages of entries of a wallet with a million of them.
//
//	go run ./bench/ledger [-customers 1000] [-clients 4] [-for 10s] [-entries 1000000]
//
// It owns: the database it fills, and its end. It does not own: what it measures. It never: asserts a time; it prints ratios.
package main
