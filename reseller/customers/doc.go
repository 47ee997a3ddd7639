// Package customers is what a provider sees of those below it: lists, one of them, a day's figures.
//
// It owns: the list of the tenants below, searched and sorted by the server; one customer's standing; the figures of
// today; a provider's notes about a customer, and the terms of their contract.
//
// It does not own: the tree (package tenant), people (identity), objects (fleet): what is shown of those below comes
// through their own services, in the customer's scope.
//
// It never: shows where an object is, or a customer's people, to anybody but the one right above them; counts by walking
// what it counts while somebody waits.
package customers
