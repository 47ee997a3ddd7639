package letterbox

import (
	"context"
	"encoding/json"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"sync"
	"time"

	"github.com/google/uuid"

	"github.com/liveryhq/livery/internal/clock"
	"github.com/liveryhq/livery/platform/messaging/letter"
)

// Entry is an address of ours.
type Entry struct {
	// Address as letter.Normal has it, without a detail.
	Address string `json:"address"`
	// Desk is the tenant whose it is.
	Desk     uuid.UUID `json:"desk"`
	Critical bool      `json:"critical,omitempty"`
	// Alarm is for whoever raises it: whom to wake, as they wrote it. Secrets in it are sealed.
	Alarm json.RawMessage `json:"alarm,omitempty"`
}

// Times of the book.
const (
	// reread is how often it is read anew, and missed how soon after an address that is not in it: a desk that was opened
	// a moment ago is found at once, and asking for what is not there costs little.
	reread = 15 * time.Second
	missed = time.Second
)

// Book is the addresses, as they were read last. Safe for concurrent use.
type Book struct {
	file  string
	load  func(ctx context.Context) ([]Entry, error)
	clock clock.Clock
	log   *slog.Logger

	mu      sync.Mutex
	entries map[string]Entry
	read    time.Time
	fresh   bool
}

// OpenBook begins with the copy on disk, if there is one. load reads the addresses from where they are kept.
func OpenBook(file string, load func(ctx context.Context) ([]Entry, error), c clock.Clock, log *slog.Logger) (*Book, error) {
	b := &Book{file: file, load: load, clock: c, log: log, entries: map[string]Entry{}}
	raw, err := os.ReadFile(file)
	if os.IsNotExist(err) {
		return b, nil
	}
	if err != nil {
		return nil, fmt.Errorf("read the copy of our addresses: %w", err)
	}
	var list []Entry
	if err := json.Unmarshal(raw, &list); err != nil {
		log.Warn("the copy of our addresses cannot be read and is made anew", "file", file, "error", err)
		return b, nil
	}
	b.fill(list)
	return b, nil
}

func (b *Book) fill(list []Entry) {
	b.entries = make(map[string]Entry, len(list))
	for _, e := range list {
		b.entries[e.Address] = e
	}
}

// Refresh reads the addresses anew.
func (b *Book) Refresh(ctx context.Context) error {
	list, err := b.load(ctx)
	if err != nil {
		return err
	}
	raw, err := json.Marshal(list)
	if err != nil {
		return fmt.Errorf("write the copy of our addresses: %w", err)
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	b.fill(list)
	b.read, b.fresh = b.clock.Now(), true
	if err := writeWhole(b.file, raw); err != nil {
		return fmt.Errorf("write the copy of our addresses: %w", err)
	}
	return nil
}

// Run keeps the book current until ctx ends.
func (b *Book) Run(ctx context.Context) error {
	tick := time.NewTicker(reread)
	defer tick.Stop()
	for {
		if err := b.Refresh(ctx); err != nil && ctx.Err() == nil {
			b.log.WarnContext(ctx, "our addresses could not be read anew: those known go on", "error", err)
		}
		select {
		case <-ctx.Done():
			return nil
		case <-tick.C:
		}
	}
}

// Find an address, with or without a detail in it. sure is false where it is not known and could not be asked for: it may
// be ours all the same.
func (b *Book) Find(ctx context.Context, address string) (e Entry, found, sure bool) {
	plain, _ := letter.Detail(address)
	b.mu.Lock()
	e, found = b.entries[plain]
	ask := !found && b.clock.Now().Sub(b.read) >= missed
	fresh := b.fresh
	b.mu.Unlock()
	if found || !ask {
		return e, found, found || fresh
	}
	bounded, cancel := context.WithTimeout(ctx, 3*time.Second)
	defer cancel()
	if err := b.Refresh(bounded); err != nil {
		b.mu.Lock()
		b.fresh = false
		b.mu.Unlock()
		return Entry{}, false, false
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	e, found = b.entries[plain]
	return e, found, true
}

// writeWhole puts a file in the place of another, or leaves the other.
func writeWhole(file string, content []byte) error {
	temporary, err := os.CreateTemp(filepath.Dir(file), ".new-*")
	if err != nil {
		return err
	}
	defer func() { _ = os.Remove(temporary.Name()) }() // gone where it was renamed
	if _, err = temporary.Write(content); err == nil {
		err = temporary.Sync()
	}
	if closing := temporary.Close(); err == nil {
		err = closing
	}
	if err != nil {
		return err
	}
	if err := os.Rename(temporary.Name(), file); err != nil {
		return err
	}
	return syncFolder(filepath.Dir(file))
}
