package registry

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/google/uuid"

	"github.com/liveryhq/livery/platform/ingest/verdict"
)

// The snapshot is the registry as a file: a magic line with its version, when it was saved, the words, objects,
// trackers and claims, and SHA-256 of all before it. Numbers are little endian, texts and lists have their length
// before them.
const snapshotMagic = "livery registry 1\n"

// maxText bounds a text or list of the file, so that a damaged length does not ask for all memory.
const maxText = 1 << 26

func (r *Registry) saveSnapshot() {
	version := r.Version()
	if r.config.Snapshot == "" || !r.Current() || version == r.written {
		return
	}
	if err := r.writeSnapshot(); err != nil {
		r.config.Log.Error("the registry's snapshot was not written", "error", err)
		return
	}
	r.written = version
}

// writeSnapshot replaces the file in one step: whoever reads it finds the old or the new one, whole.
func (r *Registry) writeSnapshot() (err error) {
	dir := filepath.Dir(r.config.Snapshot)
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return fmt.Errorf("make the snapshot's folder: %w", err)
	}
	f, err := os.CreateTemp(dir, filepath.Base(r.config.Snapshot)+".*") // of mode 0600
	if err != nil {
		return fmt.Errorf("write the snapshot: %w", err)
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, f.Close(), os.Remove(f.Name()))
		}
	}()
	sum := sha256.New()
	w := &snapshotWriter{to: bufio.NewWriterSize(io.MultiWriter(f, sum), 1<<16)}
	r.encode(w)
	if err := errors.Join(w.err, w.to.Flush()); err != nil {
		return fmt.Errorf("write the snapshot: %w", err)
	}
	if _, err := f.Write(sum.Sum(nil)); err != nil {
		return fmt.Errorf("write the snapshot: %w", err)
	}
	if err := f.Sync(); err != nil {
		return fmt.Errorf("sync the snapshot: %w", err)
	}
	if err := f.Close(); err != nil {
		return fmt.Errorf("close the snapshot: %w", err)
	}
	if err := os.Rename(f.Name(), r.config.Snapshot); err != nil {
		return fmt.Errorf("put the snapshot in its place: %w", err)
	}
	return nil
}

func (r *Registry) encode(w *snapshotWriter) {
	r.mu.RLock()
	defer r.mu.RUnlock()
	w.bytes([]byte(snapshotMagic))
	w.number(r.config.Clock.Now().UnixMicro())
	w.count(len(r.words.texts))
	for _, text := range r.words.texts {
		w.text(text)
	}
	w.count(len(r.objects))
	for id, o := range r.objects {
		w.bytes(id[:])
		w.bytes(o.tenant[:])
		w.number(o.seq)
		w.bytes([]byte{byte(o.retention)})
		w.count(len(o.paid))
		for _, s := range o.paid {
			w.span(s)
		}
		w.count(len(o.blocks))
		for _, b := range o.blocks {
			w.span(b.Span)
			w.flag(b.KeepData)
		}
	}
	w.count(len(r.trackers))
	for id, t := range r.trackers {
		w.bytes(id[:])
		w.bytes(t.tenant[:])
		w.count(int(t.protocol))
		w.count(int(t.model))
		w.count(int(t.zone))
		w.text(string(t.mac))
		w.count(len(t.bindings))
		for _, b := range t.bindings {
			w.span(b.Span)
			w.bytes(b.object[:])
		}
	}
	w.count(len(r.imeis) + len(r.names))
	for n, claims := range r.imeis {
		w.text(fmt.Sprintf("imei %015d", n))
		w.claims(claims)
	}
	for name, claims := range r.names {
		w.text(name)
		w.claims(claims)
	}
}

type snapshotWriter struct {
	to  *bufio.Writer
	err error
}

func (w *snapshotWriter) bytes(b []byte) {
	if _, err := w.to.Write(b); err != nil && w.err == nil {
		w.err = err
	}
}

func (w *snapshotWriter) number(n int64) {
	var b [8]byte
	binary.LittleEndian.PutUint64(b[:], uint64(n))
	w.bytes(b[:])
}

func (w *snapshotWriter) count(n int) {
	var b [4]byte
	binary.LittleEndian.PutUint32(b[:], uint32(n))
	w.bytes(b[:])
}

func (w *snapshotWriter) text(s string) { w.count(len(s)); w.bytes([]byte(s)) }

func (w *snapshotWriter) span(s verdict.Span) { w.number(s.From); w.number(s.Until) }

func (w *snapshotWriter) flag(f bool) {
	if f {
		w.bytes([]byte{1})
	} else {
		w.bytes([]byte{0})
	}
}

func (w *snapshotWriter) claims(claims []claim) {
	w.count(len(claims))
	for _, c := range claims {
		w.bytes(c.tracker[:])
		w.span(c.held)
		w.flag(c.waiting)
	}
}

var errDamaged = errors.New("the snapshot is damaged, or of another version")

// readSnapshot fills the registry from the file and tells when that was saved.
func (r *Registry) readSnapshot() (saved time.Time, err error) {
	if r.config.Snapshot == "" {
		return saved, errors.New("no snapshot is kept")
	}
	f, err := os.Open(r.config.Snapshot)
	if err != nil {
		return saved, fmt.Errorf("open the snapshot: %w", err)
	}
	defer func() { _ = f.Close() }() // it was read only
	if err := verify(f); err != nil {
		return saved, err
	}
	if _, err := f.Seek(0, io.SeekStart); err != nil {
		return saved, fmt.Errorf("read the snapshot: %w", err)
	}
	fresh := New(r.config)
	d := &snapshotReader{from: bufio.NewReaderSize(f, 1<<16)}
	saved = fresh.decode(d)
	if d.err != nil {
		return saved, fmt.Errorf("read the snapshot: %w", d.err)
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	r.objects, r.trackers, r.imeis, r.names, r.words = fresh.objects, fresh.trackers, fresh.imeis, fresh.names, fresh.words
	r.loaded.Store(true)
	r.version.Add(1)
	return saved, nil
}

// verify checks the sum at the end over all before it, without holding the file in memory.
func verify(f *os.File) error {
	info, err := f.Stat()
	if err != nil {
		return fmt.Errorf("read the snapshot: %w", err)
	}
	size := info.Size() - sha256.Size
	if size < int64(len(snapshotMagic)) {
		return errDamaged
	}
	var h = sha256.New()
	if _, err := io.CopyN(h, f, size); err != nil {
		return fmt.Errorf("read the snapshot: %w", err)
	}
	var want [sha256.Size]byte
	if _, err := io.ReadFull(f, want[:]); err != nil {
		return fmt.Errorf("read the snapshot: %w", err)
	}
	if !bytes.Equal(want[:], h.Sum(nil)) {
		return errDamaged
	}
	return nil
}

func (r *Registry) decode(d *snapshotReader) (saved time.Time) {
	if string(d.bytes(len(snapshotMagic))) != snapshotMagic {
		d.fail(errDamaged)
		return saved
	}
	saved = time.UnixMicro(d.number()).UTC()
	for i, n := 0, d.count(); i < n && d.err == nil; i++ {
		r.words.zoneNumber(d.text())
	}
	for i, n := 0, d.count(); i < n && d.err == nil; i++ {
		id, o := d.id(), &objectRow{}
		o.tenant, o.seq, o.retention = d.id(), d.number(), verdict.Retention(d.byte())
		for j, n := 0, d.count(); j < n && d.err == nil; j++ {
			o.paid = append(o.paid, d.span())
		}
		if len(o.paid) == 1 && o.paid[0] == paidForEver[0] {
			o.paid = paidForEver
		}
		for j, n := 0, d.count(); j < n && d.err == nil; j++ {
			o.blocks = append(o.blocks, verdict.Block{Span: d.span(), KeepData: d.byte() != 0})
		}
		r.objects[id] = o
	}
	for i, n := 0, d.count(); i < n && d.err == nil; i++ {
		id, t := d.id(), &trackerRow{}
		t.tenant, t.protocol, t.model, t.zone = d.id(), r.word(d), r.word(d), r.word(d)
		if mac := d.text(); mac != "" {
			t.mac = []byte(mac)
		}
		for j, n := 0, d.count(); j < n && d.err == nil; j++ {
			t.bindings = append(t.bindings, bindingRow{Span: d.span(), object: d.id()})
		}
		r.trackers[id] = t
	}
	for i, n := 0, d.count(); i < n && d.err == nil; i++ {
		namespace, value, _ := strings.Cut(d.text(), " ")
		var claims []claim
		for j, n := 0, d.count(); j < n && d.err == nil; j++ {
			claims = append(claims, claim{tracker: d.id(), held: d.span(), waiting: d.byte() != 0})
		}
		r.setClaims(namespace, value, claims)
	}
	return saved
}

func (r *Registry) word(d *snapshotReader) word {
	n := d.count()
	if n >= len(r.words.texts) {
		d.fail(errDamaged)
		return 0
	}
	return word(n)
}

type snapshotReader struct {
	from *bufio.Reader
	err  error
	room [16]byte
}

func (d *snapshotReader) fail(err error) {
	if d.err == nil {
		d.err = err
	}
}

func (d *snapshotReader) fill(b []byte) []byte {
	if d.err == nil {
		_, err := io.ReadFull(d.from, b)
		if err != nil {
			d.fail(err)
			clear(b)
		}
	} else {
		clear(b)
	}
	return b
}

func (d *snapshotReader) bytes(n int) []byte {
	if n < 0 || n > maxText {
		d.fail(errDamaged)
		return nil
	}
	return d.fill(make([]byte, n))
}

func (d *snapshotReader) number() int64 { return int64(binary.LittleEndian.Uint64(d.fill(d.room[:8]))) }

func (d *snapshotReader) count() int { return int(binary.LittleEndian.Uint32(d.fill(d.room[:4]))) }

func (d *snapshotReader) byte() byte { return d.fill(d.room[:1])[0] }

func (d *snapshotReader) text() string { return string(d.bytes(d.count())) }

func (d *snapshotReader) id() (id uuid.UUID) { d.fill(id[:]); return id }

func (d *snapshotReader) span() verdict.Span {
	return verdict.Span{From: d.number(), Until: d.number()}
}
