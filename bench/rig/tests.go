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
)

// Figure is what a test tells in its log, in digits, and where that goes.
type Figure struct {
	Said *regexp.Regexp
	Into []*int
}

// Outcome counts tests.
type Outcome struct{ Passed, Failed int }

// Tests runs those of some packages whose names match, with so many checks of each property, and notes what they tell. The
// environment has the database's address.
func Tests(packages []string, names string, checks int, figures []Figure) (o Outcome, err error) {
	arguments := append([]string{"test", "-json", "-count=1", "-timeout=20m", "-run", names}, packages...)
	cmd := exec.Command("go", append(arguments, "-rapid.checks", strconv.Itoa(checks), "-rapid.nofailfile")...)
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
