package privatepg

import (
	"context"
	"errors"
	"fmt"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
)

// oldest major version that will do: row-level security needs views with security_invoker.
const oldest = 15

// programs is one installed PostgreSQL.
type programs struct {
	directory string
	version   int // major
}

func (p programs) path(name string) string { return filepath.Join(p.directory, name) }

// Installed is the major version of the PostgreSQL that a new cluster would be made by; the error names the remedy. An empty
// directory searches where Debian puts the programs, then PATH.
func Installed(ctx context.Context, directory string) (int, error) {
	p, err := find(ctx, directory, 0)
	return p.version, err
}

// find returns the newest usable PostgreSQL, or that of the version a cluster was made by. A version of 0 means that
// there is no cluster yet.
func find(ctx context.Context, directory string, version int) (programs, error) {
	candidates := []string{directory}
	if directory == "" {
		candidates = directories()
	}
	var found []programs
	for _, candidate := range candidates {
		if p, ok := inspect(ctx, candidate); ok {
			found = append(found, p)
		}
	}
	if err := ctx.Err(); err != nil {
		return programs{}, fmt.Errorf("looking for PostgreSQL's programs: %w", err)
	}
	return choose(found, version)
}

func choose(found []programs, version int) (programs, error) {
	if len(found) == 0 {
		return programs{}, fmt.Errorf("PostgreSQL %d or newer is not installed: apt-get install postgresql, "+
			"or set LIVERY_DATABASE_URL to a server elsewhere", oldest)
	}
	newest := slices.MaxFunc(found, func(a, b programs) int { return a.version - b.version })
	if version == 0 {
		if newest.version < oldest {
			return programs{}, fmt.Errorf("PostgreSQL %d is installed, Livery needs %d or newer: install it, "+
				"or set LIVERY_DATABASE_URL to a server elsewhere", newest.version, oldest)
		}
		return newest, nil
	}
	for _, p := range found {
		if p.version == version {
			return p, nil
		}
	}
	return programs{}, fmt.Errorf("the cluster was made by PostgreSQL %d, and PostgreSQL %d is what is installed: "+
		"apt-get install postgresql-%d; to move to the newer version start once more with the old one, pg_dumpall, "+
		"move the folder away, start, and load the dump", version, newest.version, version)
}

// directories that may hold PostgreSQL's server programs: where Debian, and where the PostgreSQL project's own
// packages for other systems put them, and what PATH leads to.
func directories() []string {
	var list []string
	for _, pattern := range []string{"/usr/lib/postgresql/*/bin", "/usr/pgsql-*/bin", "/usr/local/pgsql/bin"} {
		matches, err := filepath.Glob(pattern)
		if err == nil { // the patterns are constants and well-formed
			list = append(list, matches...)
		}
	}
	if path, err := exec.LookPath("postgres"); err == nil {
		if path, err = filepath.EvalSymlinks(path); err == nil {
			list = append(list, filepath.Dir(path))
		}
	}
	return list
}

// inspect asks the programs in a folder for their version; ok is false unless both that are needed are there.
func inspect(ctx context.Context, directory string) (_ programs, ok bool) {
	p := programs{directory: directory}
	if _, err := exec.LookPath(p.path("initdb")); err != nil {
		return p, false
	}
	said, err := exec.CommandContext(ctx, p.path("postgres"), "--version").Output() //nolint:gosec // found above
	if err != nil {
		return p, false
	}
	p.version, err = majorVersion(string(said))
	return p, err == nil
}

func majorVersion(said string) (int, error) {
	match := regexp.MustCompile(`\(PostgreSQL\) (\d+)`).FindStringSubmatch(said)
	if match == nil {
		return 0, errors.New("no version in: " + said)
	}
	return strconv.Atoi(match[1])
}
