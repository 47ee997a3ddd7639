package secrets

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// FileName of the key within the data directory.
const FileName = "master.key"

// Load returns the key an installation runs with: the given text (LIVERY_MASTER_KEY) if there is one, else the file
// in dataDir, which is made on first use. Whoever loses the key loses what was sealed with it.
func Load(text, dataDir string) (Key, error) {
	if text != "" {
		key, err := Parse(strings.TrimSpace(text))
		if err != nil {
			return Key{}, fmt.Errorf("LIVERY_MASTER_KEY: %w", err)
		}
		return key, nil
	}
	return FromFile(filepath.Join(dataDir, FileName))
}

// FromFile reads the key from a file that nobody but its owner may read, and makes the file if it is not there. Of
// several processes that find none at once, one writes and all read the same.
func FromFile(path string) (Key, error) {
	key, err := readFile(path)
	if !errors.Is(err, fs.ErrNotExist) {
		return key, err
	}
	if err := createFile(path); err != nil {
		return Key{}, err
	}
	return readFile(path)
}

func readFile(path string) (Key, error) {
	file, err := os.Open(path)
	if err != nil {
		return Key{}, fmt.Errorf("reading the master key: %w", err)
	}
	defer func() { _ = file.Close() }()
	info, err := file.Stat()
	if err != nil {
		return Key{}, fmt.Errorf("reading the master key: %w", err)
	}
	if info.Mode().Perm()&0o077 != 0 {
		return Key{}, fmt.Errorf("the master key %s can be read by others (mode %04o): chmod 600 %s", path,
			info.Mode().Perm(), path)
	}
	text := make([]byte, 1024)
	n, err := file.Read(text)
	if err != nil {
		return Key{}, fmt.Errorf("reading the master key %s: %w", path, err)
	}
	key, err := Parse(strings.TrimSpace(string(text[:n])))
	if err != nil {
		return Key{}, fmt.Errorf("%s: %w", path, err)
	}
	return key, nil
}

// createFile writes a new key beside path and links it into place: the name appears with its whole content, on disk,
// or not at all, and an existing file is left alone.
func createFile(path string) (err error) {
	defer func() {
		if err != nil {
			err = fmt.Errorf("making the master key %s: %w", path, err)
		}
	}()
	directory := filepath.Dir(path)
	if err := os.MkdirAll(directory, 0o711); err != nil { //nolint:gosec // PostgreSQL's user passes through it
		return err
	}
	_, text, err := Generate()
	if err != nil {
		return err
	}
	draft, err := os.CreateTemp(directory, ".master-key-*") // mode 0600
	if err != nil {
		return err
	}
	defer func() { _ = os.Remove(draft.Name()) }()
	_, err = draft.WriteString(text + "\n")
	err = errors.Join(err, draft.Sync(), draft.Close())
	if err != nil {
		return err
	}
	if err := os.Link(draft.Name(), path); err != nil && !errors.Is(err, fs.ErrExist) {
		return err
	}
	return syncDirectory(directory)
}

func syncDirectory(path string) error {
	directory, err := os.Open(path)
	if err != nil {
		return err
	}
	return errors.Join(directory.Sync(), directory.Close())
}
