// Package simulator is trackers that are not there: vehicles and people that move along the real streets of a city in
// real time, and the devices in them, which speak the real protocols over real sockets.
//
// It owns: Walker, whose every state is computed from its seed and the moment asked for, so that a history made now and
// the live ride from now on are one trajectory, on every machine and after every restart; Tracker, which remembers what
// was not acknowledged and sends it again; Fleet, which drives many and counts.
//
// It does not own: protocols (it uses the encoders of platform/ingest/protocol), objects, tenants or what a demo
// installation looks like.
//
// It never: reaches a server other than the address it was given, leaves the streets, forgets a record before the
// server has acknowledged it, or draws on chance: what looks like it is computed from seeds.
package simulator
