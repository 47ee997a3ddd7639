// Package errs is the one small set of error codes of the house (DESIGN §11).
//
// It owns: the codes, the Error that carries what was wrong, where, and what to do about it. It does not own how
// an error travels (api/ keeps the one table from code to HTTP status). It never shows the cause of an internal
// error to a user: that goes to the log with an id.
package errs
