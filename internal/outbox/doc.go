// Package outbox is where the database meets the outside: what leaves the process only after the commit, and what
// makes a repeated request harmless.
//
// It owns: the outbox (a message is put in the transaction that gives cause to it, and handed on after the commit, at
// least once) and the memory of requests that carried an Idempotency-Key.
//
// It does not own: what is sent, or how. Whoever sends registers for a topic; cmd wires it.
//
// It never: lets a message out of a transaction that was rolled back, lets a request read what is in the outbox
// (another tenant's arguments would be in it), or drops a message that could not be handed on: one that is
// given up is set aside and counted.
package outbox
