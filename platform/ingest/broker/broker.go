package broker

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"os"
	"sync"
	"time"

	"github.com/nats-io/nats-server/v2/server"
	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"

	"github.com/liveryhq/livery/internal/folderlock"
)

// Config says where NATS is.
type Config struct {
	// URL of a cluster; empty: a server runs within the process.
	URL string
	// Dir keeps the embedded server's streams.
	Dir string
	// MaxBytes the embedded server's streams may take together.
	MaxBytes int64
	// Name of this process, as a cluster's operators see it.
	Name string
	Log  *slog.Logger
}

// MaxPayload is the largest message the embedded server takes, in bytes; a cluster has a limit of its own.
const MaxPayload = 8 << 20

// startPatience is how long an embedded server may take to read its streams again.
const startPatience = 2 * time.Minute

// stopPatience is how long an embedded server may take to close its streams.
const stopPatience = 30 * time.Second

// ErrStuck tells that the embedded server neither works nor ends: only another process can have its folder again.
var ErrStuck = errors.New("the embedded NATS does not end; start the process again")

// Broker is a connection, and the server behind it if that is embedded.
type Broker struct {
	config Config
	conn   *nats.Conn
	js     jetstream.JetStream

	mu      sync.Mutex
	server  *server.Server
	stopped bool
	locked  *folderlock.Lock
}

// Open starts or reaches NATS.
func Open(ctx context.Context, c Config) (*Broker, error) {
	b := &Broker{config: c}
	options := []nats.Option{
		nats.Name(c.Name), nats.MaxReconnects(-1), nats.ReconnectWait(100 * time.Millisecond),
		nats.ReconnectJitter(50*time.Millisecond, 100*time.Millisecond),
		// A message that waits for a lost connection is a record that nobody has promised to keep.
		nats.ReconnectBufSize(-1),
		nats.DisconnectErrHandler(func(_ *nats.Conn, err error) {
			if err != nil {
				c.Log.Warn("the connection to NATS was lost", "error", err)
			}
		}),
		nats.ErrorHandler(func(_ *nats.Conn, s *nats.Subscription, err error) {
			subject := ""
			if s != nil {
				subject = s.Subject
			}
			c.Log.Warn("NATS reports an error", "subject", subject, "error", err)
		}),
	}
	url := c.URL
	if b.Embedded() {
		if err := b.lock(); err != nil {
			return nil, err
		}
		if err := b.start(); err != nil {
			b.Close(ctx)
			return nil, err
		}
		url = ""
		options = append(options, nats.InProcessServer(b))
	}
	var err error
	if b.conn, err = nats.Connect(url, options...); err != nil {
		b.Close(ctx)
		return nil, fmt.Errorf("connect to NATS: %w", err)
	}
	if b.js, err = jetstream.New(b.conn); err != nil {
		b.Close(ctx)
		return nil, fmt.Errorf("use JetStream: %w", err)
	}
	return b, nil
}

// Embedded tells whether the server runs within the process.
func (b *Broker) Embedded() bool { return b.config.URL == "" }

// Dir is where an embedded server keeps its streams; empty for a cluster.
func (b *Broker) Dir() string {
	if b.Embedded() {
		return b.config.Dir
	}
	return ""
}

// Conn is the connection; it outlives restarts of the server.
func (b *Broker) Conn() *nats.Conn { return b.conn }

// JetStream is JetStream on that connection.
func (b *Broker) JetStream() jetstream.JetStream { return b.js }

// InProcessConn dials the embedded server; the client calls it whenever it reconnects.
func (b *Broker) InProcessConn() (net.Conn, error) {
	b.mu.Lock()
	s := b.server
	b.mu.Unlock()
	if s == nil {
		return nil, errors.New("the embedded NATS is not running")
	}
	return s.InProcessConn()
}

// Heard tells whether anybody has subscribed to a subject, as far as this process can know: a message that the embedded
// server would drop need not be written at all. Of a cluster it is always told.
func (b *Broker) Heard(subject string) bool {
	if !b.Embedded() {
		return true
	}
	b.mu.Lock()
	s := b.server
	b.mu.Unlock()
	return s != nil && s.GlobalAccount().SubscriptionInterest(subject)
}

// lock makes sure that one process at a time has the folder: two would write into each other's files. The lock goes with
// the process, however that ends.
func (b *Broker) lock() error {
	if err := os.MkdirAll(b.config.Dir, 0o700); err != nil {
		return fmt.Errorf("make the spool's folder: %w", err)
	}
	locked, err := folderlock.Take(b.config.Dir)
	if err != nil {
		return fmt.Errorf("lock the spool's folder: %w", err)
	}
	b.locked = locked
	return nil
}

func (b *Broker) start() error {
	s, err := server.NewServer(&server.Options{
		ServerName: "livery", DontListen: true, NoSigs: true, NoLog: true,
		JetStream: true, StoreDir: b.config.Dir, SyncAlways: true, DisableJetStreamBanner: true,
		// Beside the records, each stream and its index need a little.
		JetStreamMaxStore: b.config.MaxBytes + b.config.MaxBytes/8 + 64<<20, JetStreamMaxMemory: 64 << 20,
		MaxPayload: MaxPayload, MaxPending: 64 << 20,
	})
	if err != nil {
		return fmt.Errorf("prepare the embedded NATS: %w", err)
	}
	s.SetLogger(serverLog{b.config.Log}, false, false)
	s.Start()
	if !s.ReadyForConnections(startPatience) || !s.JetStreamEnabled() {
		s.Shutdown()
		return errors.New("the embedded NATS does not start; is the spool's disk full, or its folder not writable?")
	}
	b.mu.Lock()
	b.server = s
	b.mu.Unlock()
	return nil
}

// Restart stops the embedded server and starts it again: after a write to disk failed, JetStream takes no more until it
// has read what is really there. A cluster mends itself: nothing happens. ErrStuck.
func (b *Broker) Restart() error {
	if !b.Embedded() {
		return nil
	}
	b.mu.Lock()
	s := b.server
	b.server = nil
	stopped := b.stopped
	b.mu.Unlock()
	if stopped {
		return nil
	}
	if err := shut(s); err != nil {
		return err
	}
	return b.start()
}

// shut ends a server. ErrStuck: it does not end, and so nothing else may take its folder.
func shut(s *server.Server) error {
	if s == nil {
		return nil
	}
	ended := make(chan struct{})
	go func() {
		s.Shutdown()
		s.WaitForShutdown()
		close(ended)
	}()
	select {
	case <-ended:
		return nil
	case <-time.After(stopPatience):
		return ErrStuck
	}
}

// Healthy returns what the embedded server holds against its streams: a stream whose write failed takes no more, and
// does not always answer whoever waits for it. Nil for a cluster, which is asked by its own operators.
func (b *Broker) Healthy() error {
	b.mu.Lock()
	s := b.server
	b.mu.Unlock()
	if s == nil {
		return nil
	}
	if h := s.Healthz(&server.HealthzOptions{}); h.Error != "" {
		return errors.New(h.Error)
	}
	return nil
}

// Close ends the connection and the server.
func (b *Broker) Close(context.Context) {
	if b.conn != nil {
		b.conn.Close()
	}
	b.mu.Lock()
	s := b.server
	b.server, b.stopped = nil, true
	b.mu.Unlock()
	if err := shut(s); err != nil {
		b.config.Log.Error("the embedded NATS was left as it is", "error", err)
	}
	if err := b.locked.Release(); err != nil {
		b.config.Log.Error("the spool's folder was left as it is", "error", err)
	}
}

// serverLog puts what the server finds worth saying into ours.
type serverLog struct{ log *slog.Logger }

func (l serverLog) Noticef(format string, v ...any) {
	l.log.Debug("NATS: " + fmt.Sprintf(format, v...))
}
func (l serverLog) Warnf(format string, v ...any)  { l.log.Warn("NATS: " + fmt.Sprintf(format, v...)) }
func (l serverLog) Fatalf(format string, v ...any) { l.log.Error("NATS: " + fmt.Sprintf(format, v...)) }
func (l serverLog) Errorf(format string, v ...any) { l.log.Error("NATS: " + fmt.Sprintf(format, v...)) }
func (l serverLog) Debugf(string, ...any)          {}
func (l serverLog) Tracef(string, ...any)          {}
