package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"slices"
	"strings"
	"syscall"
	"text/tabwriter"
	"time"

	"github.com/liveryhq/livery/internal/errs"
	"github.com/liveryhq/livery/platform/support"
)

// version and the day it was released on are set by the build.
var version, released = "unknown", ""

// streams are what a subcommand talks to; tests give their own.
type streams struct {
	in          io.Reader
	out, err    io.Writer
	environment []string
}

// subcommand runs with the arguments after its name and returns the exit status: 0 done, 1 failed, 2 wrong use.
type subcommand struct {
	name, use, summary string
	run                func(ctx context.Context, args []string, s streams) int
}

func subcommands() []subcommand {
	return []subcommand{
		{"serve", "", "run an installation as configured by LIVERY_* variables", serve},
		{"demo", "[--data DIR]", "start everything with two brands and simulated trackers", demo},
		{"migrate", "", "make the database's roles and bring its schema up to date", migrate},
		{"staff", "create --login NAME", "give somebody a login on the platform's own host", staff},
		{"import", "objects --account NUMBER FILE.csv", "add objects with their trackers from a table", importCommand},
		{"simulate", "--protocol NAME …", "be a tracker, or many, driving through a city", simulateCommand},
		{"decode", "PROTOCOL HEX…", "explain a frame of a tracker in words", decodeCommand},
		{"letters", "[-again]", "list the letters that could not be sent, or try them once more", letters},
		{"doctor", "", "say what is wrong with the configuration or the database, and how to mend it", doctor},
		{"version", "", "print the version", printVersion},
	}
}

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	status := run(ctx, os.Args[1:], streams{os.Stdin, os.Stdout, os.Stderr, os.Environ()})
	stop()
	os.Exit(status)
}

func run(ctx context.Context, args []string, s streams) int {
	if len(args) == 0 || slices.Contains([]string{"help", "-h", "-help", "--help"}, args[0]) {
		usage(s.out)
		return 0
	}
	for _, c := range subcommands() {
		if c.name == args[0] {
			return c.run(ctx, args[1:], s)
		}
	}
	fmt.Fprintf(s.err, "livery: there is no subcommand %q\n\n", args[0])
	usage(s.err)
	return 2
}

func usage(w io.Writer) {
	fmt.Fprint(w, "livery runs branded GPS monitoring businesses on shared trackers' ports.\n\n")
	t := tabwriter.NewWriter(w, 0, 0, 3, ' ', 0)
	for _, c := range subcommands() {
		fmt.Fprintf(t, "  livery %s\t%s\n", strings.TrimSpace(c.name+" "+c.use), c.summary)
	}
	_ = t.Flush()
}

func printVersion(_ context.Context, _ []string, s streams) int {
	fmt.Fprintln(s.out, "livery", versionWithDates(version, released))
	return 0
}

// fail prints what went wrong on the way to somewhere and returns the status of a failure.
func fail(s streams, doing string, err error) int {
	// What an error of ours says is for people; what caused it is not.
	if told, ok := errors.AsType[*errs.Error](err); ok && told.Code != errs.Internal && told.Code != errs.Unavailable {
		fmt.Fprintf(s.err, "livery %s: %s\n", doing, told.Message)
		for _, f := range told.Details {
			fmt.Fprintf(s.err, "  %s: %s\n", f.Field, f.Message)
		}
		return 1
	}
	fmt.Fprintf(s.err, "livery %s: %v\n", doing, err)
	return 1
}

func decodeCommand(_ context.Context, args []string, s streams) int {
	return decode(args, s.in, s.out, s.err)
}

// versionWithDates tells of a version also when it was released and until when it is supported (regulations 3); one of which no day of
// release is known is told alone.
func versionWithDates(version, released string) string {
	day, err := time.Parse(time.DateOnly, released)
	if err != nil {
		return version
	}
	return version + ", released " + released + ", supported until " + day.AddDate(support.SupportYears, 0, 0).Format(time.DateOnly)
}
