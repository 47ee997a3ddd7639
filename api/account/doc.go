// Package account is the doors of whoever is signed in, acting in their own tenant: themselves and their sessions, their
// objects with trackers, groups and past, what is needed to set a tracker up, and the live events.
//
// It owns: the addresses below /api that belong to the account area, the forms in which services' answers are shown, and
// what waits for one watcher of live events.
//
// It does not own: what any of it means. Handlers parse, call a service through a small interface, and answer.
//
// It never: names a tenant from a request (the caller's scope is the only one), shows a private number or a password, or
// lets a slow watcher hold up others.
package account
