package main

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"strings"
	"sync"
	"time"

	"github.com/fasthttp/websocket"
	"golang.org/x/sync/errgroup"
)

// asWatcher tells this program that it is to hold browsers' ends; its standard input then has a task. Other processes do,
// because one may not have as many descriptors as both ends of ten thousand connections take.
const asWatcher = "LIVERY_BENCH_PEOPLE_WATCHER"

// processes that hold browsers' ends.
const processes = 2

// task is what one of them is to open.
type task struct {
	Address string
	From    string // the loopback address it calls from
	First   int    // the number of the first person
	Tokens  []string
	Each    int
}

// event is what it tells: that one is open, or closed, and when.
type event struct {
	Who    int
	Closed bool
	At     time.Time
	Error  string
}

// beWatcher does not come back in a process that holds browsers' ends.
func beWatcher() {
	if os.Getenv(asWatcher) == "" {
		return
	}
	var t task
	err := json.NewDecoder(os.Stdin).Decode(&t)
	if err == nil {
		err = t.hold(os.Stdout)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "a watcher:", err)
		os.Exit(1)
	}
	os.Exit(0)
}

// hold opens all sockets and tells when each is open and when it is closed, until standard input ends.
func (t task) hold(out io.Writer) error {
	var mu sync.Mutex
	tell := func(e event) {
		mu.Lock()
		defer mu.Unlock()
		_ = json.NewEncoder(out).Encode(e) // nobody listens any more: it ends
	}
	dialer := websocket.Dialer{ReadBufferSize: 512, WriteBufferSize: 512, NetDialContext: func(ctx context.Context, network, _ string) (net.Conn, error) {
		d := net.Dialer{LocalAddr: &net.TCPAddr{IP: net.ParseIP(t.From)}}
		return d.DialContext(ctx, network, t.Address)
	}}
	var opening errgroup.Group
	opening.SetLimit(20)
	for range t.Each {
		for i, token := range t.Tokens {
			opening.Go(func() error {
				conn, response, err := dialer.Dial("ws://"+host+"/api/live", http.Header{"Authorization": {"Bearer " + token}})
				if response != nil {
					_ = response.Body.Close()
				}
				if err != nil {
					tell(event{Who: t.First + i, Error: err.Error()})
					return err
				}
				tell(event{Who: t.First + i, At: time.Now()})
				go func() {
					_, _, err := conn.ReadMessage()
					tell(event{Who: t.First + i, Closed: true, At: time.Now(), Error: unexpected(err)})
					_ = conn.Close() // the other end has
				}()
				return nil
			})
		}
	}
	if err := opening.Wait(); err != nil {
		return err
	}
	_, err := io.Copy(io.Discard, os.Stdin)
	return err
}

// unexpected tells of an end that is not the one for rights that have changed.
func unexpected(err error) string {
	if websocket.IsCloseError(err, websocket.ClosePolicyViolation) {
		return ""
	}
	return fmt.Sprint(err)
}

// browsers are the processes, and what they tell.
type browsers struct {
	events chan event
	ends   []io.WriteCloser
	all    errgroup.Group
}

// startWatchers has the sockets opened, as many of each person, and returns when they all are.
func startWatchers(ctx context.Context, address string, tokens []string, each int) (*browsers, error) {
	b := &browsers{events: make(chan event, 2*each*len(tokens))}
	part := len(tokens) / processes
	for n := range processes {
		from, to := n*part, (n+1)*part
		if n == processes-1 {
			to = len(tokens)
		}
		if err := b.start(ctx, task{address, fmt.Sprintf("127.0.0.%d", 2+n), from, tokens[from:to], each}); err != nil {
			return nil, errors.Join(err, b.stop())
		}
	}
	if _, err := b.next(ctx, func(e event) bool { return !e.Closed }, each*len(tokens)); err != nil {
		return nil, errors.Join(fmt.Errorf("open the WebSockets: %w", err), b.stop())
	}
	return b, nil
}

func (b *browsers) start(ctx context.Context, t task) error {
	self, err := os.Executable()
	if err != nil {
		return err
	}
	cmd := exec.CommandContext(ctx, self)
	cmd.Env = append(os.Environ(), asWatcher+"=1")
	cmd.Stderr = os.Stderr
	in, err := cmd.StdinPipe()
	if err != nil {
		return err
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		return err
	}
	if err := cmd.Start(); err != nil {
		return err
	}
	b.ends = append(b.ends, in)
	b.all.Go(func() error {
		lines := bufio.NewScanner(out)
		for lines.Scan() {
			var e event
			if err := json.Unmarshal(lines.Bytes(), &e); err != nil {
				return fmt.Errorf("a watcher said %q: %w", strings.TrimSpace(lines.Text()), err)
			}
			b.events <- e
		}
		return errors.Join(lines.Err(), cmd.Wait())
	})
	return json.NewEncoder(in).Encode(t)
}

// closed waits until so many sockets of some people are closed, and tells when the last was.
func (b *browsers) closed(ctx context.Context, of func(who int) bool, n int) (time.Time, error) {
	last, err := b.next(ctx, func(e event) bool { return e.Closed && of(e.Who) }, n)
	if err != nil {
		return last, fmt.Errorf("wait for %d WebSockets to be closed: %w", n, err)
	}
	return last, nil
}

// next takes so many events, all of which must be as expected.
func (b *browsers) next(ctx context.Context, expected func(event) bool, n int) (last time.Time, err error) {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	for range n {
		select {
		case e := <-b.events:
			if e.Error != "" || !expected(e) {
				return last, fmt.Errorf("of person %d, closed %t: %s", e.Who, e.Closed, e.Error)
			}
			if e.At.After(last) {
				last = e.At
			}
		case <-ctx.Done():
			return last, ctx.Err()
		}
	}
	return last, nil
}

func (b *browsers) stop() error {
	for _, end := range b.ends {
		_ = end.Close() // it may have gone
	}
	return b.all.Wait()
}
