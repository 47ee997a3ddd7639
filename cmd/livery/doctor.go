package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"path/filepath"
	"slices"
	"strconv"

	"golang.org/x/sys/unix"

	"github.com/liveryhq/livery/internal/config"
	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/internal/errs"
	"github.com/liveryhq/livery/internal/folderlock"
	"github.com/liveryhq/livery/internal/privatepg"
	"github.com/liveryhq/livery/internal/secrets"
)

// finding is one thing the doctor looked at.
type finding struct {
	subject string
	// trouble is empty where all is well; remedy says what to do otherwise.
	trouble, remedy string
	note            string
}

// doctor looks at the configuration and what it points to, changes nothing, and exits with 1 if anything is wrong.
func doctor(ctx context.Context, _ []string, s streams) int {
	c, err := config.Load(s.environment)
	if err != nil {
		report(s.out, configurationFindings(err))
		return 1
	}
	findings := []finding{{subject: "configuration", note: "read"}}
	for _, name := range c.Unknown {
		findings = append(findings, finding{subject: "configuration", trouble: name + " is set and means nothing",
			remedy: "check its spelling against docs/configuration.md, or unset it"})
	}
	findings = append(findings, checkDataDir(c), checkMasterKey(c), checkDatabase(ctx, c), checkSpool(c), checkOpenFiles(), checkMail(ctx, c))
	findings = append(findings, checkPorts(ctx, c)...)
	return report(s.out, findings)
}

func report(w io.Writer, findings []finding) int {
	status := 0
	for _, f := range findings {
		if f.trouble == "" {
			fmt.Fprintf(w, "  ok    %s: %s\n", f.subject, f.note)
			continue
		}
		status = 1
		fmt.Fprintf(w, "  WRONG %s: %s\n        → %s\n", f.subject, f.trouble, f.remedy)
	}
	return status
}

func configurationFindings(err error) []finding {
	e, ok := errors.AsType[*errs.Error](err)
	if !ok || len(e.Details) == 0 {
		return []finding{{subject: "configuration", trouble: err.Error(), remedy: "see docs/configuration.md"}}
	}
	var all []finding
	for _, d := range e.Details {
		all = append(all, finding{subject: d.Field, trouble: d.Message, remedy: "see docs/configuration.md"})
	}
	return all
}

func checkDataDir(c config.Config) finding {
	f := finding{subject: "data folder " + c.General.DataDir}
	if err := os.MkdirAll(c.General.DataDir, 0o750); err != nil {
		f.trouble, f.remedy = err.Error(), "make the folder writable for this user, or set LIVERY_DATA_DIR"
		return f
	}
	probe, err := os.CreateTemp(c.General.DataDir, "doctor-*")
	if err != nil {
		f.trouble, f.remedy = err.Error(), "make the folder writable for this user, or set LIVERY_DATA_DIR"
		return f
	}
	_ = probe.Close()
	_ = os.Remove(probe.Name())
	f.note = "can be written"
	return f
}

func checkMasterKey(c config.Config) finding {
	f := finding{subject: "master key"}
	if c.General.MasterKey.IsSet() {
		f.note = "given by LIVERY_MASTER_KEY"
		return f
	}
	path := filepath.Join(c.General.DataDir, secrets.FileName)
	if _, err := os.Stat(path); errors.Is(err, os.ErrNotExist) {
		f.note = "will be made at the first start, in " + path
		return f
	}
	if _, err := secrets.FromFile(path); err != nil {
		f.trouble, f.remedy = err.Error(), "restore the file from your copy, readable by its owner only (chmod 600)"
		return f
	}
	f.note = "kept in " + path + "; keep a copy elsewhere"
	return f
}

func checkDatabase(ctx context.Context, c config.Config) finding {
	f := finding{subject: "database"}
	if !c.Database.DatabaseURL.IsSet() {
		version, err := privatepg.Installed(ctx, c.Database.PostgresPrograms)
		if err != nil {
			f.trouble, f.remedy = err.Error(), "install it and look again"
			return f
		}
		f.note = fmt.Sprintf("a private PostgreSQL %d in the data folder, started with the server", version)
		return f
	}
	key, err := secrets.Load(c.General.MasterKey.Reveal(), c.General.DataDir)
	if err != nil {
		f.trouble, f.remedy = err.Error(), "see the master key above"
		return f
	}
	d, err := db.Open(ctx, c.Database.DatabaseURL.Reveal(), key, db.Options{MaxConns: 2})
	if err != nil {
		f.trouble = err.Error()
		f.remedy = "check LIVERY_DATABASE_URL and that the server is up; run `livery migrate` with the same LIVERY_MASTER_KEY; pg_hba.conf must let the roles in by password"
		return f
	}
	defer d.Close()
	f.note = "answers, and every role can log in"
	return f
}

func checkSpool(c config.Config) finding {
	f := finding{subject: "spool"}
	if c.Spool.NATSURL.IsSet() {
		f.note = "in the cluster LIVERY_NATS_URL names; its streams are checked at the start"
		return f
	}
	// It is made at the first start: until then what counts is the disk it will lie on.
	dir := c.Spool.SpoolDir
	for {
		if _, err := os.Stat(dir); !errors.Is(err, os.ErrNotExist) || filepath.Dir(dir) == dir {
			break
		}
		dir = filepath.Dir(dir)
	}
	var fs unix.Statfs_t
	if err := unix.Statfs(dir, &fs); err != nil {
		f.trouble, f.remedy = err.Error(), "make the folder, or set LIVERY_SPOOL_DIR"
		return f
	}
	free := int64(fs.Bavail) * fs.Bsize
	wanted := int64(c.Spool.SpoolMinFreeDisk) + int64(c.Spool.SpoolMaxBytes)
	if free < wanted {
		f.trouble = fmt.Sprintf("%d MiB are free on its disk; a full spool of %d MiB and the floor of %d MiB do not fit",
			free>>20, int64(c.Spool.SpoolMaxBytes)>>20, int64(c.Spool.SpoolMinFreeDisk)>>20)
		f.remedy = "free some space, or lower LIVERY_SPOOL_MAX_BYTES"
		return f
	}
	f.note = fmt.Sprintf("%d MiB are free on its disk", free>>20)
	return f
}

// checkOpenFiles compares the limit with what a gateway of a thousand trackers and the rest need.
func checkOpenFiles() finding {
	f := finding{subject: "open files"}
	var limit unix.Rlimit
	if err := unix.Getrlimit(unix.RLIMIT_NOFILE, &limit); err != nil {
		f.trouble, f.remedy = err.Error(), "look at `ulimit -n`"
		return f
	}
	const wanted = 4096
	if limit.Max < wanted {
		f.trouble = fmt.Sprintf("at most %d may be open at once; each tracker takes one", limit.Max)
		f.remedy = "raise the limit (LimitNOFILE= of the unit, or ulimit -n)"
		return f
	}
	f.note = fmt.Sprintf("%d at once; each tracker takes one", limit.Max)
	return f
}

// runs tells whether a server works in the data folder at this moment: it has locked its spool.
func runs(c config.Config) bool {
	return folderlock.Held(c.Spool.SpoolDir)
}

func checkPorts(ctx context.Context, c config.Config) []finding {
	var all []finding
	running := runs(c)
	ports := c.Trackers.Ports.ByProtocol()
	names := make([]string, 0, len(ports))
	for name := range ports {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range names {
		if ports[name] <= 0 {
			continue
		}
		all = append(all, checkListen(ctx, name+" trackers", net.JoinHostPort(c.Trackers.TrackerHost, strconv.Itoa(int(ports[name]))),
			"set LIVERY_PORT_… of that protocol", running))
	}
	return append(all, checkListen(ctx, "web", c.Web.Listen, "set LIVERY_LISTEN", running))
}

func checkListen(ctx context.Context, what, address, remedy string, running bool) finding {
	f := finding{subject: what}
	l, err := (&net.ListenConfig{}).Listen(ctx, "tcp", address)
	if running && errors.Is(err, unix.EADDRINUSE) {
		f.note = address + " is in use, and a server runs with this data folder"
		return f
	}
	if err != nil {
		f.trouble, f.remedy = err.Error(), "stop what listens there, or "+remedy
		return f
	}
	_ = l.Close()
	f.note = address + " is free"
	return f
}
