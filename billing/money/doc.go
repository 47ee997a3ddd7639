// Package money is what sums of money are made of.
//
// It owns: currencies with their exponents (ISO 4217) and quantities that are counted like one (SMS); amounts in whole
// minor units; millionths of those, for rates below them, with a remainder that is carried; reading and writing amounts.
//
// It does not own: whose money it is, or what moves it (billing/ledger).
//
// It never: holds a sum in a float, rounds without saying where the rest went, or adds two currencies.
package money
