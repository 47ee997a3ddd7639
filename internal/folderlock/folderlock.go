package folderlock

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
)

// HeldError says that a folder is another process's.
type HeldError struct {
	Folder string
	// Holder is the number of the process, as it has written it; empty if it could not, or not yet.
	Holder string
}

func (e HeldError) Error() string {
	if e.Holder == "" {
		return fmt.Sprintf("another process uses the folder %s", e.Folder)
	}
	return fmt.Sprintf("another process (%s) uses the folder %s", e.Holder, e.Folder)
}

// Lock is a folder that is this process's until Release.
type Lock struct{ file *os.File }

// Take makes an existing folder this process's, or answers a HeldError.
func Take(folder string) (*Lock, error) {
	file, err := os.OpenFile(filepath.Join(folder, "lock"), os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return nil, fmt.Errorf("the lock of a folder: %w", err)
	}
	switch err := syscall.Flock(int(file.Fd()), syscall.LOCK_EX|syscall.LOCK_NB); {
	case errors.Is(err, syscall.EWOULDBLOCK):
		holder := make([]byte, 20)
		n, _ := file.ReadAt(holder, 0)
		_ = file.Close()
		return nil, HeldError{Folder: folder, Holder: strings.TrimSpace(string(holder[:n]))}
	case err != nil:
		return nil, errors.Join(fmt.Errorf("locking the folder %s: %w", folder, err), file.Close())
	}
	// On a full disk nobody reads whose it is, and it is held all the same.
	if file.Truncate(0) == nil {
		_, _ = file.WriteAt([]byte(strconv.Itoa(os.Getpid())+"\n"), 0)
	}
	return &Lock{file}, nil
}

// Release gives the folder back; done twice, or with no lock, it is done once. To close the file alone would not do: a program that is being
// started at that moment has it open too, until it has begun.
func (l *Lock) Release() error {
	if l == nil {
		return nil
	}
	unlocked := syscall.Flock(int(l.file.Fd()), syscall.LOCK_UN)
	closed := l.file.Close()
	if errors.Is(closed, os.ErrClosed) {
		return nil
	}
	if err := errors.Join(unlocked, closed); err != nil {
		return fmt.Errorf("giving a folder back: %w", err)
	}
	return nil
}

// Held tells whether the folder is a running process's at this moment.
func Held(folder string) bool {
	file, err := os.Open(filepath.Join(folder, "lock"))
	if err != nil {
		return false
	}
	// What is closed is given back.
	defer func() { _ = file.Close() }()
	return errors.Is(syscall.Flock(int(file.Fd()), syscall.LOCK_SH|syscall.LOCK_NB), syscall.EWOULDBLOCK)
}
