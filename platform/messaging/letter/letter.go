package letter

import (
	"time"
)

// Bounds of what is read. Beyond them a letter is still kept whole: in the spool, and as a file of itself.
const (
	// MaxSize is what a letter may weigh; servers say so in EHLO.
	MaxSize = 50 << 20
	// maxText of a letter is read as words; what goes beyond it is cut, and a note says so.
	maxText = 256 << 10
	// maxHTML is looked at as HTML.
	maxHTML = 1 << 20
	// maxParts and maxNesting bound the tree of MIME. A person's program makes a dozen of the one and four of the other.
	maxParts   = 500
	maxNesting = 50
	// maxFiles and maxAddresses are kept of each kind.
	maxFiles     = 100
	maxAddresses = 50
	maxHeader    = 1000
	// maxTrail is how many letters before this one are remembered.
	maxTrail = 50
)

// Kind tells who wrote a letter.
type Kind string

// The kinds.
const (
	Human Kind = "human"
	// Automatic is an answering machine, a receipt, or a program.
	Automatic Kind = "automatic"
	// Bounce says that a letter of ours did not arrive, or not yet.
	Bounce Kind = "bounce"
	// List was sent to many, by way of a list that its readers do not write to.
	List Kind = "list"
	// Loop is a letter that we ourselves have written, come back.
	Loop Kind = "loop"
)

// Address of a person.
type Address struct {
	Name, Address string
}

// File that came with a letter. Its type is what the writer says: whoever serves it looks for themselves.
type File struct {
	Name, Type string
	Content    []byte
	// Inline files are shown within the text, by ID.
	Inline bool
	ID     string
}

// Failure is what a bounce tells of one reader.
type Failure struct {
	Address string
	// Status as RFC 3463 has it: 5.1.1.
	Status string
	// Hard failures will not mend by themselves: the address is not there.
	Hard bool
	// Why, in the words of the server that refused.
	Why string
}

// Meeting is what an invitation says.
type Meeting struct {
	// Method is REQUEST, REPLY, CANCEL and so on.
	Method, Summary, Place, Organizer string
	// Begins and Ends as written, for the times of calendars are relative to zones that the letter defines.
	Begins, Ends string
}

// Letter is what was read.
type Letter struct {
	Kind Kind
	// Quiet letters ask not to be answered by a machine (X-Auto-Response-Suppress, a no-reply sender): people may answer.
	Quiet bool

	From, Sender Address
	ReplyTo      []Address
	To, Cc       []Address
	Subject      string
	// Date as the writer says; zero: they do not, or nobody can read it.
	Date time.Time

	// MessageID, and those of the letters before, without angle brackets. They are claims.
	MessageID  string
	InReplyTo  []string
	References []string

	// Text is what the writer wrote, as plain text; Quoted is what they had before them, and Signature what ends it.
	Text, Quoted, Signature string
	// HTML is the whole letter made safe; empty if it had none.
	HTML string
	// Language as far as it can be told: en, ru, es, pt or fr; empty: it cannot.
	Language string
	Files    []File
	Meeting  *Meeting

	// Failures that a bounce reports, and BouncedID: the Message-ID of the letter that did not arrive.
	Failures  []Failure
	BouncedID string

	// Complaint is about whom a provider reports that its reader took a letter of ours for spam (RFC 5965): who it was for, and the
	// return path it had. Empty: it is no such report.
	Complaint, ComplaintPath string

	// Notes say what was left out, or could not be read: words for the log and for whoever reads the letter, in English.
	Notes []string
	// Digest is the same for the same letter, by whichever way and however often it comes.
	Digest [32]byte
}

// Envelope is what the letter came in.
type Envelope struct {
	// From is the return path; empty: none, as machines have.
	From string
	// Known is false where there was no envelope: letters that were fetched from a mailbox.
	Known bool
}

func (l *Letter) note(words string) { l.Notes = append(l.Notes, words) }
