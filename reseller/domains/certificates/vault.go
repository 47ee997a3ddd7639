package certificates

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"path"
	"strings"
	"sync"

	"github.com/caddyserver/certmagic"
	"github.com/google/uuid"

	"github.com/liveryhq/livery/internal/clock"
	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/internal/secrets"
)

// purpose of what is sealed.
const purpose = "certificate file"

// Parts of a host's certificate.
const (
	partKey   = "key"
	partChain = "chain"
	partMeta  = "meta"
)

// Vault keeps files in the database, each sealed for the tenant whose host it is about, or for the installation. It is the
// storage of certmagic. Safe for concurrent use.
type Vault struct {
	db    *db.DB
	key   secrets.Key
	clock clock.Clock
	log   *slog.Logger

	mu   sync.Mutex
	held map[string]*lease
}

var _ certmagic.Storage = (*Vault)(nil)

// NewVault opens it.
func NewVault(d *db.DB, key secrets.Key, c clock.Clock, log *slog.Logger) *Vault {
	return &Vault{db: d, key: key, clock: c, log: log, held: map[string]*lease{}}
}

// about tells which host's certificate a file is a part of: certificates/<authority>/<host>/<host>.<ending>.
func about(name string) (host, part string) {
	parts := strings.Split(name, "/")
	if len(parts) != 4 || parts[0] != "certificates" {
		return "", ""
	}
	switch path.Ext(parts[3]) {
	case ".crt":
		part = partChain
	case ".key":
		part = partKey
	case ".json":
		part = partMeta
	default:
		return "", ""
	}
	return parts[2], part
}

// Store keeps a file. A host's is refused where no realm answers on it: whose would it be?
func (v *Vault) Store(ctx context.Context, name string, value []byte) error {
	host, part := about(name)
	err := v.db.Worker(ctx, func(tx *db.Tx) error {
		tenant, err := ownerOf(ctx, tx, host)
		if err != nil {
			return err
		}
		sealed, err := v.key.Seal(sealer(host, tenant), purpose, value)
		if err != nil {
			return err
		}
		return writeFile(ctx, tx, file{name: name, tenant: tenant, host: host, part: part, content: sealed, size: len(value)}, v.clock.Now())
	})
	if err != nil {
		return fmt.Errorf("keep %s: %w", name, err)
	}
	return nil
}

// sealer is for whom a file is sealed: a host's for its tenant, everything else for the installation.
func sealer(host string, tenant uuid.UUID) uuid.UUID {
	if host == "" {
		return uuid.Nil
	}
	return tenant
}

// Load reads a file; fs.ErrNotExist if it is not there.
func (v *Vault) Load(ctx context.Context, name string) (value []byte, err error) {
	var f file
	err = v.db.Worker(ctx, func(tx *db.Tx) (err error) {
		f, err = readFile(ctx, tx, name)
		return err
	})
	if err == nil {
		value, err = v.key.Open(sealer(f.host, f.tenant), purpose, f.content)
	}
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", name, err)
	}
	return value, nil
}

// Delete removes a file, or all below a folder.
func (v *Vault) Delete(ctx context.Context, name string) error {
	err := v.db.Worker(ctx, func(tx *db.Tx) error { return deleteFiles(ctx, tx, name) })
	if err != nil {
		return fmt.Errorf("remove %s: %w", name, err)
	}
	return nil
}

// Forget removes all that was kept of a host, whichever authority it came from.
func Forget(ctx context.Context, tx *db.Tx, tenant uuid.UUID, host string) error {
	return deleteHost(ctx, tx, tenant, host)
}

// ForgetIssued removes what authorities have issued for a host, and leaves what its owner has brought.
func ForgetIssued(ctx context.Context, tx *db.Tx, tenant uuid.UUID, host string) error {
	return deleteOf(ctx, tx, tenant, host, false)
}

// ForgetOwn removes what a host's owner has brought, and leaves what authorities have issued.
func ForgetOwn(ctx context.Context, tx *db.Tx, tenant uuid.UUID, host string) error {
	return deleteOf(ctx, tx, tenant, host, true)
}

// Exists tells whether there is such a file, or one below such a folder.
func (v *Vault) Exists(ctx context.Context, name string) bool {
	var there bool
	err := v.db.Worker(ctx, func(tx *db.Tx) (err error) {
		there, err = exists(ctx, tx, name)
		return err
	})
	return err == nil && there
}

// List names what is in a folder: files and folders right below it, or everything below.
func (v *Vault) List(ctx context.Context, folder string, recursive bool) ([]string, error) {
	var names []string
	err := v.db.Worker(ctx, func(tx *db.Tx) (err error) {
		names, err = below(ctx, tx, folder)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("list %s: %w", folder, err)
	}
	if recursive {
		return names, nil
	}
	seen, list := map[string]bool{}, []string{}
	for _, name := range names {
		rest := strings.TrimPrefix(strings.TrimPrefix(name, folder), "/")
		first, _, _ := strings.Cut(rest, "/")
		if at := path.Join(folder, first); !seen[at] {
			seen[at] = true
			list = append(list, at)
		}
	}
	return list, nil
}

// Stat tells of a file, or that a folder is there.
func (v *Vault) Stat(ctx context.Context, name string) (certmagic.KeyInfo, error) {
	info := certmagic.KeyInfo{Key: name}
	err := v.db.Worker(ctx, func(tx *db.Tx) error {
		f, err := readFile(ctx, tx, name)
		if err == nil {
			info.Modified, info.Size, info.IsTerminal = f.modified, int64(f.size), true
			return nil
		}
		if !errors.Is(err, fs.ErrNotExist) {
			return err
		}
		there, err := exists(ctx, tx, name)
		if err == nil && !there {
			err = fs.ErrNotExist
		}
		return err
	})
	if err != nil {
		return info, fmt.Errorf("look for %s: %w", name, err)
	}
	return info, nil
}
