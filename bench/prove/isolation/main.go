package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"regexp"
	"strconv"
)

// figures is what the tests told.
type figures struct {
	routes, tenants, answers, bare, tables, refused int
	passed, failed                                  int
}

func main() {
	tests := exec.Command("go", "test", "-json", "-count=1", "./api", "./internal/db")
	tests.Stderr = os.Stderr
	output, err := tests.StdoutPipe()
	if err == nil {
		err = tests.Start()
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "running the tests of isolation:", err)
		os.Exit(1)
	}
	f, err := read(output)
	err = errors.Join(err, tests.Wait())
	if f.answers == 0 || f.bare == 0 || f.refused == 0 {
		err = errors.Join(err, errors.New("a part of the proof did not run"))
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
	}
	fmt.Printf("isolation: %d routes × %d tenants: %d answers betray nothing and change nothing; %d with the application's checks taken out; %d tables, %d statements refused; %d tests passed, %d failed\n",
		f.routes, f.tenants, f.answers, f.bare, f.tables, f.refused, f.passed, f.failed)
	if err != nil {
		os.Exit(1)
	}
}

var (
	withChecks    = regexp.MustCompile(`isolation: (\d+) routes, (\d+) tenants, (\d+) answers`)
	withoutChecks = regexp.MustCompile(`isolation without the application's checks: (\d+) answers`)
	tables        = regexp.MustCompile(`row-level security: (\d+) tables, (\d+) statements`)
)

func read(events io.Reader) (f figures, err error) {
	lines := bufio.NewScanner(events)
	lines.Buffer(nil, 16<<20)
	for lines.Scan() {
		var e struct{ Action, Test, Output string }
		if err := json.Unmarshal(lines.Bytes(), &e); err != nil {
			continue // what the compiler says is shown as it is
		}
		switch {
		case e.Action == "pass" && e.Test != "":
			f.passed++
		case e.Action == "fail" && e.Test != "":
			f.failed++
			fmt.Fprintln(os.Stderr, "failed:", e.Test)
		}
		f.note(withChecks, e.Output, &f.routes, &f.tenants, &f.answers)
		f.note(withoutChecks, e.Output, &f.bare)
		f.note(tables, e.Output, &f.tables, &f.refused)
	}
	return f, lines.Err()
}

func (f *figures) note(what *regexp.Regexp, said string, into ...*int) {
	for i, text := range what.FindStringSubmatch(said) {
		if i > 0 {
			*into[i-1], _ = strconv.Atoi(text) // the pattern takes digits only
		}
	}
}
