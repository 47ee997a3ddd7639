// Package ledger is the double entry of every tenant's business with its direct children.
//
// It owns: books (one a keeper and unit), their accounts (a wallet for each child; the book's own, such as revenue and cash),
// transactions and entries; idempotency keys; reversal; balances, statements and checkpoints; sums below a minor unit that
// are carried. All of it is held by the database: what may never happen is refused there (migrations 00080–00082), this
// package gives it Go's types and says errors in words.
//
// Signs: credit is positive. A wallet's balance is what its counterparty has left, revenue is positive, and what the keeper
// holds (bank_cash, cash, stripe_clearing) or has spent (stripe_fees, bonuses) is negative; a screen that shows such an
// account turns the sign. Each transaction sums to zero:
//
//	top-up by card   wallet +100   stripe_clearing -100
//	charge           wallet  -10   revenue:plan     +10
//	refund           wallet  -90   refunds_payable  +90
//
// It does not own: what is charged and when (billing/service), where money comes from (billing/topup), papers
// (billing/papers).
//
// It never: changes or removes what was written, lets a wallet pass its floor but by metering, dispute or reversal, writes a
// transaction twice for one key, mixes books, or shows one customer's entries to another.
package ledger
