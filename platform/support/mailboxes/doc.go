// Package mailboxes fetches letters to desks out of mailboxes that realms keep elsewhere, by IMAP.
//
// It owns: which mailbox is read for which address of a desk, how far each is read, which process reads it, what is wrong with one and who
// is told of it, and what becomes there of letters that were taken.
//
// It does not own: the conversation with a server (platform/messaging/letterbox), what becomes of a letter here (platform/support/post, by
// way of Config.Store, as of one that came by SMTP), or the addresses themselves (platform/support).
//
// It never: shows or logs a password, sends one to another server than the one it was typed for, marks, moves or deletes a letter before it
// is stored, forgets one that could not be (it stays where it is, and a person is told), or takes one for two. A letter may be fetched twice
// where a process is killed between storing it and saying so: it is known by what is in it.
package mailboxes
