// Package audit keeps who has changed what, from where, before and after.
//
// It owns: the chain of entries of each tenant, the pseudonyms in it, the personal part beside it, and the check that
// nothing was rewritten.
//
// It does not own: which changes are worth an entry, or what they are called: whoever makes a change writes it, in the
// transaction that makes it.
//
// It never: keeps a secret (a password, a token), puts a person's name or address into the chain, changes or removes an
// entry, or shows one tenant's entries to another.
package audit
