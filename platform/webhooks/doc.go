// Package webhooks tells a tenant's own programs what happens to it, by calls to addresses it has named.
//
// It owns: the addresses and what their calls are signed with (Standard Webhooks), the messages that wait for each, attempts and when
// the next is, giving an address up, telling again, and the tries that a person asks for.
//
// It does not own: what a message is made of (rows that two sides may read, the audit and the notices about money, by triggers in the database, in
// the transaction that gives cause to it; Events lists those with names of their own), or which machines may be reached (internal/outward).
//
// It never: tells one tenant of another beyond what both may read, keeps or shows a secret as it is after it was made, says who did something or from where, or
// holds up what it tells of.
package webhooks
