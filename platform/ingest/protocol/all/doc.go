// Package all is the registration table of tracker protocols: one line each.
//
// It owns: the list. It does not own: any protocol. It never: decides which are listened for; that is configuration.
package all
