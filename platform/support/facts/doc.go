// Package facts is what a ticket knows beside what is written in it (support policy 6, regulations 4): who asks, about which object and
// tracker, in which program of which version on what, about which product, where on the site, when, and what was done before.
//
// It owns: the names of facts, what they may look like, which of them a kind of question needs, and how they are masked before they are
// handed on.
//
// It never: takes a fact it has no name for, or says that one is missing which does not matter to the question.
package facts
