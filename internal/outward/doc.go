// Package outward makes calls to addresses that tenants choose: webhooks.
//
// It owns: which machines may be reached so (the world, not this house: no loopback, no private network, no metadata service of a cloud,
// unless the installation allows it), how long a call may take and how much of an answer is read, and the signature by which the receiver
// knows the caller (the headers of Standard Webhooks).
//
// It does not own: when a call is made, what it says, or trying again.
//
// It never: asks the name twice (what was looked at is what is dialled), follows a redirect, goes through a proxy of this machine's, or
// shows the caller's secret.
package outward
