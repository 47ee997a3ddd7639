// Package fleet is what a tenant monitors: objects, the trackers bound to them, and what is known of both.
//
// It owns: objects, their kinds and groups; trackers, bindings as intervals with history (terms 2.6), claims on
// identities; blocking by hand; the one rule for an object's status and why it is so; reading positions as state, track
// and day; what somebody needs to set a tracker up; import from a table.
//
// It does not own: hearing devices, deciding whether a record is stored, and storing it (platform/ingest; it holds an
// identity for whoever claims it when the device knocks), nor causes of blocking other than "by hand", which those put
// there who know of money and the tree.
//
// It never: tells a tenant whether somebody else holds an identity (a claim always waits for the device), lets two
// trackers stand for an object or one tracker for two objects at one moment, keeps a device's password, or shows what
// was recorded during a block that is still in force.
package fleet
