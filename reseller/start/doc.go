// Package start is how a new business gets on its feet: what is done of each step, and what is left to do.
//
// It owns: the steps and how each is looked up, which of them a realm has put off, and whether it is still asked.
//
// It does not own: what a step is about. Legal entities and whether a business may sell are billing/papers', domains
// reseller/domains', looks reseller/brand's, price lists billing/catalogue's, documents platform/legal's.
//
// It never: has a step ticked by hand. A step is done when the facts say so; a person can only say that it is not needed.
package start
