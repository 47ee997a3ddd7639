// Package stripe speaks to Stripe on behalf of one realm, with that realm's own key. It is the only importer of stripe-go.
//
// It owns: the client of a realm, the few calls that topping up takes (Checkout sessions, charges of a saved card, refunds,
// the whole story of a payment), and the check of a webhook's signature and age.
//
// It does not own: keys (package topup seals and opens them), books, what a payment is for.
//
// It never: uses stripe-go's global key, believes what a webhook says (it is read for the payment it names; amount, currency
// and state are fetched anew), tries again by itself what has moved money without a key that makes it the same, or puts a
// key into an error or a log.
//
// stripe-go 76 pins version 2023-10-16 of the API: endpoints that Connect makes are pinned to it, and since of an event only
// its name and ids are read, one of another version does no harm.
package stripe
