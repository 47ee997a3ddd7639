// Package mail sends letters to people, in their realm's look and their own language.
//
// It owns: the words of every letter, in every language; how a letter is laid out and coloured; who it comes from; the
// conversation with the mail server; the signature (DKIM) of letters from the neutral zone; which failures are worth
// another try.
//
// It does not own: when a letter is due, or the links in it (tenant/identity and whoever else puts one into the outbox), the
// waiting and trying again (internal/outbox), or signing for other domains (their mail server does).
//
// It never: names the platform or a tenant other than the reader's own and its realm, takes an address of a link from a
// request (it is the realm's primary host), lets what people have typed into a header's structure, or sends a letter
// again that the mail server has said it has.
package mail
