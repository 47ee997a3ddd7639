package letterbox

import (
	"context"
	"errors"
	"io"
	"net"
	"slices"
	"sync/atomic"
	"time"

	"github.com/emersion/go-imap/v2"
	"github.com/emersion/go-imap/v2/imapclient"

	"github.com/liveryhq/livery/platform/messaging/letter"
)

// Visit is a conversation with a server about one mailbox. For one goroutine at a time.
type Visit struct {
	box      Elsewhere
	conn     *metered
	client   *imapclient.Client
	validity uint32
	next     uint32
	news     chan struct{}
}

// Lying is a letter in a mailbox.
type Lying struct {
	UID  uint32
	Size int64
	// At is when the server got it.
	At time.Time
}

// mostLetters of a mailbox are listed at once.
const mostLetters = 1_000_000

// bounds are how long a command may take, and how much a server may send in answer to it: whatever the library has not understood yet lies in
// memory, and a server may be anybody's.
type bounds struct {
	time  time.Duration
	bytes int64
}

// Bounds of a command, and of one that fetches a letter, which may be large and the way to it slow.
var (
	forCommand = bounds{time.Minute, 128 << 20}                  //nolint:gochecknoglobals // never changed
	forLetter  = bounds{5 * time.Minute, letter.MaxSize + 8<<20} //nolint:gochecknoglobals // never changed
)

// errEndless: a server sends more than any answer takes.
var errEndless = errors.New("the server answers without end")

// metered reads so much of a connection, and no more until the next command.
type metered struct {
	net.Conn

	left atomic.Int64
}

func (m *metered) Read(to []byte) (int, error) {
	if m.left.Load() <= 0 {
		return 0, errEndless
	}
	n, err := m.Conn.Read(to)
	m.left.Add(-int64(n))
	return n, err
}

// Validity of the numbering of letters (RFC 3501, 2.3.1.1): where it is another than before, no number says anything.
func (v *Visit) Validity() uint32 { return v.validity }

// Next is the number that a letter to come has at least; 0: the server does not say.
func (v *Visit) Next() uint32 { return v.next }

// Close ends the conversation.
func (v *Visit) Close() {
	_ = v.conn.Close() // nothing is lost: what was done is done
	if v.client != nil {
		_ = v.client.Close()
	}
}

func (v *Visit) ring() {
	select {
	case v.news <- struct{}{}:
	default:
	}
}

// within does something and breaks the conversation off when ctx ends first.
func (v *Visit) within(ctx context.Context, do func() error) error {
	stop := context.AfterFunc(ctx, func() { _ = v.conn.Close() })
	err := do()
	if !stop() && err != nil {
		return errors.Join(ctx.Err(), err)
	}
	return err
}

// command is one or a few of the protocol's; an error is a *Trouble, or that of ctx.
func (v *Visit) command(ctx context.Context, most bounds, do func() error) error {
	bounded, cancel := context.WithTimeout(ctx, most.time)
	defer cancel()
	v.conn.left.Store(most.bytes)
	err := v.within(bounded, do)
	switch {
	case err == nil:
		return nil
	case ctx.Err() != nil:
		return ctx.Err()
	}
	if t, ok := errors.AsType[*Trouble](err); ok {
		return t
	}
	return v.broken(err)
}

// After lists the letters whose numbers are above one, in their order, at most so many.
func (v *Visit) After(ctx context.Context, last uint32, most int) (list []Lying, err error) {
	if last == ^uint32(0) {
		return nil, nil
	}
	err = v.command(ctx, forCommand, func() error {
		list, err = v.list(imap.UIDSet{imap.UIDRange{Start: imap.UID(last + 1)}}, last)
		return err
	})
	slices.SortFunc(list, func(a, b Lying) int { return int(int64(a.UID) - int64(b.UID)) })
	return list[:min(len(list), most)], err
}

func (v *Visit) list(set imap.UIDSet, last uint32) (list []Lying, err error) {
	fetching := v.client.Fetch(set, &imap.FetchOptions{UID: true, RFC822Size: true, InternalDate: true})
	for {
		message := fetching.Next()
		if message == nil {
			break
		}
		l := Lying{}
		for item := message.Next(); item != nil; item = message.Next() {
			switch item := item.(type) {
			case imapclient.FetchItemDataUID:
				l.UID = uint32(item.UID)
			case imapclient.FetchItemDataRFC822Size:
				l.Size = item.Size
			case imapclient.FetchItemDataInternalDate:
				l.At = item.Time
			}
		}
		// Where there is none above, the server tells of the last one.
		if l.UID > last {
			list = append(list, l)
		}
		if len(list) > mostLetters {
			return nil, errors.New("the server lists letters without end")
		}
	}
	return list, fetching.Close()
}

// Unread are the numbers of letters that nobody has read, up to one.
func (v *Visit) Unread(ctx context.Context, last uint32) (uids []uint32, err error) {
	if last == 0 {
		return nil, nil
	}
	err = v.command(ctx, forCommand, func() error {
		found, err := v.client.UIDSearch(&imap.SearchCriteria{UID: []imap.UIDSet{{imap.UIDRange{Start: 1, Stop: imap.UID(last)}}}, NotFlag: []imap.Flag{imap.FlagSeen}}, nil).Wait()
		if err != nil {
			return err
		}
		uids, err = numbers(found)
		return err
	})
	slices.Sort(uids)
	return uids, err
}

// numbers are those that a search has found. A few letters of an answer stand for any number of them.
func numbers(found *imap.SearchData) (uids []uint32, err error) {
	set, _ := found.All.(imap.UIDSet)
	n := int64(0)
	for _, part := range set {
		if n += int64(part.Stop) - int64(part.Start) + 1; part.Start == 0 || part.Stop < part.Start || n > mostLetters {
			return nil, errEndless
		}
	}
	for _, uid := range found.AllUIDs() {
		uids = append(uids, uint32(uid))
	}
	return uids, nil
}

// Raw is a letter, byte for byte, and stays unread by it. ErrTooLarge: it weighs more than letters may. Nil: it is there no more.
func (v *Visit) Raw(ctx context.Context, uid uint32) ([]byte, error) {
	return v.section(ctx, uid, imap.PartSpecifierNone, letter.MaxSize)
}

// Head is the header of a letter, as much of it as is looked at.
func (v *Visit) Head(ctx context.Context, uid uint32) ([]byte, error) {
	return v.section(ctx, uid, imap.PartSpecifierHeader, headKept)
}

func (v *Visit) section(ctx context.Context, uid uint32, part imap.PartSpecifier, most int64) (raw []byte, err error) {
	large := false
	err = v.command(ctx, forLetter, func() error {
		fetching := v.client.Fetch(imap.UIDSetNum(imap.UID(uid)), &imap.FetchOptions{UID: true, BodySection: []*imap.FetchItemBodySection{{Specifier: part, Peek: true}}})
		for message := fetching.Next(); message != nil; message = fetching.Next() {
			for item := message.Next(); item != nil; item = message.Next() {
				section, ok := item.(imapclient.FetchItemDataBodySection)
				if !ok || section.Literal == nil || raw != nil {
					continue
				}
				// What is behind it is read past by the library: the conversation goes on.
				if raw, err = io.ReadAll(io.LimitReader(section.Literal, most+1)); err != nil {
					return err
				}
				if int64(len(raw)) > most {
					raw, large = raw[:most], true
				}
			}
		}
		return fetching.Close()
	})
	if err == nil && large && part == imap.PartSpecifierNone {
		return nil, ErrTooLarge
	}
	return raw, err
}

// Tidy does with letters that were taken what is to become of them. It may be done again.
func (v *Visit) Tidy(ctx context.Context, uids []uint32) error {
	for part := range slices.Chunk(uids, 500) {
		set := imap.UIDSet{}
		for _, uid := range part {
			set.AddNum(imap.UID(uid))
		}
		if err := v.command(ctx, forCommand, func() error { return v.tidy(set) }); err != nil {
			return err
		}
	}
	return nil
}

func (v *Visit) tidy(set imap.UIDSet) error {
	mark := func(flag imap.Flag) error {
		return v.client.Store(set, &imap.StoreFlags{Op: imap.StoreFlagsAdd, Silent: true, Flags: []imap.Flag{flag}}, nil).Close()
	}
	err := mark(imap.FlagSeen)
	switch {
	case err != nil || v.box.Afterwards == Seen:
		return v.folder(ReadOnly, "folder", err)
	case v.box.Afterwards == Move:
		if v.client.Caps().Has(imap.CapMove) {
			_, err = v.client.Move(set, v.box.MoveTo).Wait()
			return v.folder(NoMoveTo, "move_to", err)
		}
		if _, err = v.client.Copy(set, v.box.MoveTo).Wait(); err != nil {
			return v.folder(NoMoveTo, "move_to", err)
		}
	}
	if err := mark(imap.FlagDeleted); err != nil {
		return v.folder(ReadOnly, "folder", err)
	}
	// Without UIDPLUS what others have marked as deleted would go too: then they stay marked, as programs of people leave them.
	if v.client.Caps().Has(imap.CapUIDPlus) {
		return v.folder(ReadOnly, "folder", v.client.UIDExpunge(set).Close())
	}
	return nil
}

// Wait until there may be something new: the server says so (IDLE, RFC 2177), or, where it cannot, poll has passed. It never takes longer
// than most, so that a connection that died silently is found.
func (v *Visit) Wait(ctx context.Context, poll, most time.Duration) error {
	select {
	case <-v.news:
		return nil
	default:
	}
	if !v.client.Caps().Has(imap.CapIdle) {
		timer := time.NewTimer(min(poll, most))
		defer timer.Stop()
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-v.client.Closed():
			return trouble(NoConnection, "host", io.ErrUnexpectedEOF)
		case <-timer.C:
		}
		return v.command(ctx, forCommand, func() error { return v.client.Noop().Wait() })
	}
	var idling *imapclient.IdleCommand
	err := v.command(ctx, forCommand, func() (err error) {
		idling, err = v.client.Idle()
		return err
	})
	if err != nil {
		return err
	}
	timer := time.NewTimer(most)
	defer timer.Stop()
	select {
	case <-ctx.Done():
		return ctx.Err() // whoever goes closes the connection
	case <-v.client.Closed():
		return trouble(NoConnection, "host", io.ErrUnexpectedEOF)
	case <-v.news:
	case <-timer.C:
	}
	return v.command(ctx, forCommand, func() error {
		if err := idling.Close(); err != nil {
			return err
		}
		return idling.Wait()
	})
}
