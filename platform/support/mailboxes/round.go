package mailboxes

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"

	"github.com/google/uuid"

	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/internal/errs"
	"github.com/liveryhq/livery/platform/messaging/letter"
	"github.com/liveryhq/livery/platform/messaging/letterbox"
)

const (
	// atOnce letters are taken, and then done with.
	atOnce = 50
	// tries at a letter that cannot be stored for reasons of its own.
	tries = 5
	// lookBack is how far letters are looked at again where they have got other numbers: those that were taken are known.
	lookBack = 72 * time.Hour
)

// round takes what has come, once.
func (r *reader) round(ctx context.Context, visit *letterbox.Visit, box *row) error {
	if box.validity == nil || *box.validity != int64(visit.Validity()) {
		if err := r.begin(ctx, visit, box); err != nil {
			return err
		}
	}
	for {
		list, err := visit.After(ctx, uint32(box.last), atOnce)
		if err != nil {
			return err
		}
		for _, l := range list {
			if err := r.take(ctx, visit, box, l); err != nil {
				return err
			}
			box.last = int64(l.UID)
			if err := r.progress(ctx, *box); err != nil {
				return err
			}
		}
		if err := r.tidy(ctx, visit, box); err != nil {
			return err
		}
		if len(list) < atOnce {
			return nil
		}
	}
}

func (r *reader) progress(ctx context.Context, box row) error {
	return r.kept(ctx, "keep how far a mailbox is read", func(tx *db.Tx) (bool, error) { return progress(ctx, tx, r.id, box) })
}

// begin looks into a mailbox for the first time, or for the first time since its letters have got other numbers. How far it is read is kept
// when all of this is done: where it breaks off, it is done again.
func (r *reader) begin(ctx context.Context, visit *letterbox.Visit, box *row) error {
	all, err := visit.After(ctx, 0, 1<<30)
	if err != nil {
		return err
	}
	wanted, first := map[uint32]bool{}, box.validity == nil
	last := uint32(0)
	if n := visit.Next(); n > 0 {
		last = n - 1
	}
	if len(all) > 0 && visit.Next() == 0 {
		last = all[len(all)-1].UID
	}
	if first && box.Unread {
		unread, err := visit.Unread(ctx, last)
		if err != nil {
			return err
		}
		for _, uid := range unread {
			wanted[uid] = true
		}
	}
	since := box.setAt
	if box.takenAt != nil {
		since = *box.takenAt
	}
	var done []uint32
	box.left = nil
	for _, l := range all {
		if l.UID > last || first && !wanted[l.UID] || !first && l.At.Before(since.Add(-lookBack)) {
			continue
		}
		if err := r.take(ctx, visit, box, l); err != nil {
			return err
		}
		if !box.leaves(l.UID) {
			done = append(done, l.UID)
		}
	}
	if err := visit.Tidy(ctx, done); err != nil {
		return err
	}
	box.validity, box.last, box.tidied = new(int64(visit.Validity())), int64(last), int64(last)
	return r.progress(ctx, *box)
}

// take a letter in. Without an error it is stored, is there no more, or is left where it lies.
func (r *reader) take(ctx context.Context, visit *letterbox.Visit, box *row, l letterbox.Lying) error {
	raw, err := []byte(nil), letterbox.ErrTooLarge
	if l.Size <= letter.MaxSize {
		raw, err = visit.Raw(ctx, l.UID)
	}
	large := errors.Is(err, letterbox.ErrTooLarge)
	if large {
		if raw, err = visit.Head(ctx, l.UID); err == nil && raw != nil {
			raw = tooLarge(raw, l.Size, box.locale)
		}
	}
	if err != nil {
		return err
	}
	if raw == nil {
		return nil // somebody was faster
	}
	now := r.now()
	at := l.At.UTC()
	if at.Before(box.setAt) {
		at = box.setAt // nobody has promised anything before
	}
	if at.After(now) {
		at = now
	}
	err = r.Store(ctx, letterbox.Arrived{ID: uuid.Must(uuid.NewV7()), At: at, To: []letterbox.Recipient{{Address: addressed(raw, box.address), Desk: box.tenant, Critical: box.critical}},
		Via: letterbox.ByIMAP, Raw: raw})
	switch {
	case err == nil && !large:
		r.Observe("taken")
		box.taken++
		box.takenAt = &now
		return nil
	case err == nil: // its ticket says that it lies there
	case ctx.Err() != nil, errs.Is(err, errs.Unavailable), !r.hopeless(box.id, l.UID):
		return fmt.Errorf("store a letter of a mailbox: %w", err)
	default:
		r.Log.ErrorContext(ctx, "a letter of a mailbox could not be stored and is left there", "address", box.address, "uid", l.UID, "error", err)
	}
	r.Observe("left")
	if box.left = append(box.left, int64(l.UID)); len(box.left) > 1000 {
		box.left = box.left[len(box.left)-1000:]
	}
	return nil
}

// hopeless tells whether a letter has been tried often enough.
func (r *reader) hopeless(box uuid.UUID, uid uint32) bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.tries[box] == nil {
		r.tries[box] = map[uint32]int{}
	}
	if r.tries[box][uid]++; r.tries[box][uid] < tries {
		return false
	}
	delete(r.tries[box], uid)
	return true
}

// tidy does with letters that were taken what is to become of them.
func (r *reader) tidy(ctx context.Context, visit *letterbox.Visit, box *row) error {
	if box.tidied >= box.last {
		return nil
	}
	list, err := visit.After(ctx, uint32(box.tidied), 1<<30)
	if err != nil {
		return err
	}
	var done []uint32
	for _, l := range list {
		if int64(l.UID) <= box.last && !box.leaves(l.UID) {
			done = append(done, l.UID)
		}
	}
	if err := visit.Tidy(ctx, done); err != nil {
		return err
	}
	box.tidied = box.last
	return r.progress(ctx, *box)
}

// headOf a letter.
func headOf(raw []byte) []byte {
	for _, gap := range []string{"\r\n\r\n", "\n\n"} {
		if head, _, ok := bytes.Cut(raw, []byte(gap)); ok {
			return head
		}
	}
	return raw
}

// addressed is the desk's address as a letter names it, with what leads to a ticket in it.
func addressed(raw []byte, address string) string {
	local, domain, _ := strings.Cut(address, "@")
	detailed, err := regexp.Compile(fmt.Sprintf(`(?i)%s\+[a-z0-9]{%d}@%s`, regexp.QuoteMeta(local), letter.TokenLength, regexp.QuoteMeta(domain)))
	if err != nil {
		return address
	}
	if found := detailed.Find(headOf(raw)); found != nil {
		return string(found)
	}
	return address
}

// tooLarge is a letter in the place of one that weighs more than letters may: whose it is, and that it lies in the mailbox.
func tooLarge(head []byte, size int64, locale string) []byte {
	var b bytes.Buffer
	kept := false
	for line := range bytes.SplitSeq(headOf(head), []byte("\n")) {
		line = bytes.TrimRight(line, "\r")
		if len(line) == 0 {
			continue
		}
		if line[0] != ' ' && line[0] != '\t' {
			name, _, _ := bytes.Cut(line, []byte(":"))
			lower := strings.ToLower(string(name))
			// What tells of the body, and what signs it, would speak of another.
			kept = !strings.HasPrefix(lower, "content-") && lower != "mime-version" && lower != "dkim-signature"
		}
		if kept {
			b.Write(line)
			b.WriteString("\r\n")
		}
	}
	b.WriteString("MIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n")
	b.WriteString(strings.ReplaceAll(words(locale), "{megabytes}", strconv.FormatInt((size+1<<20-1)>>20, 10)) + "\r\n")
	return b.Bytes()
}

// words in the place of a letter that was too large.
func words(locale string) string {
	all := map[string]string{
		"en": "[This letter weighs {megabytes} MB, which is more than can be taken. It lies in the mailbox.]",
		"ru": "[Это письмо занимает {megabytes} МБ — больше, чем можно принять. Оно осталось в почтовом ящике.]",
		"es": "[Este mensaje ocupa {megabytes} MB, más de lo que se puede recibir. Sigue en el buzón.]",
		"pt": "[Esta mensagem ocupa {megabytes} MB, mais do que se pode receber. Continua na caixa de correio.]",
		"fr": "[Ce message pèse {megabytes} Mo, plus que ce qui peut être reçu. Il reste dans la boîte.]",
	}
	base, _, _ := strings.Cut(locale, "-")
	if text, ok := all[base]; ok {
		return text
	}
	return all["en"]
}
