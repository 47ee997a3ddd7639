// Package wording finds what a realm says in its own words at the moment.
//
// It owns: which text of a lineage is in force for a letter or a paper of a realm, the particulars that fill it, and the frame of
// letters: the realm's logo and foot.
//
// It does not own: drafts and their publishing (reseller/brand), the language they are written in and how they are laid out
// (themes/letters), or sending (platform/messaging/mail).
//
// It never: takes a text of a realm above that says whose it is, fills one with particulars of anybody but the realm that
// speaks, or keeps a letter back: what cannot be filled is said in our words.
package wording
