// Package catalogue is what a realm sells to its direct children, at which price and within which limits.
//
// It owns: plans and packages with their versions; the notice that a change leaves; prices and limits agreed with one
// customer beside the price list; what is on offer to whom; where a limit comes from, and refusing what passes it.
//
// It does not own: who has which plan (billing/service), debits (billing/ledger), papers, or the sending of notices: it puts
// them into the outbox.
//
// It never: changes a version that was posted, lets a change take effect before its notice is over, shows a price list to
// anybody but its keeper and the keeper's direct children, or names who stands above whoever asks.
package catalogue
