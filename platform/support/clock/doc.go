// Package clock is when a desk is there, and what a message does to its promises. It is pure: times go in, times come out.
//
// It owns: calendars (several spans a day, 24:00, holidays, IANA zones), open time added to a moment, and the two clocks of a ticket: where
// it stands in the queue (the asker's last human message plus the target) and what was promised (the first unanswered one plus the target),
// with the second deadline some open days later.
//
// It never: moves a promise for chatter, or the queue for a machine's letter.
package clock
