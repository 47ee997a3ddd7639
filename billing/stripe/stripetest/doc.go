// Package stripetest is a Stripe to test against: it has a memory, takes payments, refunds and disputes, and signs events.
//
// It owns: as much of the API as package stripe uses, on a loopback port; the state behind it; deliveries, which a test
// sends when, how often and in whichever order it likes.
//
// It does not own: the shapes of requests as Stripe checks them (stripe-mock does that, beside it).
//
// It never: serves a customer: only tests and proofs import it, and the demo, whose past has payments by card.
package stripetest
