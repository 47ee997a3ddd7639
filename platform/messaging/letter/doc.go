// Package letter reads letters that strangers wrote: bytes in, a bounded and harmless Letter out.
//
// It owns: MIME and its failures, character sets, what Outlook wraps in winmail.dat, invitations, HTML made safe, what of
// a letter is a quotation, which letters machines wrote (answering machines, bounces, lists, ourselves), and the tokens by
// which an answer finds the conversation that it belongs to.
//
// It does not own: how a letter arrives (platform/messaging/letterbox), whose it is, or what becomes of it. It has no
// clock, no network and no database: the same bytes always read the same.
//
// It never: fails on a letter (what cannot be read is kept whole, as a file), takes more memory than a few times the
// bytes it was given, keeps a script, a form, a style or an address that loads something when the letter is looked at, or
// believes a header that the writer could have made up: a conversation is found by a token that only we can make.
package letter
