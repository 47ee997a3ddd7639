// Package letterbox takes letters in: by SMTP and LMTP, as a server of our own, and from mailboxes elsewhere by IMAP.
//
// It owns: the conversation with who brings a letter, which addresses are ours (a copy of them lies on disk, so that it can
// be answered with the database away), how much anybody may bring, the spool in which letters lie until they are stored,
// and the alarms that critical ones raise.
//
// It does not own: what a letter says (platform/messaging/letter), what becomes of it, whom an alarm wakes and how
// (platform/messaging/paging), or whose the addresses are: whoever knows gives them.
//
// It never: says that it has a letter before the letter is on disk, forgets one that it has said so of, takes one for an
// address that is not ours, or needs the database to take a critical letter and to raise its alarm. An ordinary letter is
// left to its sender's server while the database is away: that server has a queue for this.
package letterbox
