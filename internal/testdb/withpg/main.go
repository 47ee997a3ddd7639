package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"os/signal"
	"runtime"
	"syscall"

	"github.com/liveryhq/livery/internal/testdb"
)

func main() {
	// Ctrl-C reaches the command too, being of our process group: we only wait for it to end.
	signals := make(chan os.Signal, 8)
	signal.Notify(signals, os.Interrupt, syscall.SIGTERM, syscall.SIGHUP)
	code, err := run(context.Background(), os.Args[1:], signals)
	if err != nil {
		fmt.Fprintln(os.Stderr, "withpg:", err)
		code = max(code, 1)
	}
	os.Exit(code)
}

func run(ctx context.Context, arguments []string, signals <-chan os.Signal) (code int, err error) {
	if len(arguments) > 0 && arguments[0] == "--" {
		arguments = arguments[1:]
	}
	if len(arguments) == 0 {
		return 2, errors.New("usage: withpg COMMAND [ARGUMENT…]")
	}
	environment := os.Environ()
	if os.Getenv(testdb.Variable) == "" {
		address, stop, err := testdb.Start(ctx)
		if err != nil {
			return 1, err
		}
		defer func() { err = errors.Join(err, stop()) }()
		environment = append(environment, testdb.Variable+"="+address)
	}
	return await(arguments, environment, signals)
}

// await runs the command to its end and passes on the signals that are meant for us alone.
func await(arguments, environment []string, signals <-chan os.Signal) (int, error) {
	runtime.LockOSThread() // the parent-death signal follows the thread
	defer runtime.UnlockOSThread()
	command := exec.Command(arguments[0], arguments[1:]...) //nolint:gosec,noctx // running what it is told is its job
	command.Env = environment
	command.Stdin, command.Stdout, command.Stderr = os.Stdin, os.Stdout, os.Stderr
	command.SysProcAttr = &syscall.SysProcAttr{Pdeathsig: syscall.SIGTERM}
	if err := command.Start(); err != nil {
		return 1, fmt.Errorf("starting %s: %w", arguments[0], err)
	}
	ended := make(chan error, 1)
	go func() { ended <- command.Wait() }()
	for {
		select {
		case received := <-signals:
			if received != os.Interrupt {
				_ = command.Process.Signal(received)
			}
		case err := <-ended:
			if exit, ok := errors.AsType[*exec.ExitError](err); ok {
				return max(exit.ExitCode(), 1), nil // -1 when a signal ended it
			}
			return 0, err
		}
	}
}
