// Package sender is who a realm's letters come from, and whom they do not go to any more.
//
// It owns: a realm's own mail server or the neutral sender in its place, its address, name and key, what the DNS must say of them and
// whether it does, whether the server works and who is told when it does not, the way a bounce finds back, and the addresses that came
// back for good or whose reader has complained.
//
// It does not own: the conversation with a server or the words of letters (package mail), when a letter is due (internal/outbox), how the
// DNS is asked (reseller/domains/records), or how letters arrive (package letterbox).
//
// It never: shows or logs a password or a key, believes a bounce that does not carry the mark of a letter to that very address, keeps
// a letter by which somebody gets back into their account from an address that has bounced, or tells one realm of another.
package sender
