// Package topup is money that comes in, and goes out.
//
// It owns: payment pages and what became of them, with the realm's own Stripe key; bank statements that were imported,
// what came in by bank, and the queue of what nobody knows the owner of (terms 4.6.2); cash booked by hand; what is left
// of a wallet, on its way to a bank account (terms 6.4).
//
// It does not own: balances (billing/ledger: each sum here is a transaction there), what objects cost (billing/service, which
// settles after each credit), formats of banks (billing/bank), papers (billing/papers).
//
// Payments by card that a book is told of at the same time share a transaction; whatever is not as usual, and all of a group of which one
// is refused, is booked by itself.
//
// It never: takes a payment in twice, however often and in whichever order it is told of; keeps one waiting for others; believes what an event says of
// sums or states; imports a part of a file; forgets money it cannot place; shows a key to anybody.
package topup
