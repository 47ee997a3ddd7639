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
	arguments := []string{
		"--pgdata=" + draft, "--username=" + superuser, "--pwfile=" + password, "--auth=scram-sha-256",
		"--encoding=UTF8", "--locale=C.UTF-8", "--data-checksums", "--no-instructions",
	}
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

// writeFor writes a file only the server's user may read.
func (s *Server) writeFor(path, content string) error {
	return errors.Join(os.WriteFile(path, []byte(content), 0o600), s.place.account.give(path))
}
