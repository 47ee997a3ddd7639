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
	"slices"
	"strconv"
	"strings"

	"github.com/liveryhq/livery/platform/ingest/protocol/all"
)

func main() {
	tests := exec.Command("go", "test", "-json", "-count=1", "./platform/ingest/protocol/...")
	tests.Stderr = os.Stderr
	output, err := tests.StdoutPipe()
	if err == nil {
		err = tests.Start()
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "running the tests of the protocols:", err)
		os.Exit(1)
	}
	sum, err := summarise(output, os.Stdout)
	err = errors.Join(err, tests.Wait())
	for _, p := range all.Table() {
		if !slices.Contains(sum.protocols, p.Name) {
			err = errors.Join(err, fmt.Errorf("%s was not held to the shared vectors: is the folder there, or LIVERY_VECTORS set?", p.Name))
		}
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
	}
	fmt.Println(sum)
	if err != nil {
		os.Exit(1)
	}
}

// figures is what the tests told.
type figures struct {
	protocols                     []string
	vectors, expected, exceptions int
	tests, failed, skipped        int
}

func (f figures) String() string {
	return fmt.Sprintf("vectors: %d protocols, %d vectors, %d decoded as expected, %d exceptions listed; %d tests, %d failed, %d skipped",
		len(f.protocols), f.vectors, f.expected, f.exceptions, f.tests, f.failed, f.skipped)
}

// closing is the line with which protocoltest.Vectors ends.
var closing = regexp.MustCompile(`vectors of (\S+): (\d+) vectors, (\d+) decoded as expected, (\d+) exceptions`)

// summarise reads the events of go test and shows what failed or was skipped, and each exception.
func summarise(events io.Reader, w io.Writer) (figures, error) {
	var sum figures
	said := map[string][]string{}
	lines := bufio.NewScanner(events)
	lines.Buffer(nil, 16<<20)
	for lines.Scan() {
		var e struct{ Action, Package, Test, Output string }
		if err := json.Unmarshal(lines.Bytes(), &e); err != nil {
			return sum, fmt.Errorf("reading the events of go test: %w", err)
		}
		name := e.Package + " " + e.Test
		switch e.Action {
		case "output":
			said[name] = append(said[name], e.Output)
			if m := closing.FindStringSubmatch(e.Output); m != nil {
				sum.protocols = append(sum.protocols, m[1])
				sum.vectors += count(m[2])
				sum.expected += count(m[3])
				sum.exceptions += count(m[4])
				if _, err := fmt.Fprintln(w, strings.TrimSpace(m[0])); err != nil {
					return sum, err
				}
			}
			continue
		case "pass", "fail", "skip":
		default:
			continue
		}
		if e.Test == "" {
			continue
		}
		sum.tests++
		switch e.Action {
		case "fail":
			sum.failed++
		case "skip":
			sum.skipped++
		}
		if e.Action != "pass" {
			if _, err := fmt.Fprint(w, strings.Join(said[name], "")); err != nil {
				return sum, err
			}
		}
		delete(said, name)
	}
	return sum, lines.Err()
}

func count(digits string) int {
	n, _ := strconv.Atoi(digits) // the expression found digits
	return n
}
