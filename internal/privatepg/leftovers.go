package privatepg

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// clearLeftovers waits until no process of an earlier server works in the cluster any more: after a kill of Livery its
// server is shutting down, after a kill of the server its sessions are. Then it removes a lock file that would keep a
// new server from starting: one whose process number now belongs to something else, as happens in restarted
// containers. The lock of the place is held, so no other Livery is starting a server meanwhile.
func (p place) clearLeftovers(ctx context.Context, log *slog.Logger) error {
	ctx, cancel := context.WithTimeout(ctx, leftoverPatience)
	defer cancel()
	ticker := time.NewTicker(pollInterval)
	defer ticker.Stop()
	for told := false; ; told = true {
		holders, certain := processesIn(p.cluster())
		if len(holders) == 0 {
			if !certain {
				return nil // PostgreSQL's own checks have to do
			}
			return p.removeStaleLock(log)
		}
		if !told {
			log.Info("waiting for an earlier server of this cluster to end", "processes", holders)
		}
		select {
		case <-ctx.Done():
			return fmt.Errorf("the server of %s is still running (process %d) and was not started by this Livery: "+
				"stop it with kill -INT %[2]d: %w", p.cluster(), holders[0], ctx.Err())
		case <-ticker.C:
		}
	}
}

// removeStaleLock removes a postmaster.pid whose number is that of a living process. PostgreSQL removes one of a dead
// process itself, after checking the shared memory it names.
func (p place) removeStaleLock(log *slog.Logger) error {
	path := filepath.Join(p.cluster(), "postmaster.pid")
	content, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("the server's lock file: %w", err)
	}
	first, _, _ := strings.Cut(string(content), "\n")
	pid, err := strconv.Atoi(strings.TrimSpace(first))
	if err != nil {
		return fmt.Errorf("the server's lock file %s does not begin with a process number: %w", path, err)
	}
	if pid <= 0 || errors.Is(syscall.Kill(pid, 0), syscall.ESRCH) {
		return nil
	}
	log.Warn("removing the lock file of a server that is gone; its process number belongs to another program now",
		"file", path, "process", pid)
	if err := os.Remove(path); err != nil {
		return fmt.Errorf("removing a stale lock file: %w", err)
	}
	return nil
}

// processesIn lists the processes whose working directory is the cluster, which is where all of PostgreSQL's have
// theirs. certain is false where some could not be looked at: not on Linux, or in a container without the right to.
func processesIn(cluster string) (holders []int, certain bool) {
	wanted, err := os.Stat(cluster)
	if err != nil {
		return nil, true // no cluster, nobody in it
	}
	folders, err := filepath.Glob("/proc/[0-9]*")
	if err != nil || len(folders) == 0 {
		return nil, false
	}
	certain = true
	for _, folder := range folders {
		pid, err := strconv.Atoi(filepath.Base(folder))
		if err != nil {
			continue
		}
		// Stat follows the link inside the kernel: it works across mount namespaces and renamed folders.
		switch directory, err := os.Stat(filepath.Join(folder, "cwd")); {
		case err == nil:
			if os.SameFile(directory, wanted) {
				holders = append(holders, pid)
			}
		case errors.Is(err, fs.ErrPermission):
			if serves(folder, cluster) {
				holders = append(holders, pid)
			} else if mayBePostgres(folder) {
				certain = false
			}
		}
	}
	return holders, certain
}

// serves tells by its command line, which everybody may read, that a process is the server of the cluster.
func serves(folder, cluster string) bool {
	line, err := os.ReadFile(filepath.Join(folder, "cmdline"))
	return err == nil && strings.Contains(string(line)+"\x00", "\x00-D\x00"+cluster+"\x00")
}

func mayBePostgres(folder string) bool {
	name, err := os.ReadFile(filepath.Join(folder, "comm"))
	return err == nil && strings.HasPrefix(string(name), "postgres")
}
