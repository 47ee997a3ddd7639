// Package onboarding brings a business from another system: customers with their people, objects, trackers, SIM numbers,
// groups and the names of their plans, from the tables that such systems export.
//
// It owns: what a column of a foreign table means, an import with its lines and what became of each, the job that works at
// it, customer by customer, and taking it back; and what a provider has written down about a customer (reference, legal
// form, plan).
//
// It does not own: tenants, people, objects. It asks packages tenant, identity and fleet to make and remove them, within
// its own transactions.
//
// It never does half a customer's part: all of it is there with what is told of it, or nothing, whoever is killed when. It
// never does a line twice, never tells whose an identity or an address is, never sends a first password by mail, and never
// takes back what somebody has touched since.
package onboarding
