package main

import (
	"bufio"
	"cmp"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
)

// event is one line of `go test -json` (go doc test2json).
type event struct {
	Action      string
	Package     string
	ImportPath  string // of build-output
	Test        string
	Elapsed     float64 // seconds
	Output      string
	FailedBuild string
}

type tally struct {
	out io.Writer
	// kept is the output of tests that have not ended yet.
	kept map[string][]string

	passed, failed, skipped, packages, failedPackages int
	tests                                             []took // that took long
}

// took is how long a test ran, those within it included.
type took struct {
	test    string
	seconds float64
}

const (
	// long is from how many seconds on a test is worth naming at the end, and named how many are at most.
	long, named = 5, 12
)

func main() {
	summary := flag.String("summary", "", "write the last line to this file too")
	flag.Parse()
	t := tally{out: os.Stdout, kept: map[string][]string{}}
	if err := t.read(os.Stdin); err != nil {
		fmt.Fprintln(os.Stderr, "tally:", err)
		os.Exit(1)
	}
	t.slowest()
	fmt.Println(t.line())
	if *summary != "" {
		if err := os.WriteFile(*summary, []byte(t.line()+"\n"), 0o600); err != nil {
			fmt.Fprintln(os.Stderr, "tally:", err)
			os.Exit(1)
		}
	}
	if !t.good() {
		os.Exit(1)
	}
}

func (t *tally) good() bool { return t.failed == 0 && t.failedPackages == 0 && t.passed > 0 }

func (t *tally) line() string {
	line := fmt.Sprintf("go test: %d passed, %d failed, %d skipped in %d packages",
		t.passed, t.failed, t.skipped, t.packages)
	if t.failedPackages > 0 {
		line += fmt.Sprintf(", %d of them failed", t.failedPackages)
	}
	return line
}

// slowest names the tests that took longest: where to look if the whole takes too long.
func (t *tally) slowest() {
	slices.SortStableFunc(t.tests, func(a, b took) int { return cmp.Compare(b.seconds, a.seconds) })
	for _, one := range t.tests[:min(named, len(t.tests))] {
		fmt.Fprintf(t.out, "%7.1fs %s\n", one.seconds, one.test)
	}
}

func (t *tally) read(in io.Reader) error {
	lines := bufio.NewReader(in)
	for {
		line, err := lines.ReadBytes('\n')
		if len(line) > 0 {
			var e event
			if json.Unmarshal(line, &e) != nil {
				fmt.Fprintf(t.out, "%s", line) // not from go test: pass it on
			} else {
				t.take(e)
			}
		}
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return fmt.Errorf("reading: %w", err)
		}
	}
}

func (t *tally) take(e event) {
	if e.Test == "" {
		t.takePackage(e)
		return
	}
	key := e.Package + " " + e.Test
	switch e.Action {
	case "output":
		t.kept[key] = append(t.kept[key], e.Output)
		return
	case "pass":
		t.passed++
	case "fail":
		t.failed++
		t.show(key)
	case "skip":
		t.skipped++
		t.show(key)
	default:
		return
	}
	if e.Elapsed >= long && !strings.Contains(e.Test, "/") {
		t.tests = append(t.tests, took{key, e.Elapsed})
	}
	delete(t.kept, key)
}

func (t *tally) takePackage(e event) {
	switch e.Action {
	case "build-output":
		fmt.Fprint(t.out, e.Output)
	case "output":
		if e.Output != "PASS\n" {
			t.kept[e.Package] = append(t.kept[e.Package], e.Output)
		}
	case "pass", "skip": // skip: a package without tests
		t.packages++
		t.closingLine(e.Package)
	case "fail":
		t.packages++
		t.failedPackages++
		// What was running when the package died says why it did.
		for key := range t.kept {
			if strings.HasPrefix(key, e.Package+" ") {
				t.show(key)
				delete(t.kept, key)
			}
		}
		t.show(e.Package)
		delete(t.kept, e.Package)
	}
}

// closingLine prints the "ok" line of a package and drops what else it said.
func (t *tally) closingLine(name string) {
	said := t.kept[name]
	if len(said) > 0 {
		fmt.Fprint(t.out, said[len(said)-1])
	}
	delete(t.kept, name)
}

func (t *tally) show(key string) {
	for _, line := range t.kept[key] {
		if !strings.HasPrefix(line, "=== ") {
			fmt.Fprint(t.out, line)
		}
	}
}
