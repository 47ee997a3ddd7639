package main

import (
	"bufio"
	"fmt"
	"io"
	"net"
	"os"
	"os/exec"
	"runtime/debug"
	"strings"

	"github.com/liveryhq/livery/bench/rig"
)

// bareVariable tells a process that it is the bare server.
const bareVariable = "LIVERY_BENCH_BARE"

// beBare is the bare server, if this process was started to be it: it answers each line of its standard input when its
// garbage is collected, and ends with it.
func beBare() {
	if os.Getenv(bareVariable) == "" {
		return
	}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		fmt.Fprintln(os.Stderr, "the bare server:", err)
		os.Exit(1)
	}
	go func() {
		for {
			c, err := l.Accept()
			if err != nil {
				return
			}
			go func() {
				buf := make([]byte, 4096)
				for {
					n, err := c.Read(buf)
					if err != nil {
						return
					}
					if _, err := c.Write(buf[:n]); err != nil {
						return
					}
				}
			}()
		}
	}()
	fmt.Println(l.Addr())
	lines := bufio.NewScanner(os.Stdin)
	for lines.Scan() {
		debug.FreeOSMemory()
		fmt.Println("settled")
	}
	os.Exit(0)
}

type bareServer struct {
	address string
	cmd     *exec.Cmd
	ask     io.WriteCloser
	answers *bufio.Reader
}

func startBare() (*bareServer, error) {
	self, err := os.Executable()
	if err != nil {
		return nil, fmt.Errorf("find this program: %w", err)
	}
	s := &bareServer{cmd: exec.Command(self)}
	s.cmd.Env = append(os.Environ(), bareVariable+"=yes")
	s.cmd.Stderr = os.Stderr
	if s.ask, err = s.cmd.StdinPipe(); err != nil {
		return nil, err
	}
	out, err := s.cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	if err := s.cmd.Start(); err != nil {
		return nil, err
	}
	s.answers = bufio.NewReader(out)
	line, err := s.answers.ReadString('\n')
	if err != nil {
		return nil, fmt.Errorf("it does not start: %w", err)
	}
	s.address = strings.TrimSpace(line)
	return s, nil
}

// settled is its resident memory after a collection.
func (s *bareServer) settled() (int64, error) {
	if _, err := io.WriteString(s.ask, "settle\n"); err != nil {
		return 0, err
	}
	if _, err := s.answers.ReadString('\n'); err != nil {
		return 0, err
	}
	return rig.Resident(s.cmd.Process.Pid), nil
}

func (s *bareServer) stop() {
	_ = s.ask.Close()
	_ = s.cmd.Wait() // it has nothing to tell
}
