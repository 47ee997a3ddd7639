package privatepg

import (
	"crypto/rand"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/liveryhq/livery/internal/folderlock"
)

const (
	defaultElsewhere = "/var/lib/livery"
	pointerFile      = "postgres.place"
	originFile       = "origin"
	passwordFile     = "superuser.password"
	superuser        = "postgres"
	// longestSocketPath is what fits in sockaddr_un with its NUL, less "/.s.PGSQL.65535.lock".
	longestSocketPath = 107 - 20
)

// place is the folder that holds a cluster and what belongs to it. Whoever runs a server in it holds its lock.
type place struct {
	home    string
	account account
	lock    *folderlock.Lock
}

func (p place) cluster() string { return filepath.Join(p.home, "cluster") }

// socketDirectory is where the server puts its Unix socket; empty, for none, where the path will not do.
func (p place) socketDirectory() string {
	directory := filepath.Join(p.home, "run")
	if len(directory) > longestSocketPath || strings.ContainsAny(directory, `,"`) { // the setting is a list
		return ""
	}
	return directory
}

// settle finds or makes the place for a data directory.
func settle(options Options) (place, error) {
	account, err := serverAccount()
	if err != nil {
		return place{}, err
	}
	// Others may pass through the folder, but not list it: PostgreSQL's user has to.
	if err := os.MkdirAll(options.DataDir, 0o711); err != nil { //nolint:gosec // see above
		return place{}, fmt.Errorf("making the data directory: %w", err)
	}
	data, err := filepath.Abs(options.DataDir)
	if err == nil {
		data, err = filepath.EvalSymlinks(data)
	}
	if err != nil {
		return place{}, fmt.Errorf("the data directory: %w", err)
	}
	elsewhere := options.Elsewhere
	if elsewhere == "" {
		elsewhere = defaultElsewhere
	}
	home, err := chooseHome(data, elsewhere, account, options.Log)
	if err != nil {
		return place{}, err
	}
	return place{home: home, account: account}, nil
}

// chooseHome decides where the cluster of a data directory lies: where it already is, else in the data directory,
// else, if the account cannot enter that, elsewhere.
func chooseHome(data, elsewhere string, account account, log *slog.Logger) (string, error) {
	pointer := filepath.Join(data, pointerFile)
	switch content, err := os.ReadFile(pointer); {
	case err == nil:
		home := strings.TrimSpace(string(content))
		if _, err := os.Stat(home); err != nil {
			return "", fmt.Errorf("the database is said by %s to lie in %s: %w; bring it back, or delete that file "+
				"to begin with an empty one", pointer, home, err)
		}
		return home, nil
	case !errors.Is(err, fs.ErrNotExist):
		return "", fmt.Errorf("reading where the database lies: %w", err)
	}

	home := filepath.Join(data, "postgres")
	enters, err := account.canEnter(data)
	if err != nil {
		return "", err
	}
	if enters {
		return home, nil
	}
	if _, err := os.Stat(filepath.Join(home, "cluster")); err == nil {
		return "", fmt.Errorf("there is a database in %s, but the user %s, as whom PostgreSQL runs, cannot enter it: "+
			"move the data directory to where everybody may pass, or chmod o+x the folders above it", home, account.name)
	}
	return makeElsewhere(data, elsewhere, pointer, log)
}

func makeElsewhere(data, elsewhere, pointer string, log *slog.Logger) (string, error) {
	if err := os.MkdirAll(elsewhere, 0o711); err != nil { //nolint:gosec // PostgreSQL's user passes through it
		return "", fmt.Errorf("making a folder for the database: %w", err)
	}
	for _, stray := range placesOf(elsewhere, data) {
		log.Warn("an earlier database of this data directory is still there; delete it if nobody misses it",
			"directory", stray)
	}
	name := make([]byte, 6)
	if _, err := rand.Read(name); err != nil {
		return "", fmt.Errorf("choosing a name for the database's folder: %w", err)
	}
	home := filepath.Join(elsewhere, hex.EncodeToString(name))
	if err := os.Mkdir(home, 0o700); err != nil {
		return "", fmt.Errorf("making a folder for the database: %w", err)
	}
	err := errors.Join(
		os.WriteFile(filepath.Join(home, originFile), []byte(data+"\n"), 0o600),
		os.WriteFile(pointer, []byte(home+"\n"), 0o600))
	if err != nil {
		return "", fmt.Errorf("noting where the database lies: %w", err)
	}
	return home, nil
}

// placesOf lists the folders below elsewhere that were made for the data directory.
func placesOf(elsewhere, data string) []string {
	origins, err := filepath.Glob(filepath.Join(elsewhere, "*", originFile))
	if err != nil {
		return nil
	}
	var list []string
	for _, origin := range origins {
		content, err := os.ReadFile(origin)
		if err == nil && strings.TrimSpace(string(content)) == data {
			list = append(list, filepath.Dir(origin))
		}
	}
	return list
}

// occupy makes the folder ready and takes its lock, so that one Livery at a time runs a server in it. The kernel
// drops the lock when this process ends, however it ends.
func occupy(p place) (place, error) {
	if err := os.MkdirAll(p.home, 0o700); err != nil {
		return place{}, fmt.Errorf("making the database's folder: %w", err)
	}
	info, err := os.Stat(p.home)
	if err != nil {
		return place{}, fmt.Errorf("the database's folder: %w", err)
	}
	if p.account, err = p.account.forOwnerOf(info); err != nil {
		return place{}, fmt.Errorf("%s belongs to another user: run Livery as the user that made it, or set "+
			"LIVERY_DATA_DIR to a directory of your own: %w", p.home, err)
	}
	if err := p.account.give(p.home); err != nil {
		return place{}, fmt.Errorf("giving the database's folder to %s: %w", p.account.name, err)
	}
	p.lock, err = take(p.home)
	if err != nil {
		return place{}, err
	}
	run := filepath.Join(p.home, "run")
	if err := errors.Join(os.MkdirAll(run, 0o700), p.account.give(run)); err != nil {
		return place{}, errors.Join(fmt.Errorf("making the socket's folder: %w", err), p.leave())
	}
	return p, nil
}

// take locks the folder; whoever is refused is told what to do.
func take(home string) (*folderlock.Lock, error) {
	lock, err := folderlock.Take(home)
	if held, ok := errors.AsType[folderlock.HeldError](err); ok {
		return nil, fmt.Errorf("%w (process %s) runs the database in %s: stop it first, or set "+
			"LIVERY_DATA_DIR to a directory of its own", ErrRuns, held.Holder, home)
	}
	if err != nil {
		return nil, fmt.Errorf("the database's folder: %w", err)
	}
	return lock, nil
}

// leave gives the folder back.
func (p place) leave() error {
	if err := p.lock.Release(); err != nil {
		return fmt.Errorf("leaving the database's folder: %w", err)
	}
	return nil
}

// version is the major version of the cluster; 0 if there is none yet.
func (p place) version() (int, error) {
	content, err := os.ReadFile(filepath.Join(p.cluster(), "PG_VERSION"))
	if errors.Is(err, fs.ErrNotExist) {
		return 0, nil
	}
	if err != nil {
		return 0, fmt.Errorf("reading the cluster's version: %w", err)
	}
	version, err := strconv.Atoi(strings.TrimSpace(string(content)))
	if err != nil {
		return 0, fmt.Errorf("the cluster's version in %s: %w", p.cluster(), err)
	}
	return version, nil
}

// password returns the superuser's password, made at random before the cluster is.
func (p place) password(clusterExists bool) (string, error) {
	path := filepath.Join(p.home, passwordFile)
	content, err := os.ReadFile(path)
	if err == nil && len(content) > 0 {
		return strings.TrimSpace(string(content)), nil
	}
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return "", fmt.Errorf("reading the superuser's password: %w", err)
	}
	if clusterExists {
		return "", fmt.Errorf("%s, the superuser's password of the cluster beside it, is gone: bring it back, or set "+
			"a new one in single-user mode (postgres --single) and write it there", path)
	}
	random := make([]byte, 24)
	if _, err := rand.Read(random); err != nil {
		return "", fmt.Errorf("choosing the superuser's password: %w", err)
	}
	password := base64.RawURLEncoding.EncodeToString(random)
	if err := os.WriteFile(path, []byte(password+"\n"), 0o600); err != nil {
		return "", fmt.Errorf("keeping the superuser's password: %w", err)
	}
	return password, nil
}
