package privatepg

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
)

// initialise makes the cluster. It is made under another name and renamed when it is whole, so an interrupted attempt
// is never taken for a cluster.
func (s *Server) initialise(ctx context.Context) (err error) {
	draft := filepath.Join(s.place.home, "cluster.new")
	defer func() {
		if err != nil {
			err = fmt.Errorf("making the cluster: %w", err)
		}
	}()
	if err := os.RemoveAll(draft); err != nil {
		return err
	}
	// initdb runs as the server's user, who must be able to read the password.
	password := filepath.Join(s.place.home, "initdb.password")
	defer func() { _ = os.Remove(password) }()
	if err := s.writeFor(password, s.password+"\n"); err != nil {
		return err
	}
	arguments := append(guards(s.durable, s.programs.version),
		"--pgdata="+draft, "--username="+superuser, "--pwfile="+password,
		"--encoding=UTF8", "--locale=C.UTF-8", "--no-instructions")
	if s.programs.version >= 17 {
		// The built-in provider sorts the same on every machine and after every upgrade of the C library.
		arguments = append(arguments, "--locale-provider=builtin", "--builtin-locale=C.UTF-8")
	}
	if !s.durable {
		arguments = append(arguments, "--no-sync")
	}
	command := exec.CommandContext(ctx, s.programs.path("initdb"), arguments...) //nolint:gosec // found by us
	command.Dir = s.place.home
	command.Env = environment(s.place.home)
	command.SysProcAttr = s.place.account.attributes(syscall.SIGKILL)
	if said, err := command.CombinedOutput(); err != nil {
		return fmt.Errorf("initdb: %w; it said:\n%s", errors.Join(err, ctx.Err()), strings.TrimSpace(string(said)))
	}
	// At its end, so that our settings go before initdb's and ALTER SYSTEM goes before both.
	configuration, err := os.OpenFile(filepath.Join(draft, "postgresql.conf"), os.O_APPEND|os.O_WRONLY, 0)
	if err != nil {
		return err
	}
	_, err = configuration.WriteString("\ninclude '" + settingsFile + "'\n")
	if err := errors.Join(err, configuration.Close()); err != nil {
		return err
	}
	return os.Rename(draft, s.place.cluster())
}

// guards are initdb's arguments for how passwords are proven and pages are checked. In production a password is hashed 4,096 times at each new
// connection, so that whoever steals the hashes has something to do. Tests make a new connection all the time, and that cost is the client's: the
// race detector makes it nine milliseconds. They are asked for their passwords like anybody else, which are hashed once, and their pages, which
// live for a second, are not summed up.
func guards(durable bool, version int) []string {
	switch {
	case durable:
		return []string{"--auth=scram-sha-256", "--data-checksums"}
	case version >= 18: // from here on sums are usual
		return []string{"--auth=scram-sha-256", "--set=scram_iterations=1", "--no-data-checksums"}
	case version >= 16:
		return []string{"--auth=scram-sha-256", "--set=scram_iterations=1"}
	default:
		return []string{"--auth=md5"} // before 16 nobody chooses how often
	}
}

// writeFor writes a file only the server's user may read.
func (s *Server) writeFor(path, content string) error {
	return errors.Join(os.WriteFile(path, []byte(content), 0o600), s.place.account.give(path))
}
