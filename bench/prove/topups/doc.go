// Command topups proves that money which came in is where it should be: it runs the tests of package billing/topup, whose
// property does what customers, Stripe, banks and cashiers do in random order, and ends with a line of figures.
package main
