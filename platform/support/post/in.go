package post

import (
	"context"
	"encoding/hex"
	"fmt"
	"log/slog"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/google/uuid"

	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/internal/errs"
	"github.com/liveryhq/livery/platform/messaging/letter"
	"github.com/liveryhq/livery/platform/messaging/letterbox"
	"github.com/liveryhq/livery/platform/messaging/sender"
	"github.com/liveryhq/livery/platform/support"
)

// Intake is where letters become tickets.
type Intake interface {
	OfAddress(ctx context.Context, address string) (support.Inbox, error)
	Receive(ctx context.Context, desk db.Scope, l support.Letter) (support.Received, error)
	Doors(ctx context.Context) ([]support.Door, error)
	ComesIn(ctx context.Context) error
}

// Bounces take what comes back to the realms' senders.
type Bounces interface {
	Addresses(ctx context.Context) ([]string, error)
	Take(ctx context.Context, c sender.Came) (bool, error)
}

// Receiver makes tickets of letters.
type Receiver struct {
	// Bounces may be nil.
	Bounces Bounces
	Desks   Intake
	Threads letter.Threads
	// Scope of a desk whose address was taken away after a letter came to it.
	Scope func(ctx context.Context, caller, target uuid.UUID) (db.Scope, error)
	// Lookup asks the DNS which keys sign for a domain.
	Lookup letterbox.LookupTXT
	// Bureau finds out which letters are forged: those make a ticket too, and are not acknowledged, for that would go to whoever was named.
	Bureau letterbox.Bureau
	Log    *slog.Logger
}

// unknown stands for a sender that a letter does not name; nothing is ever sent there (RFC 2606).
const unknown = "unknown@sender.invalid"

// Store makes a letter a ticket, or part of one, at each desk that it is for. It may be called again for the same letter.
func (r Receiver) Store(ctx context.Context, a letterbox.Arrived) error {
	done := map[uuid.UUID]bool{}
	for _, to := range a.To {
		if done[to.Desk] {
			continue
		}
		done[to.Desk] = true
		if to.Desk == uuid.Nil {
			if err := r.cameBack(ctx, a); err != nil {
				return err
			}
			continue
		}
		var here []letterbox.Recipient
		for _, other := range a.To {
			if other.Desk == to.Desk {
				here = append(here, other)
			}
		}
		if err := r.store(ctx, a, to.Desk, here); err != nil {
			return err
		}
	}
	return nil
}

// cameBack tells senders which addresses a letter of theirs did not reach, or whose reader complained. It is no ticket: nobody reads it.
func (r Receiver) cameBack(ctx context.Context, a letterbox.Arrived) error {
	read := letter.Read(a.Raw, letter.Envelope{From: a.From, Known: a.Known}, nil)
	for _, to := range a.To {
		if to.Desk != uuid.Nil {
			continue
		}
		_, detail := letter.Detail(to.Address)
		var came []sender.Came
		for _, f := range read.Failures {
			if f.Hard {
				came = append(came, sender.Came{Detail: detail, Address: f.Address, Reason: sender.Bounce, Said: strings.TrimSpace(f.Status + " " + f.Why)})
			}
		}
		if read.Complaint != "" {
			if detail == "" {
				_, detail = letter.Detail(read.ComplaintPath)
			}
			came = append(came, sender.Came{Detail: detail, Address: read.Complaint, Reason: sender.Complaint})
		}
		for _, c := range came {
			taken, err := r.Bounces.Take(ctx, c)
			if err != nil {
				return err
			}
			r.Log.InfoContext(ctx, "a letter came back", "letter", a.ID, "reason", c.Reason, "believed", taken)
		}
	}
	return nil
}

// store is Store at one desk; to are its addresses.
func (r Receiver) store(ctx context.Context, a letterbox.Arrived, desk uuid.UUID, to []letterbox.Recipient) error {
	scope, category, err := r.desk(ctx, desk, to)
	if err != nil {
		return err
	}
	read := letter.Read(a.Raw, letter.Envelope{From: a.From, Known: a.Known}, func(mark string) bool { return r.Threads.Ours(desk, mark) })
	l := support.Letter{Name: read.From.Name, From: read.From.Address, Subject: read.Subject, Number: numberIn(read.Subject), Category: category,
		Critical: slices.ContainsFunc(to, func(r letterbox.Recipient) bool { return r.Critical }),
		Machine:  read.Kind != letter.Human, Quiet: read.Quiet, Locale: read.Language, At: a.At, Paged: a.Alarmed()}
	l.Key = key(read, l.Critical)
	if l.From == "" {
		l.From, l.Quiet = a.From, true
	}
	if l.From == "" || len(l.From) > 254 {
		l.From = unknown
	}
	sentTo := make([]string, 0, len(to))
	for _, each := range to {
		sentTo = append(sentTo, each.Address)
	}
	if id, ok := r.Threads.Find(desk, read, sentTo...); ok {
		l.Ticket = &id
	}
	l.Proved = l.From == read.From.Address && letterbox.Vouched(ctx, a.Raw, l.From, r.Lookup)
	if !l.Proved && !l.Quiet && r.Bureau.Disowned(ctx, a, l.From) {
		l.Quiet = true
	}
	l.Text = text(read, l.Ticket != nil)
	l.Files = files(read)
	got, err := r.Desks.Receive(ctx, scope, l)
	if err != nil {
		return fmt.Errorf("make a ticket of a letter: %w", err)
	}
	r.Log.InfoContext(ctx, "a letter was taken", "letter", a.ID, "desk", desk, "ticket", got.Ticket, "new", got.New, "again", got.Again, "kind", read.Kind,
		"proved", l.Proved, "quiet", l.Quiet, "notes", read.Notes)
	return nil
}

// desk that letters to these addresses are for. Where an address has been taken away, or is another desk's by now, it is the one
// that the letter came to.
func (r Receiver) desk(ctx context.Context, id uuid.UUID, to []letterbox.Recipient) (scope db.Scope, category *uuid.UUID, err error) {
	for _, each := range to {
		plain, _ := letter.Detail(each.Address)
		in, err := r.Desks.OfAddress(ctx, plain)
		if errs.Is(err, errs.NotFound) || err == nil && in.Scope.Tenant() != id {
			continue
		}
		return in.Scope, in.Category, err
	}
	scope, err = r.Scope(ctx, id, id)
	return scope, nil, err
}

// key of a letter, with its Message-ID behind it, so that the answer can name it. One that also came to the address for critical
// errors is taken there too.
func key(l letter.Letter, critical bool) string {
	k := hex.EncodeToString(l.Digest[:])
	if critical {
		k += "!"
	}
	return k + " " + l.MessageID
}

// letterIDs are the Message-IDs in keys.
func letterIDs(keys []string) (ids []string) {
	for _, k := range keys {
		if _, id, _ := strings.Cut(k, " "); id != "" {
			ids = append(ids, id)
		}
	}
	return ids
}

var numbered = regexp.MustCompile(`\[#([0-9]{1,15})\]`)

func numberIn(subject string) int64 {
	found := numbered.FindStringSubmatch(subject)
	if found == nil {
		return 0
	}
	n, _ := strconv.ParseInt(found[1], 10, 64) // digits that fit
	return n
}

// text of a letter. Of an answer what is new counts; of a first letter also what the writer had before them, for nobody here has
// seen it.
func text(l letter.Letter, answer bool) string {
	parts := []string{l.Text}
	if !answer || strings.TrimSpace(l.Text) == "" {
		parts = append(parts, l.Signature, l.Quoted)
	}
	if m := l.Meeting; m != nil {
		parts = append(parts, strings.Join([]string{m.Summary, m.Place, strings.TrimSpace(m.Begins + " – " + m.Ends)}, "\n"))
	}
	parts = slices.DeleteFunc(parts, func(p string) bool { return strings.TrimSpace(p) == "" })
	return strings.Join(parts, "\n\n")
}

// largest is what one attachment of a ticket may weigh; a larger file is kept in parts.
const largest = 25 << 20

func files(l letter.Letter) (list []support.File) {
	for _, f := range l.Files {
		if len(f.Content) == 0 {
			continue
		}
		if len(f.Content) <= largest {
			list = append(list, support.File{Name: f.Name, Content: f.Content})
			continue
		}
		n := 0
		for part := range slices.Chunk(f.Content, largest) {
			n++
			list = append(list, support.File{Name: f.Name + "." + strconv.Itoa(n), Content: part})
		}
	}
	return list
}
