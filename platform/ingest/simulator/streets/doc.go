// Package streets is the street graph that simulated trackers drive on: central Helsinki, from OpenStreetMap (ODbL; see
// NOTICE), embedded.
//
// It owns: the graph, its file format, and shortest ways through it. It does not own: who drives, when and how fast.
//
// It never: leads into a one-way street from the wrong end, turns round in the street, makes a turn that a sign forbids,
// or ends in a dead end: from every edge every other one can be reached, which tools/basemap sees to and a test checks.
package streets
