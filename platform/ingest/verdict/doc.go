// Package verdict decides what becomes of one record of a tracker: whose it is, and whether it is stored.
//
// It owns: the facts a decision needs (holds, bindings, paid intervals, blocks) and the decision, a pure function of
// those facts and two moments: when the record was fixed and when it was received (DESIGN §6).
//
// It does not own: where the facts come from (registry), or what is done with the answer (gateway, store).
//
// It never: gives a record to the present holder of a device when it was fixed before they held it, lets a record
// fixed in an unpaid gap be stored (terms 4.6.4) or refuses one fixed in a paid interval because the object is blocked
// now, and never reads a clock.
package verdict
