// Package contact tells the owner of a tracker what it was last heard to do: the answer to "I have set it up, and now?".
//
// It owns: the rows of tracker_contacts, and how often the same news is worth telling: live at once when it changes,
// and now and then while it does not; in the database a batch a moment.
//
// It does not own: finding out what happened (gateway), or who may read it (tenant/fleet).
//
// It never: makes a tracker wait, or tells a tenant of a device that is not its own.
package contact
