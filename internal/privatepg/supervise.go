package privatepg

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"syscall"
	"time"
)

const (
	// pollInterval is how often files of a starting server are looked at: PostgreSQL offers nothing to wait on.
	pollInterval = 20 * time.Millisecond
	// leftoverPatience bounds the wait for processes of a server that was killed.
	leftoverPatience = time.Minute
	// quitPatience is how long an immediate shutdown may take before the process is killed.
	quitPatience = 10 * time.Second
	// portAttempts bounds the races for a port that somebody else takes between our choice and our listening.
	portAttempts = 5
	// longestPause between two starts of a server that keeps dying.
	longestPause = 5 * time.Second
)

var errPortTaken = errors.New("the port is taken")

// supervise keeps the server running from start to Stop. It holds an operating system thread for that long: the
// kernel sends the parent-death signal when the thread that started the process ends, not when the process does.
// The thread is not unlocked, so it ends with this goroutine.
func (s *Server) supervise(ctx context.Context, started chan<- error) {
	defer close(s.done)
	runtime.LockOSThread()

	run, err := s.startFirst(ctx)
	started <- err
	if err != nil {
		return
	}
	for {
		select {
		case <-s.stop:
			s.failure = run.end(<-s.within)
			return
		case <-run.exited:
			s.log.Error("private PostgreSQL ended by itself and is started again", "cause", run.outcome,
				"said", s.output.tail())
		}
		if run = s.startAgain(); run == nil {
			return
		}
	}
}

// startFirst starts the server on the wished port, or on a free one, trying others if it is taken meanwhile.
func (s *Server) startFirst(ctx context.Context) (*process, error) {
	wished := s.port
	for attempt := 1; ; attempt++ {
		if wished == 0 {
			var err error
			if s.port, err = freePort(ctx); err != nil {
				return nil, err
			}
		}
		run, err := s.startOnce(ctx)
		if errors.Is(err, errPortTaken) && wished == 0 && attempt < portAttempts {
			continue
		}
		return run, err
	}
}

// startAgain brings back a server that died, on the same port, until it succeeds or Stop is called; then it is nil.
func (s *Server) startAgain() *process {
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	go func() { // a Stop during the start ends the start
		select {
		case <-s.stop:
			cancel()
		case <-ctx.Done():
		}
	}()
	for pause := 100 * time.Millisecond; ; pause = min(2*pause, longestPause) {
		run, err := s.startOnce(ctx)
		if err == nil {
			return run
		}
		if ctx.Err() != nil {
			return nil
		}
		s.log.Error("private PostgreSQL does not start again yet", "error", err)
		select {
		case <-ctx.Done():
			return nil
		case <-time.After(pause):
		}
	}
}

// startOnce starts the process and returns when it accepts connections.
func (s *Server) startOnce(ctx context.Context) (*process, error) {
	if err := s.place.clearLeftovers(ctx, s.log); err != nil {
		return nil, err
	}
	s.output.forget()
	command := exec.Command(s.programs.path("postgres"), //nolint:gosec,noctx // found by us; outlives every context
		"-D", s.place.cluster(),
		"-c", "listen_addresses=127.0.0.1",
		"-c", "port="+strconv.Itoa(s.port),
		"-c", "unix_socket_directories="+s.place.socketDirectory())
	command.Dir = s.place.home
	command.Env = environment(s.place.home)
	command.Stdout, command.Stderr = s.output, s.output
	command.WaitDelay = quitPatience
	command.SysProcAttr = s.place.account.attributes(syscall.SIGINT)
	if err := command.Start(); err != nil {
		return nil, fmt.Errorf("starting %s: %w", command.Path, err)
	}
	run := &process{pid: command.Process.Pid, handle: command.Process, exited: make(chan struct{})}
	go func() {
		run.outcome = command.Wait()
		close(run.exited)
	}()
	return run, s.awaitReady(ctx, run)
}

// awaitReady waits until the server says in its lock file that it accepts connections. On failure the process is
// gone when it returns.
func (s *Server) awaitReady(ctx context.Context, run *process) error {
	ticker := time.NewTicker(pollInterval)
	defer ticker.Stop()
	begun := time.Now()
	toldAt := begun
	for {
		if lockFileSays(s.place.cluster(), run.pid, "ready") {
			return nil
		}
		select {
		case <-run.exited:
			said := s.output.tail()
			if strings.Contains(said, "could not bind") || strings.Contains(said, "could not create any TCP/IP") {
				return fmt.Errorf("port %d: %w (it said: %s)", s.port, errPortTaken, said)
			}
			return fmt.Errorf("the server ended while starting (%w); it said:\n%s", run.outcome, said)
		case <-ctx.Done():
			_ = run.end(expired())
			return fmt.Errorf("stopped while starting: %w", ctx.Err())
		case now := <-ticker.C:
			if now.Sub(toldAt) > 10*time.Second {
				toldAt = now
				s.log.Warn("private PostgreSQL is still starting, probably recovering from a crash",
					"for", now.Sub(begun).Round(time.Second), "says", s.output.tail())
			}
		}
	}
}

// lockFileSays reads postmaster.pid: the process id on its first line, the state on its eighth
// (PostgreSQL, src/include/utils/pidfile.h).
func lockFileSays(cluster string, pid int, state string) bool {
	content, err := os.ReadFile(filepath.Join(cluster, "postmaster.pid"))
	if err != nil {
		return false
	}
	lines := bytes.Split(content, []byte("\n"))
	return len(lines) >= 8 && string(lines[0]) == strconv.Itoa(pid) &&
		string(bytes.TrimSpace(lines[7])) == state
}

// process is one run of the server.
type process struct {
	pid    int
	handle *os.Process
	exited chan struct{} // closed when it is gone
	// outcome is what waiting for it said; valid after exited.
	outcome error
}

// end stops the process: a fast shutdown within the context, an immediate one after it, a kill if even that hangs.
func (p *process) end(within context.Context) error {
	_ = p.handle.Signal(syscall.SIGINT)
	select {
	case <-p.exited:
		if p.outcome != nil {
			return fmt.Errorf("private PostgreSQL did not stop cleanly: %w", p.outcome)
		}
		return nil
	case <-within.Done():
	}
	_ = p.handle.Signal(syscall.SIGQUIT)
	late := fmt.Errorf("private PostgreSQL was made to quit, it recovers at its next start: %w", within.Err())
	timer := time.NewTimer(quitPatience)
	defer timer.Stop()
	select {
	case <-p.exited:
		return late
	case <-timer.C:
	}
	_ = p.handle.Kill()
	<-p.exited
	return late
}

// expired is a context that is over.
func expired() context.Context {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	return ctx
}

// environment of PostgreSQL's programs: nothing of ours, above all no PG… variables meant for clients.
func environment(home string) []string {
	return []string{"HOME=" + home, "LANG=C.UTF-8", "TZ=UTC", "PATH=/usr/local/bin:/usr/bin:/bin"}
}
