// Package domains is the life of the names that a realm answers on: asked for, proved, pointing here, with a certificate, live,
// in trouble, and gone.
//
// It owns: domains and their states, when the DNS is looked at and what follows from what is seen there (Follow), when
// certificates are asked for and renewed, who gets a name that several ask for, and which of a realm's hosts is its primary one.
//
// It does not own: how the DNS is read (package records), keys and chains (package certificates), what a host shows (package
// tenant).
//
// It never: lets a realm answer on a name whose zone does not carry that realm's own proof; takes a name from a realm whose proof
// stands; tells one realm which other holds a name; leaves a realm without a host.
package domains
