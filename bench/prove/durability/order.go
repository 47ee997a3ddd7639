package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"time"

	"github.com/liveryhq/livery/bench/rig"
	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/platform/ingest/ingesttest"
)

// marked is how many records are followed through the system calls.
const marked = 60

// order runs the path under strace. A tracker of Wialon IPS sends records that carry a word of their own; for each the
// word must have been written to the spool, and an fsync of that very file begun after it must have returned, before
// the system call that writes the answer begins.
func (s *scene) order(ctx context.Context) (string, error) {
	if _, err := exec.LookPath("strace"); err != nil {
		return "", errors.New("strace is not installed, and without it the order of system calls cannot be seen: apt-get install strace")
	}
	const name = "ordered"
	err := s.withDB(ctx, func(d *db.DB) error {
		w := &ingesttest.World{DB: d}
		account, err := ingesttest.Value[[16]byte](ctx, w, `select id from tenants where kind = 'account'`)
		if err != nil {
			return err
		}
		o, err := w.AddObject(ctx, account, name, "m12")
		if err != nil {
			return err
		}
		_, err = w.AddTracker(ctx, ingesttest.Tracker{
			Tenant: account, Object: o.ID, Protocol: "wialon-ips", Namespace: "port:5039", Identity: name, Since: s.first,
		})
		return err
	})
	if err != nil {
		return "", err
	}
	trace := filepath.Join(s.dir, "trace")
	path, err := s.start(ctx, func(c *rig.PathConfig) {
		c.Wrapper = []string{
			"strace", "-f", "-qq", "--seccomp-bpf", "-y", "-s", "1000000", "-e", "trace=write,writev,pwrite64,sendto,fsync,fdatasync",
			"-e", "signal=none", "-o", trace,
		}
		c.Quiet = false
	})
	if err != nil {
		return "", fmt.Errorf("%w. Is ptrace permitted here? In a container it takes --cap-add=SYS_PTRACE", err)
	}
	if err := s.follow(path, name); err != nil {
		return "", errors.Join(err, path.Stop())
	}
	if err := path.Stop(); err != nil {
		return "", fmt.Errorf("stop in order: %w", err)
	}
	f, err := os.Open(trace)
	if err != nil {
		return "", fmt.Errorf("open the trace: %w", err)
	}
	defer func() { _ = f.Close() }() // it was read only
	answers, err := inOrder(bufio.NewReader(f))
	if err != nil {
		return "", err
	}
	if answers != marked {
		return "", fmt.Errorf("%d answers were seen in the trace, %d records were sent", answers, marked)
	}
	return fmt.Sprintf("%d answers under strace: each after the fsync of its record", answers), nil
}

// mark is the word that the i-th record carries.
func mark(i int) string { return fmt.Sprintf("livery-mark-%06d", i) }

// follow sends the marked records, each after the answer to the one before. The lines are its own: the encoder writes
// what trackers measure, and no words.
func (s *scene) follow(path *rig.Path, name string) error {
	conn, err := net.DialTimeout("tcp", path.Addresses["wialon-ips"], patience)
	if err != nil {
		return fmt.Errorf("connect under strace: %w", err)
	}
	defer func() { _ = conn.Close() }() // nothing is left to be said
	answers := bufio.NewReader(conn)
	ask := func(line, want string) error {
		if err := conn.SetDeadline(time.Now().Add(patience)); err != nil {
			return err
		}
		if _, err := conn.Write([]byte(line + "\r\n")); err != nil {
			return err
		}
		answer, err := answers.ReadString('\n')
		if err == nil && strings.TrimSpace(answer) != want {
			err = fmt.Errorf("the answer is %q", answer)
		}
		return err
	}
	if err := ask("#L#"+name+";NA", "#AL#1"); err != nil {
		return fmt.Errorf("log in under strace: %w", err)
	}
	for i := range marked {
		at := s.first.Add(time.Duration(i) * time.Second).UTC()
		line := fmt.Sprintf("#D#%s;%s;6010.0000;N;02456.0000;E;50;90;20;9;1.0;0;0;;NA;mark:3:%s",
			at.Format("020106"), at.Format("150405"), mark(i))
		if err := ask(line, "#AD#1"); err != nil {
			return fmt.Errorf("record %d under strace: %w", i, err)
		}
	}
	return nil
}

// patience is generous: under strace everything is slow.
const patience = 30 * time.Second

var (
	// A call as strace -f -y writes it: thread, name, file number with its path, and the rest.
	called  = regexp.MustCompile(`^(\d+) +(write|writev|pwrite64|sendto|fsync|fdatasync)\((\d+)<([^>]*)>(.*)$`)
	resumed = regexp.MustCompile(`^(\d+) +<\.\.\. (pwrite64|write|writev|fsync|fdatasync) resumed>\)? *(.*)$`)
	word    = regexp.MustCompile(`livery-mark-\d{6}`)
)

// inOrder reads a trace and checks each answer of the protocol ("#AD#1"). A line stands where its call was entered; one
// that another thread's interrupted has a second line where it returned.
func inOrder(trace *bufio.Reader) (answers int, err error) {
	d := disk{written: map[string]string{}, synced: map[string]bool{}, returning: map[string]func(){}}
	for {
		line, rerr := trace.ReadString('\n')
		line = strings.TrimRight(line, "\n")
		if m := resumed.FindStringSubmatch(line); m != nil {
			d.returns(m[1], m[3])
		} else if m := called.FindStringSubmatch(line); m != nil {
			thread, call, file, rest := m[1], m[2], m[4], m[5]
			switch {
			case call == "fsync" || call == "fdatasync":
				d.enters(thread, rest, d.sync(file))
			case strings.HasSuffix(file, ".blk"):
				d.enters(thread, rest, d.write(file, word.FindAllString(rest, -1)))
			case strings.Contains(rest, `#AD#1`):
				if w := mark(answers); !d.synced[w] {
					return answers, fmt.Errorf("answer %d was written before an fsync of its record had returned: %.200s", answers, line)
				}
				answers++
			}
		}
		if rerr != nil {
			return answers, nil //nolint:nilerr // the end of the trace
		}
	}
}

// disk is what the trace has shown so far of the marked words.
type disk struct {
	written   map[string]string // word → the file it was written to
	synced    map[string]bool   // words that are on disk
	returning map[string]func() // thread → what its call will have done when it returns
}

// enters takes note of a call; done is what it does, if it succeeds, at the moment it returns.
func (d *disk) enters(thread, rest string, done func()) {
	if strings.Contains(rest, "<unfinished") {
		d.returning[thread] = done
	} else if !strings.Contains(rest, "= -1") {
		done()
	}
}

func (d *disk) returns(thread, result string) {
	if done := d.returning[thread]; done != nil && !strings.Contains(result, "= -1") {
		done()
	}
	delete(d.returning, thread)
}

func (d *disk) write(file string, words []string) func() {
	return func() {
		for _, w := range words {
			d.written[w] = file
		}
	}
}

// sync covers what had been written when it was entered, and nothing that was written while it ran.
func (d *disk) sync(file string) func() {
	var words []string
	for w, f := range d.written {
		if f == file {
			words = append(words, w)
		}
	}
	return func() {
		for _, w := range words {
			d.synced[w] = true
		}
	}
}
