package rig

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
	"time"
)

// Figure is what a test tells in its log, in digits, and where that goes.
type Figure struct {
	Said *regexp.Regexp
	Into []*int
}

// Outcome counts tests.
type Outcome struct{ Passed, Failed int }

// Tests are those of some packages.
type Tests struct {
	Packages []string
	// Names is a pattern; empty: all of them.
	Names string
	// Checks of each property, if there are properties; 0: as many as they make by themselves.
	Checks int
	// Timeout of a package; 0: go's own.
	Timeout time.Duration
	// Arguments of the tests' own, which all packages must know.
	Arguments []string
}

// Run runs them and notes what they tell. The environment has the database's address.
func (t Tests) Run(figures ...Figure) (o Outcome, err error) {
	arguments := []string{"test", "-json", "-count=1"}
	if t.Timeout > 0 {
		arguments = append(arguments, "-timeout="+t.Timeout.String())
	}
	if t.Names != "" {
		arguments = append(arguments, "-run", t.Names)
	}
	arguments = append(arguments, t.Packages...)
	if t.Checks > 0 {
		arguments = append(arguments, "-rapid.checks", strconv.Itoa(t.Checks), "-rapid.nofailfile")
	}
	arguments = append(arguments, t.Arguments...)
	cmd := exec.Command("go", arguments...)
	cmd.Stderr = os.Stderr
	output, err := cmd.StdoutPipe()
	if err == nil {
		err = cmd.Start()
	}
	if err != nil {
		return o, fmt.Errorf("run the tests: %w", err)
	}
	err = o.read(output, figures)
	return o, errors.Join(err, cmd.Wait())
}

func (o *Outcome) read(events io.Reader, figures []Figure) error {
	lines := bufio.NewScanner(events)
	lines.Buffer(nil, 16<<20)
	for lines.Scan() {
		var e struct{ Action, Test, Output string }
		if json.Unmarshal(lines.Bytes(), &e) != nil {
			continue // what the compiler says is shown as it is
		}
		switch {
		case e.Action == "pass" && e.Test != "":
			o.Passed++
		case e.Action == "fail" && e.Test != "":
			o.Failed++
			fmt.Fprintln(os.Stderr, "failed:", e.Test)
		}
		for _, f := range figures {
			for i, text := range f.Said.FindStringSubmatch(e.Output) {
				if i > 0 {
					*f.Into[i-1], _ = strconv.Atoi(text) // the pattern takes digits only
				}
			}
		}
	}
	return lines.Err()
}
