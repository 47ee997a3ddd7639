// Package escalate is the only way up: an owner asks the desk one level above, in a new ticket of their own (support policy 8).
//
// It owns: which ticket was asked about above, what is proposed to be sent and what is masked in it, and looks at one device that somebody
// grants for a time and may hand on.
//
// It never: sends what the owner did not choose, gives the level above a way back to the ticket below or to whoever asked there, goes past
// a level, or grants a command to a device.
package escalate
