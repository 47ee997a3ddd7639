package errs

import (
	"errors"
	"fmt"
)

// Code says what kind of wrong it is. The zero value is Internal.
type Code uint8

// The codes.
const (
	Internal          Code = iota // ours to mend; the user sees an id
	Invalid                       // the request is wrong: Field and Remedy say where and how
	Unauthenticated               // nobody, or somebody whose session has ended
	Forbidden                     // somebody who may not
	NotFound                      // not there, or not theirs: never told apart
	Conflict                      // the world has moved on
	InsufficientFunds             // a wallet would pass its floor
	LimitReached                  // a limit of a plan, or too many requests
	Gone                          // was there, is no more
	Unavailable                   // for now; trying again may help
)

var names = [...]string{"internal", "invalid", "unauthenticated", "forbidden", "not_found", "conflict",
	"insufficient_funds", "limit_reached", "gone", "unavailable"}

func (c Code) String() string {
	if int(c) < len(names) {
		return names[c]
	}
	return names[Internal]
}

// Detail is one thing wrong with one field.
type Detail struct {
	// Field as the caller spelled it: "objects[3].name", or "line 12".
	Field string
	// Message says what is wrong with it and what to do.
	Message string
	// Value as given, shortened; empty for secrets.
	Value string
}

// Error is what a package returns to whoever called it, up to the door.
type Error struct {
	Code Code
	// Reason is a stable word for programs and translations: "login_taken", "wrong_password".
	Reason string
	// Message is a sentence in English that says what was wrong and what to do.
	Message string
	Details []Detail
	// RetryAfter in seconds, for LimitReached and Unavailable; 0: not said.
	RetryAfter int

	cause error
}

func (e *Error) Error() string {
	if e.cause != nil {
		return fmt.Sprintf("%s: %s: %v", e.Code, e.Message, e.cause)
	}
	return fmt.Sprintf("%s: %s", e.Code, e.Message)
}

// Unwrap gives the cause, which is for logs only.
func (e *Error) Unwrap() error { return e.cause }

// New makes an error of a code with a stable reason and a sentence for people.
func New(code Code, reason, message string) *Error {
	return &Error{Code: code, Reason: reason, Message: message}
}

// Field makes an Invalid error about one field.
func Field(field, reason, message string) *Error {
	return &Error{Code: Invalid, Reason: reason, Message: message, Details: []Detail{{Field: field, Message: message}}}
}

// Missing is the one answer for what is not there and for what is not the caller's: the two are never told apart.
func Missing() *Error {
	return &Error{Code: NotFound, Reason: "not_found", Message: "There is nothing here. Check the address."}
}

// With returns a copy of e that remembers its cause.
func (e *Error) With(cause error) *Error {
	c := *e
	c.cause = cause
	return &c
}

// CodeOf returns the code of the first Error in err's chain; Internal if there is none.
func CodeOf(err error) Code {
	if e, ok := errors.AsType[*Error](err); ok {
		return e.Code
	}
	return Internal
}

// Is tells whether err carries the code.
func Is(err error, code Code) bool { return err != nil && CodeOf(err) == code }
