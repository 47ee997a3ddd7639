package rig

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// variable tells a process that it is the path, and how it is configured.
const variable = "LIVERY_RIG_PATH"

// PathConfig is what the process of the path is told.
type PathConfig struct {
	URL      string
	DataDir  string
	Ports    map[string]int
	Host     string
	Shards   int
	MaxBytes int64
	// Tmpfs puts the spool on a file system of so many bytes that only the process sees; 0: on the disk.
	Tmpfs int64
	// Profile is where a CPU profile goes, from start to end; empty: nowhere.
	Profile string
	// Memory limits nothing; it is where a heap profile goes on SIGHUP.
	Memory string
	// Wrapper is a command and its arguments in front of the process: strace.
	Wrapper []string `json:"-"`
	// Quiet drops the process's log instead of showing it.
	Quiet bool
}

// Path is a running process.
type Path struct {
	Addresses map[string]string
	// PID of the process itself; of the wrapper where there is one.
	PID   int
	cmd   *exec.Cmd
	ended chan error
	stdin io.WriteCloser
	said  chan string // lines of its standard output, after the first
}

// StartPath runs this program again as the path, and returns when its ports are open.
func StartPath(ctx context.Context, c PathConfig) (*Path, error) {
	self, err := os.Executable()
	if err != nil {
		return nil, fmt.Errorf("find this program: %w", err)
	}
	told, err := json.Marshal(c)
	if err != nil {
		return nil, fmt.Errorf("write the path's configuration: %w", err)
	}
	line := append(append([]string{}, c.Wrapper...), self)
	cmd := exec.Command(line[0], line[1:]...)
	cmd.Env = append(os.Environ(), variable+"="+string(told))
	if !c.Quiet {
		cmd.Stderr = os.Stderr
	}
	cmd.SysProcAttr = &syscall.SysProcAttr{}
	if c.Tmpfs > 0 {
		private(cmd.SysProcAttr)
	}
	// The process ends when its standard input does, so that it never outlives us, wrapped or not.
	stdin, err := cmd.StdinPipe()
	if err != nil {
		return nil, fmt.Errorf("start the path: %w", err)
	}
	stdout, err := cmd.StdoutPipe()
	if err != nil {
		return nil, fmt.Errorf("start the path: %w", err)
	}
	if err := cmd.Start(); err != nil {
		return nil, fmt.Errorf("start the path: %w", err)
	}
	p := &Path{PID: cmd.Process.Pid, cmd: cmd, ended: make(chan error, 1), stdin: stdin, said: make(chan string)}
	ready := make(chan error, 1)
	go func() {
		lines := bufio.NewReader(stdout)
		text, err := lines.ReadBytes('\n')
		if err == nil {
			err = json.Unmarshal(text, &p.Addresses)
		}
		ready <- err
		for err == nil {
			var line string
			if line, err = lines.ReadString('\n'); err == nil {
				p.said <- strings.TrimSpace(line)
			}
		}
		close(p.said)
		p.ended <- cmd.Wait()
	}()
	select {
	case err = <-ready:
	case <-time.After(patience):
		err = errors.New("it does not get ready")
	case <-ctx.Done():
		err = ctx.Err()
	}
	if err != nil {
		p.Kill()
		return nil, fmt.Errorf("start the path (%s): %w", strings.Join(c.Wrapper, " "), err)
	}
	return p, nil
}

// private gives a process a mount table of its own; without the right to, in a user space where it has the right.
func private(a *syscall.SysProcAttr) {
	a.Cloneflags = syscall.CLONE_NEWNS
	if os.Getuid() == 0 {
		return
	}
	a.Cloneflags |= syscall.CLONE_NEWUSER
	a.UidMappings = []syscall.SysProcIDMap{{ContainerID: 0, HostID: os.Getuid(), Size: 1}}
	a.GidMappings = []syscall.SysProcIDMap{{ContainerID: 0, HostID: os.Getgid(), Size: 1}}
}

// Kill ends it with SIGKILL: nothing is flushed, nobody is told.
func (p *Path) Kill() {
	_ = p.cmd.Process.Kill()
	<-p.ended //nolint:errcheck // it was killed, as it was meant
	_ = p.stdin.Close()
}

// Stop asks it to stop, and waits for its end.
func (p *Path) Stop() error {
	_ = p.stdin.Close()
	select {
	case err := <-p.ended:
		return err
	case <-time.After(patience):
		p.Kill()
		return errors.New("the path did not stop when asked")
	}
}

// Stored is how many records it has committed to the database since it was started, as it says itself. One at a time.
func (p *Path) Stored() (int64, error) {
	if _, err := p.stdin.Write([]byte{'\n'}); err != nil {
		return 0, fmt.Errorf("ask the path how much it has stored: %w", err)
	}
	line, ok := <-p.said
	if !ok {
		return 0, errors.New("ask the path how much it has stored: it has ended")
	}
	return strconv.ParseInt(line, 10, 64)
}

// Alive tells that it has not ended by itself.
func (p *Path) Alive() bool { return p.cmd.Process.Signal(syscall.Signal(0)) == nil }

// FillDisk writes the spool's own file system full, to the last byte.
func (p *Path) FillDisk() error { return p.cmd.Process.Signal(syscall.SIGUSR1) }

// FreeDisk takes that away again.
func (p *Path) FreeDisk() error { return p.cmd.Process.Signal(syscall.SIGUSR2) }

// Settled has it collect its garbage and give back what is free, and tells its resident memory then, in bytes.
func (p *Path) Settled() (int64, error) {
	if err := p.cmd.Process.Signal(syscall.SIGHUP); err != nil {
		return 0, fmt.Errorf("ask the path to collect its garbage: %w", err)
	}
	least := Resident(p.PID)
	for range settleLooks {
		time.Sleep(settleLook)
		least = min(least, Resident(p.PID))
	}
	return least, nil
}

// settleLook and settleLooks are how often, and how many times, memory is looked at while it settles.
const (
	settleLook  = 100 * time.Millisecond
	settleLooks = 20
)

// Used is the processor time it has taken so far.
func (p *Path) Used() time.Duration { return processorTime(p.PID) }
