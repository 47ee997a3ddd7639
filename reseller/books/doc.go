// Package books is what a keeper sees and does in its book: whose money lasts how long, what an entry is made of, what was
// earned with what, and what is owed to the level above.
//
// It owns: the list of wallets; bookings by hand (bonus, correction, reversal, credit) with their reasons; the margin; the signed
// files of agreements; both ends of wholesale: what resellers owe, and what one owes oneself, with the ladder.
//
// It does not own: the ledger (billing/ledger), what is debited and when (billing/service), prices (billing/catalogue), money that
// comes in and leaves (billing/topup).
//
// It never: touches the wallet of anybody but a direct customer, books without a reason that both sides read, or names the level
// above outside the section Provider.
package books
