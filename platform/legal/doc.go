// Package legal is the documents of a realm (terms, privacy, support policy, terms of messages) and who has accepted them.
//
// It owns: versions of documents with their dates and languages, the notice that must pass before one is in force, our
// starter texts that a new realm begins with, the record of who accepted which version, when and from where, and documents that
// stand for one customer by agreement instead of public ones (decision 0057).
//
// It does not own: prices (billing), number, day and signed file of an agreement (reseller), or what a page looks like (web).
//
// It never: changes a version once it is posted, puts one in force before its notice has passed, locks somebody out
// because they have not accepted, or keeps from where somebody has accepted after they are removed.
package legal
