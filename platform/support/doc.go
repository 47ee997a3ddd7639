// Package support is a realm's desk: tickets and what is said in them, who may ask where, the queue, and what is promised.
//
// It owns: a desk's settings (calendars, teams, categories, addresses, macros, products), tickets with their messages, attachments, links
// and secrets, who is served, the order of the queue, warnings and reports.
//
// It does not own: when a calendar is open and what a message does to the clocks (platform/support/clock, pure), what a ticket knows of
// the asker's device and program (platform/support/facts), the way up (platform/support/escalate), letters on the wire
// (platform/support/post), or people (tenant/identity).
//
// It never: serves anybody but the desk's own realm, people who are no customers yet, and the owners of its direct children; shows a note
// to whoever asks; tells a desk of another; drops a letter; or lets a machine's letter move a clock.
//
// # Two parties
//
// A ticket is kept by its desk (tenant_id) and read by the tenant that asks (counterparty_id: an account of the realm, a direct child
// reseller, the desk's own tenant, or nobody). All is written in the desk's scope: whoever asks is first looked at in their own, and what
// they asked stands in their own audit; then the transaction turns to the desk (db.Tx.Enter). The database holds the edge besides:
// tickets_keep_to_the_edge.
//
// # Letters
//
// Whoever receives letters calls Receive with what the letter says, once it is safe on disk, and again after a failure: Letter.Key makes
// it harmless. Receive decides whose the letter is (by the registered address, when Letter.Proved), opens a ticket or goes on in one, and
// answers with what is to be acknowledged. It looks nothing up outside the desk's realm but the owners of its direct children.
//
//	desk, err := desks.OfAddress(ctx, "help@brand.example")      // NotFound: no desk has it
//	got, err := desks.Receive(ctx, desk, support.Letter{…})      // got.Number, got.Acknowledge, got.Locale
//
// An answer that is to leave by letter is put into the outbox under AnswerTopic, with the ids of its desk, ticket and message (Answering);
// whoever sends reads the rest with Outgoing, and may find that there is nobody to send to.
package support
