package privatepg_test

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/stretchr/testify/require"

	"github.com/liveryhq/livery/internal/privatepg"
)

// childVariable makes this test binary start a server in the folder it names, say where, and wait for its input to
// end: a Livery that can be killed, or be another user's.
const childVariable = "LIVERY_PRIVATEPG_TEST_CHILD"

func runAsChild(directory string) int {
	ctx := context.Background()
	server, err := privatepg.Start(ctx, privatepg.Options{DataDir: directory, Durable: true})
	if err != nil {
		fmt.Println("error", err)
		return 1
	}
	fmt.Println("ready", server.AdminURL())
	_, _ = io.Copy(io.Discard, os.Stdin)
	if err := server.Stop(ctx); err != nil {
		fmt.Println("error", err)
		return 1
	}
	return 0
}

type child struct {
	command *exec.Cmd
	input   io.Closer
	address string
}

func startChild(t *testing.T, binary, directory string, attributes *syscall.SysProcAttr) child {
	t.Helper()
	command := exec.CommandContext(within(t), binary)
	command.Env = append(os.Environ(), childVariable+"="+directory)
	command.Dir = directory
	command.SysProcAttr = attributes
	complaints, err := os.Create(filepath.Join(t.TempDir(), "stderr"))
	require.NoError(t, err)
	defer func() { _ = complaints.Close() }() // the child has its own
	command.Stderr = complaints
	input, err := command.StdinPipe()
	require.NoError(t, err)
	output, err := command.StdoutPipe()
	require.NoError(t, err)
	require.NoError(t, command.Start())
	line, err := bufio.NewReader(output).ReadString('\n')
	if err != nil {
		said, _ := os.ReadFile(complaints.Name())
		require.NoError(t, err, string(said))
	}
	address, ready := strings.CutPrefix(strings.TrimSpace(line), "ready ")
	require.True(t, ready, line)
	return child{command: command, input: input, address: address}
}

func TestAServerEndsWithTheProcessThatStartedItAndTheNextOneFindsAllCommitted(t *testing.T) {
	t.Parallel()
	directory := passable(t)
	binary, err := os.Executable()
	require.NoError(t, err)
	killed := startChild(t, binary, directory, nil)
	execute(t, killed.address, "create table kept as select 'still here' as word")
	require.NoError(t, killed.command.Process.Kill())
	_ = killed.command.Wait()

	// At once, while the orphan is still shutting down.
	killed = startChild(t, binary, directory, nil)
	require.Equal(t, "still here", query(t, killed.address, "select word from kept"))
	require.NoError(t, killed.command.Process.Kill())
	_ = killed.command.Wait()

	// With nobody there to wait for it, it ends all the same.
	require.Eventually(t, func() bool {
		connection, err := pgx.Connect(within(t), killed.address)
		if err == nil {
			_ = connection.Close(context.Background())
		}
		return errors.Is(err, syscall.ECONNREFUSED)
	}, time.Minute, 20*time.Millisecond)
	require.Eventually(t, func() bool {
		_, err := os.Stat(filepath.Join(directory, "postgres", "cluster", "postmaster.pid"))
		return errors.Is(err, fs.ErrNotExist)
	}, time.Minute, 20*time.Millisecond, "it shut down in order, it was not killed")
}

func TestALockFileWithTheNumberOfAnotherLivingProcessIsRemoved(t *testing.T) {
	t.Parallel()
	directory := passable(t)
	server := start(t, directory)
	require.NoError(t, server.Stop(within(t)))

	// As after the restart of a container, where numbers begin anew: the same user's process, so that PostgreSQL by
	// itself would refuse. The parent of a process can never be its own server.
	other := exec.CommandContext(within(t), "/bin/cat") // until its input ends
	info, err := os.Stat(server.Directory())
	require.NoError(t, err)
	status := info.Sys().(*syscall.Stat_t)
	if os.Geteuid() == 0 {
		other.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: status.Uid, Gid: status.Gid}}
	}
	input, err := other.StdinPipe()
	require.NoError(t, err)
	require.NoError(t, other.Start())
	defer func() {
		_ = input.Close()
		_ = other.Wait()
	}()
	stale := filepath.Join(server.Directory(), "postmaster.pid")
	content := fmt.Sprintf("%d\n%s\n1700000000\n5432\n\n127.0.0.1\n", other.Process.Pid, server.Directory())
	require.NoError(t, os.WriteFile(stale, []byte(content), 0o600))
	require.NoError(t, os.Chown(stale, int(status.Uid), int(status.Gid)))

	again := start(t, directory)
	require.NoError(t, again.Stop(within(t)))
}

func TestAServerOfAPlainUserNeedsNoRights(t *testing.T) {
	t.Parallel()
	if os.Geteuid() != 0 {
		t.Log("running as a plain user: every other test of this package shows it")
		return
	}
	directory := passable(t)
	own, err := os.Executable()
	require.NoError(t, err)
	content, err := os.ReadFile(own)
	require.NoError(t, err)
	binary := filepath.Join(directory, "child")
	require.NoError(t, os.WriteFile(binary, content, 0o755))
	data := filepath.Join(directory, "home")
	require.NoError(t, os.Mkdir(data, 0o700))
	const nobody = 65534
	require.NoError(t, os.Chown(data, nobody, nobody))

	plain := startChild(t, binary, data,
		&syscall.SysProcAttr{Credential: &syscall.Credential{Uid: nobody, Gid: nobody}})
	require.Equal(t, filepath.Join(data, "postgres", "cluster"), query(t, plain.address, "show data_directory"))

	begun := time.Now()
	require.NoError(t, plain.input.Close())
	require.NoError(t, plain.command.Wait())
	require.Less(t, time.Since(begun), 30*time.Second)
}
