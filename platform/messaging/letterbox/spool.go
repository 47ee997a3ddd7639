package letterbox

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/google/uuid"
	"golang.org/x/sys/unix"

	"github.com/liveryhq/livery/platform/messaging/letter"
)

// Recipient is one of ours that a letter is for.
type Recipient struct {
	// Address as it was written, detail and all.
	Address  string    `json:"address"`
	Desk     uuid.UUID `json:"desk"`
	Critical bool      `json:"critical,omitempty"`
}

// Ways a letter comes.
const (
	BySMTP = "smtp"
	ByLMTP = "lmtp"
	ByIMAP = "imap"
)

// Arrived is a letter with all that is known of how it came.
type Arrived struct {
	ID uuid.UUID `json:"id"`
	At time.Time `json:"at"`
	// From is the return path; Known is false where the letter came without an envelope.
	From  string      `json:"from"`
	Known bool        `json:"known"`
	To    []Recipient `json:"to"`
	// Peer brought it, calling itself Helo. Via is one of the ways.
	Peer string `json:"peer,omitempty"`
	Helo string `json:"helo,omitempty"`
	Via  string `json:"via"`
	// Raw is the letter, byte for byte.
	Raw []byte `json:"-"`
}

// Critical tells whether any of those it is for is.
func (a Arrived) Critical() bool {
	return slices.ContainsFunc(a.To, func(r Recipient) bool { return r.Critical })
}

// Errors of putting a letter into the spool.
var (
	ErrFull     = errors.New("the spool of letters is full")
	ErrTooLarge = errors.New("the letter is too large")
	ErrLoop     = errors.New("the letter has passed too many servers")
)

// Spool keeps letters on disk until they are stored. Safe for concurrent use by one process.
type Spool struct {
	dir               string
	maxBytes, minFree int64

	mu    sync.Mutex
	bytes int64
	rang  chan struct{}
}

const (
	folderNew       = "new"
	folderTemporary = "tmp"
	folderHeld      = "held"
	folderAlarms    = "alarms"
	// maxHops is what RFC 5321, section 6.3, counts as a loop.
	maxHops = 100
)

// OpenSpool opens the folder, and throws away what was never acknowledged.
func OpenSpool(dir string, maxBytes, minFree int64) (*Spool, error) {
	s := &Spool{dir: dir, maxBytes: maxBytes, minFree: minFree, rang: make(chan struct{}, 1)}
	for _, folder := range []string{folderNew, folderTemporary, folderHeld, folderAlarms} {
		if err := os.MkdirAll(filepath.Join(dir, folder), 0o700); err != nil {
			return nil, fmt.Errorf("make the spool of letters: %w", err)
		}
	}
	begun, err := os.ReadDir(filepath.Join(dir, folderTemporary))
	if err != nil {
		return nil, fmt.Errorf("open the spool of letters: %w", err)
	}
	for _, f := range begun {
		if err := os.Remove(filepath.Join(dir, folderTemporary, f.Name())); err != nil {
			return nil, fmt.Errorf("open the spool of letters: %w", err)
		}
	}
	for _, folder := range []string{folderNew, folderHeld} {
		list, err := os.ReadDir(filepath.Join(dir, folder))
		if err != nil {
			return nil, fmt.Errorf("open the spool of letters: %w", err)
		}
		for _, f := range list {
			if info, err := f.Info(); err == nil {
				s.bytes += info.Size()
			}
		}
	}
	s.ring()
	return s, nil
}

// Put takes a letter in. Without an error it is on disk, whatever happens to the machine.
func (s *Spool) Put(a Arrived, r io.Reader) error {
	if err := s.room(); err != nil {
		return err
	}
	head, err := json.Marshal(a)
	if err != nil {
		return err
	}
	temporary := filepath.Join(s.dir, folderTemporary, a.ID.String())
	f, err := os.OpenFile(temporary, os.O_CREATE|os.O_EXCL|os.O_RDWR, 0o600)
	if err != nil {
		return full(err)
	}
	defer func() { _ = os.Remove(temporary) }() // gone where it was renamed
	size, err := write(f, head, r)
	if closing := f.Close(); err == nil {
		err = closing
	}
	if err != nil {
		return full(err)
	}
	if err := os.Rename(temporary, s.path(folderNew, a.ID)); err != nil {
		return full(err)
	}
	if err := syncFolder(filepath.Join(s.dir, folderNew)); err != nil {
		return full(err)
	}
	s.mu.Lock()
	s.bytes += size
	s.mu.Unlock()
	s.ring()
	return nil
}

func write(f *os.File, head []byte, r io.Reader) (size int64, err error) {
	w := bufio.NewWriterSize(f, 64<<10)
	if _, err := w.Write(append(head, '\n')); err != nil {
		return 0, err
	}
	hops := &hopCounter{}
	n, err := io.Copy(w, io.TeeReader(io.LimitReader(r, letter.MaxSize+1), hops))
	switch {
	case err != nil:
		return 0, err
	case n > letter.MaxSize:
		return 0, ErrTooLarge
	case hops.hops > maxHops:
		return 0, ErrLoop
	}
	if err := w.Flush(); err != nil {
		return 0, err
	}
	return n + int64(len(head)) + 1, f.Sync()
}

// hopCounter counts the servers that a letter has passed, by their lines in its header.
type hopCounter struct {
	hops int
	line []byte
	body bool
}

func (h *hopCounter) Write(p []byte) (int, error) {
	for rest := p; !h.body && len(rest) > 0; {
		end := bytes.IndexByte(rest, '\n')
		part := rest
		if end >= 0 {
			part, rest = rest[:end], rest[end+1:]
		} else {
			rest = nil
		}
		if len(h.line) < 16 {
			h.line = append(h.line, part[:min(len(part), 16)]...)
		}
		if end < 0 {
			break
		}
		if len(bytes.TrimSpace(h.line)) == 0 {
			h.body = true
		}
		if len(h.line) >= 9 && strings.EqualFold(string(h.line[:9]), "received:") {
			h.hops++
		}
		h.line = h.line[:0]
	}
	return len(p), nil
}

// room is refused before a letter is read, not after.
func (s *Spool) room() error {
	s.mu.Lock()
	bytes := s.bytes
	s.mu.Unlock()
	if bytes >= s.maxBytes {
		return ErrFull
	}
	var disk unix.Statfs_t
	if err := unix.Statfs(s.dir, &disk); err == nil && int64(disk.Bavail)*disk.Bsize < s.minFree {
		return ErrFull
	}
	return nil
}

func full(err error) error {
	if errors.Is(err, unix.ENOSPC) || errors.Is(err, unix.EDQUOT) {
		return errors.Join(ErrFull, err)
	}
	return err
}

// Waiting lists the letters to be stored, the first that came first.
func (s *Spool) Waiting() ([]uuid.UUID, error) {
	list, err := os.ReadDir(filepath.Join(s.dir, folderNew))
	if err != nil {
		return nil, fmt.Errorf("look into the spool of letters: %w", err)
	}
	ids := make([]uuid.UUID, 0, len(list))
	for _, f := range list { // sorted by name, and a UUIDv7 begins with its time
		if id, err := uuid.Parse(f.Name()); err == nil {
			ids = append(ids, id)
		}
	}
	return ids, nil
}

// Read a letter.
func (s *Spool) Read(id uuid.UUID) (Arrived, error) {
	raw, err := os.ReadFile(s.path(folderNew, id))
	if err != nil {
		return Arrived{}, fmt.Errorf("read a letter of the spool: %w", err)
	}
	head, body, ok := bytes.Cut(raw, []byte("\n"))
	var a Arrived
	if err := json.Unmarshal(head, &a); err != nil || !ok {
		return Arrived{}, fmt.Errorf("read a letter of the spool: its envelope is broken: %w", err)
	}
	a.Raw = body
	return a, nil
}

// desk is the first that a letter is for; none: nobody's, or it cannot be read.
func (s *Spool) desk(id uuid.UUID) uuid.UUID {
	f, err := os.Open(s.path(folderNew, id))
	if err != nil {
		return uuid.Nil
	}
	defer func() { _ = f.Close() }()
	head, err := bufio.NewReader(f).ReadBytes('\n')
	var a Arrived
	if err != nil || json.Unmarshal(head, &a) != nil || len(a.To) == 0 {
		return uuid.Nil
	}
	return a.To[0].Desk
}

// size of a letter in bytes; 0: it is there no more.
func (s *Spool) size(id uuid.UUID) int64 {
	info, err := os.Stat(s.path(folderNew, id))
	if err != nil {
		return 0
	}
	return info.Size()
}

// Done forgets a letter that is stored.
func (s *Spool) Done(id uuid.UUID) error {
	path := s.path(folderNew, id)
	info, err := os.Stat(path)
	if err == nil {
		err = os.Remove(path)
	}
	if err != nil {
		return fmt.Errorf("take a letter out of the spool: %w", err)
	}
	s.mu.Lock()
	s.bytes -= info.Size()
	s.mu.Unlock()
	return nil
}

// Hold lays a letter aside that cannot be stored, for the operator to see. It is not lost.
func (s *Spool) Hold(id uuid.UUID) error {
	if err := os.Rename(s.path(folderNew, id), s.path(folderHeld, id)); err != nil {
		return fmt.Errorf("lay a letter aside: %w", err)
	}
	return syncFolder(filepath.Join(s.dir, folderHeld))
}

// Release has the letters that were laid aside tried once more, and tells how many they are.
func (s *Spool) Release() (n int, err error) {
	list, err := os.ReadDir(filepath.Join(s.dir, folderHeld))
	if err != nil {
		return 0, fmt.Errorf("look for letters that were laid aside: %w", err)
	}
	for _, f := range list {
		if err := os.Rename(filepath.Join(s.dir, folderHeld, f.Name()), filepath.Join(s.dir, folderNew, f.Name())); err != nil {
			return n, fmt.Errorf("take up a letter that was laid aside: %w", err)
		}
		n++
	}
	s.ring()
	return n, nil
}

// Count tells how many letters wait, and how many were laid aside.
func (s *Spool) Count() (waiting, held int) {
	for folder, n := range map[string]*int{folderNew: &waiting, folderHeld: &held} {
		if list, err := os.ReadDir(filepath.Join(s.dir, folder)); err == nil {
			*n = len(list)
		}
	}
	return waiting, held
}

func (s *Spool) path(folder string, id uuid.UUID) string {
	return filepath.Join(s.dir, folder, id.String())
}

func (s *Spool) ring() {
	select {
	case s.rang <- struct{}{}:
	default:
	}
}

func syncFolder(path string) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	err = f.Sync()
	if closing := f.Close(); err == nil {
		err = closing
	}
	return err
}
