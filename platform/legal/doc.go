// Package legal is the documents of a realm (terms, privacy, support policy, terms of messages) and who has accepted them.
//
// It owns: versions of documents with their dates and languages, the notice that must pass before one is in force, our
// starter texts that a new realm begins with, and the record of who accepted which version, when and from where.
//
// It does not own: prices (billing), agreements signed on paper, or what a page looks like (web).
//
// It never: changes a version once it is posted, puts one in force before its notice has passed, locks somebody out
// because they have not accepted, or keeps from where somebody has accepted after they are removed.
package legal
