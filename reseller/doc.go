// Package reseller is what a reseller runs of its own business.
//
// It owns: the realm's settings (its name, language, time zone, where its users find help), and what a reseller sees of
// its own provider.
//
// It does not own: the tree (package tenant), the list of customers (reseller/customers).
//
// It never: tells anybody but the reseller's own people who stands above it.
package reseller
