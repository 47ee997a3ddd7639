package privatepg

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"os/user"
	"strconv"
	"syscall"
)

// account is the operating system's user the server runs as.
type account struct {
	name     string
	uid, gid uint32
	// drop is true when we are root: the server's processes and files are then given to the account.
	drop bool
}

// serverAccount is ourselves, or as root the first of the users livery and postgres that there is.
func serverAccount() (account, error) {
	if uid := os.Geteuid(); uid != 0 {
		return account{name: strconv.Itoa(uid), uid: uint32(uid), gid: uint32(os.Getegid())}, nil
	}
	for _, name := range []string{"livery", "postgres"} {
		found, err := user.Lookup(name)
		if err != nil {
			continue
		}
		uid, errUID := strconv.ParseUint(found.Uid, 10, 32)
		gid, errGID := strconv.ParseUint(found.Gid, 10, 32)
		if err := errors.Join(errUID, errGID); err != nil {
			return account{}, fmt.Errorf("user %s: %w", name, err)
		}
		return account{name: name, uid: uint32(uid), gid: uint32(gid), drop: true}, nil
	}
	return account{}, errors.New("PostgreSQL does not run as root, and there is neither a user livery nor a user " +
		"postgres to run it as: useradd --system livery, or start Livery as a plain user")
}

// give hands a file or folder of ours to the account.
func (a account) give(path string) error {
	if !a.drop {
		return nil
	}
	return os.Lchown(path, int(a.uid), int(a.gid))
}

// canEnter tries, as the account, to go into the folder.
func (a account) canEnter(directory string) (bool, error) {
	if !a.drop {
		return true, nil
	}
	trial := exec.Command("/bin/true") //nolint:noctx // it ends at once
	trial.Dir = directory
	trial.Env = environment("/")
	trial.SysProcAttr = a.attributes(syscall.SIGKILL)
	err := trial.Run()
	if errors.Is(err, fs.ErrPermission) {
		return false, nil
	}
	if err != nil {
		return false, fmt.Errorf("running a program as the user %s: %w", a.name, err)
	}
	return true, nil
}

// forOwnerOf settles who runs the server of an existing folder. As root that is whoever the folder was once given to,
// though a user livery may have been made since; otherwise it must be ourselves.
func (a account) forOwnerOf(info fs.FileInfo) (account, error) {
	status, ok := info.Sys().(*syscall.Stat_t)
	switch {
	case !ok || status.Uid == a.uid:
		return a, nil
	case !a.drop:
		return a, fs.ErrPermission
	case status.Uid != 0:
		a.name, a.uid, a.gid = strconv.FormatUint(uint64(status.Uid), 10), status.Uid, status.Gid
	}
	return a, nil
}

// attributes of a process of the account: its privileges, a process group of its own (Ctrl-C is for us, the server is
// stopped after those who use it), and the signal it gets when we die.
func (a account) attributes(whenWeDie syscall.Signal) *syscall.SysProcAttr {
	attributes := &syscall.SysProcAttr{Setpgid: true}
	if a.drop {
		attributes.Credential = &syscall.Credential{Uid: a.uid, Gid: a.gid}
	}
	setDeathSignal(attributes, whenWeDie)
	return attributes
}
