// Package post is a desk's letters: those that come in become tickets, and answers leave.
//
// It owns: what a letter that was read means to a desk (whose ticket, critical or not, a machine's or a person's, vouched for or
// not), the acknowledgement and its words, the address and the headers by which an answer finds its ticket again, and the letter
// that wakes somebody for a critical one.
//
// It does not own: tickets (platform/support), how letters arrive and are kept until they are stored (platform/messaging/letterbox),
// what a letter says (platform/messaging/letter), or how one leaves (platform/messaging/mail, by way of internal/outbox).
//
// It never: drops a letter, takes one for another desk's, believes a sender that neither their domain nor a letter of ours vouches
// for, acknowledges a machine, puts what a stranger wrote into an acknowledgement (it would carry it to whomever the stranger
// names), or needs the database to wake somebody.
package post
