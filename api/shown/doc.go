// Package shown holds what doors of several areas show alike.
//
// It owns: types of answers that more than one area gives, and how they are made of what the floors below know.
//
// It does not own: routes, or what only one area shows.
//
// It never: decides who may see what: whoever calls it was let in by its own door.
package shown
