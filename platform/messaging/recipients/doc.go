// Package recipients is whom a tenant's letters go to outside of its own users.
//
// It owns: the addresses that a tenant has given, whether their readers have confirmed that they want its letters or stopped them, which
// kinds of letters each gets, the links by which a reader does either without signing in, and how many letters an address and a tenant
// may cause in a day.
//
// It does not own: what a letter says or how it leaves (package mail), who of a tenant's users is told (whoever tells), or addresses that
// letters come back from (package sender).
//
// It never: has anything but the question itself written to an address whose reader has not said yes, lets a tenant begin again what a
// reader has stopped, believes a link that does not carry our mark for the realm it was sent by, acts because a link was merely opened
// (programs that inspect letters follow links), or tells one tenant what another has asked of an address.
package recipients
