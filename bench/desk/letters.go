package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/smtp"
	"net/textproto"
	"path/filepath"
	"strings"
	"sync/atomic"
	"time"

	"golang.org/x/sync/errgroup"

	"github.com/liveryhq/livery/bench/rig"
	"github.com/liveryhq/livery/internal/clock"
	"github.com/liveryhq/livery/platform/messaging/letter"
	"github.com/liveryhq/livery/platform/support/post"
)

// bringLetters measures letters a second: into a server that throws them away, into ours, which answers once they are on disk, and until
// each of them is a ticket.
func (b *bench) bringLetters(ctx context.Context) (string, error) {
	thrown, err := b.sink(ctx)
	if err != nil {
		return "", fmt.Errorf("the bare server: %w", err)
	}
	var stored atomic.Int64
	done := make(chan struct{})
	nobody := func(context.Context, string) ([]string, error) { return nil, errors.New("there is no DNS here") }
	office, err := post.Open(post.Config{
		Receiver: post.Receiver{Desks: b.desks, Threads: letter.Threads{MAC: rig.Key().MAC}, Scope: b.tenants.Scope, Lookup: nobody, Log: slog.New(slog.DiscardHandler)},
		Ready:    b.DB.Ping, Dir: filepath.Join(b.Dir, "letters"), MaxBytes: 1 << 30, Name: "mx.north.example", Clock: clock.System{},
		Observe: func(outcome string) {
			if outcome == "stored" && stored.Add(1) == int64(b.letters) {
				close(done)
			}
		},
	})
	if err != nil {
		return "", err
	}
	var config net.ListenConfig
	l, err := config.Listen(ctx, "tcp", "127.0.0.1:0")
	if err != nil {
		return "", err
	}
	working, cancel := context.WithCancel(ctx)
	var behind errgroup.Group
	behind.Go(func() error { return office.Serve(l) })
	behind.Go(func() error { return office.Work(working) })
	began := time.Now()
	took, err := b.bring(ctx, l.Addr().String(), "ours")
	if err == nil {
		select {
		case <-done:
		case <-time.After(10 * time.Minute):
			err = fmt.Errorf("%d of %d letters became tickets", stored.Load(), b.letters)
		}
	}
	all := time.Since(began)
	err = errors.Join(err, office.Shutdown(ctx))
	cancel()
	if err := errors.Join(err, behind.Wait()); err != nil {
		return "", err
	}
	n := float64(b.letters)
	return fmt.Sprintf("%d letters by %d senders: %.0f a second taken, on disk before each is answered, and %.0f a second made tickets of; a bare server that throws them away takes %.0f: %.2f of it",
		b.letters, b.senders, n/took.Seconds(), n/all.Seconds(), n/thrown.Seconds(), thrown.Seconds()/took.Seconds()), nil
}

// perPeer is how many letters one address brings before another one goes on: nobody brings very many (letterbox.Limits).
const perPeer = 100

// bring brings the letters, as many mail servers do: each over a connection of its own, from an address of its own.
func (b *bench) bring(ctx context.Context, address, run string) (time.Duration, error) {
	began := time.Now()
	var g errgroup.Group
	g.SetLimit(b.senders)
	for from := 0; from < b.letters; from += perPeer {
		g.Go(func() error {
			peer := from/perPeer + 2
			d := net.Dialer{LocalAddr: &net.TCPAddr{IP: net.IPv4(127, 0, byte(peer/250), byte(peer%250+2))}}
			conn, err := d.DialContext(ctx, "tcp", address)
			if err != nil {
				return err
			}
			c, err := smtp.NewClient(conn, "mx.north.example")
			if err != nil {
				return errors.Join(err, conn.Close())
			}
			for n := from; n < min(from+perPeer, b.letters); n++ {
				if err := one(c, fmt.Sprintf("customer%d@customer.example", n%500), fmt.Sprintf("%s-%d@customer.example", run, n), n); err != nil {
					return errors.Join(fmt.Errorf("letter %d: %w", n, err), c.Close())
				}
			}
			return c.Quit()
		})
	}
	err := g.Wait()
	return time.Since(began), err
}

func one(c *smtp.Client, from, id string, n int) error {
	if err := c.Mail(from); err != nil {
		return err
	}
	if err := c.Rcpt(help); err != nil {
		return err
	}
	w, err := c.Data()
	if err != nil {
		return err
	}
	if _, err := fmt.Fprintf(w, "From: Customer <%s>\r\nTo: %s\r\nSubject: Van %d is late\r\nMessage-ID: <%s>\r\nDate: %s\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n"+
		"Hello,\r\n\r\nsince yesterday the tracker of van %d is late. Could you look whether anything reaches you?\r\n", from, help, n, id, time.Now().Format(time.RFC1123Z), n); err != nil {
		return err
	}
	return w.Close()
}

// sink is how long the same letters take into a server that says yes to everything and throws it away.
func (b *bench) sink(ctx context.Context) (time.Duration, error) {
	var config net.ListenConfig
	l, err := config.Listen(ctx, "tcp", "127.0.0.1:0")
	if err != nil {
		return 0, err
	}
	var serving errgroup.Group
	serving.Go(func() error {
		for {
			conn, err := l.Accept()
			if errors.Is(err, net.ErrClosed) {
				return nil
			}
			if err != nil {
				return err
			}
			serving.Go(func() error { return errors.Join(throwAway(conn), conn.Close()) })
		}
	})
	took, err := b.bring(ctx, l.Addr().String(), "bare")
	return took, errors.Join(err, l.Close(), serving.Wait())
}

// throwAway speaks SMTP as far as it must (RFC 5321).
func throwAway(conn net.Conn) error {
	text := textproto.NewConn(conn)
	if err := text.PrintfLine("220 mx.north.example"); err != nil {
		return err
	}
	for {
		line, err := text.ReadLine()
		if err != nil {
			return err
		}
		switch strings.ToUpper(line[:min(4, len(line))]) {
		case "DATA":
			if err := text.PrintfLine("354 go on"); err != nil {
				return err
			}
			if _, err := io.Copy(io.Discard, text.DotReader()); err != nil {
				return err
			}
		case "QUIT":
			return text.PrintfLine("221 bye")
		}
		if err := text.PrintfLine("250 yes"); err != nil {
			return err
		}
	}
}
