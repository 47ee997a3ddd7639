// Package catcher is a mail server that delivers nothing: it keeps letters in memory and shows them.
//
// It owns: an SMTP listener and a page to read what came, both on the loopback interface, for the demo and for tests.
//
// It does not own: any address. Whoever a letter is for, it ends here.
//
// It never: lets a letter out of the machine, keeps more than a bounded number, or runs what stands in a letter: HTML is
// shown in a sandbox without scripts.
package catcher
