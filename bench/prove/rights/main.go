package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/exec"
	"regexp"
	"strconv"
)

// tests are those of package api that are about rights.
const tests = "^Test(WhatTheAPIAllows|ARoleWithoutTheBundle|ARevokedMembership|AKeyDoesWhat|AnObjectThatIsNotGranted|WhoeverSees)"

// figures is what the tests told.
type figures struct {
	trees, users, compared, changes, disagreements int
	without, bundles, sight                        int
	passed, failed                                 int
}

func main() {
	trees := flag.Int("trees", 20, "random trees")
	flag.Parse()
	f, err := run(*trees)
	if f.compared == 0 || f.without == 0 || f.sight == 0 {
		err = errors.Join(err, errors.New("a part of the proof did not run"))
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "rights:", err)
	}
	fmt.Printf("rights: %d trees, %d users, %d requests compared with the model, %d changes of rights between them, %d disagreements; %d routes refused without the bundle, of %d bundles; %d routes show nothing that is not granted; %d tests passed, %d failed\n",
		f.trees, f.users, f.compared, f.changes, f.disagreements, f.without, f.bundles, f.sight, f.passed, f.failed)
	if err != nil {
		os.Exit(1)
	}
}

func run(trees int) (figures, error) {
	cmd := exec.Command("go", "test", "-json", "-count=1", "-timeout=20m", "-run", tests, "./api", "-rapid.checks", strconv.Itoa(trees), "-rapid.nofailfile")
	cmd.Stderr = os.Stderr
	output, err := cmd.StdoutPipe()
	if err == nil {
		err = cmd.Start()
	}
	if err != nil {
		return figures{}, fmt.Errorf("run the tests: %w", err)
	}
	f, err := read(output)
	return f, errors.Join(err, cmd.Wait())
}

var (
	compared = regexp.MustCompile(`rights: (\d+) trees, (\d+) users, (\d+) requests compared, (\d+) changes between them, (\d+) disagreements`)
	without  = regexp.MustCompile(`rights: (\d+) routes refused to a role without the bundle, of (\d+) bundles`)
	sight    = regexp.MustCompile(`sight: (\d+) routes`)
)

func read(events io.Reader) (f figures, err error) {
	lines := bufio.NewScanner(events)
	lines.Buffer(nil, 16<<20)
	for lines.Scan() {
		var e struct{ Action, Test, Output string }
		if json.Unmarshal(lines.Bytes(), &e) != nil {
			continue // what the compiler says is shown as it is
		}
		switch {
		case e.Action == "pass" && e.Test != "":
			f.passed++
		case e.Action == "fail" && e.Test != "":
			f.failed++
			fmt.Fprintln(os.Stderr, "failed:", e.Test)
		}
		note(compared, e.Output, &f.trees, &f.users, &f.compared, &f.changes, &f.disagreements)
		note(without, e.Output, &f.without, &f.bundles)
		note(sight, e.Output, &f.sight)
	}
	return f, lines.Err()
}

func note(what *regexp.Regexp, said string, into ...*int) {
	for i, text := range what.FindStringSubmatch(said) {
		if i > 0 {
			*into[i-1], _ = strconv.Atoi(text) // the pattern takes digits only
		}
	}
}
