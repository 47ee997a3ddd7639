// Package webhooks is where other companies' machines tell what has happened with them.
//
// It owns: the doors they knock at, on the host of the realm whose business it is; the raw bytes that they have signed.
//
// It does not own: what they mean, and whether to believe them (billing/topup).
//
// It never: acts on a cookie or a session, or tells an unsigned caller anything, not even whether the realm is a customer of
// theirs.
package webhooks
