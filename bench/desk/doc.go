// Command desk measures a support desk: a page of the queue, a page of all tickets and searches over very many tickets, each beside the
// same statement asked by whom no policy concerns; and letters a second, taken safely and made tickets of, beside an SMTP server that
// throws them away.
//
//	go run ./bench/desk [-tickets 1000000] [-letters 2000] [-senders 8]
//
// It owns: the database it fills, the listeners, and their end. It does not own: what it measures. It never: asserts a time; it prints
// ratios.
package main
