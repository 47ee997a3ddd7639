package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"regexp"
	"strconv"
)

var told = regexp.MustCompile(`topups: (\d+) runs, (\d+) payments by card, (\d+) entries of statements, all sums meet`)

func main() {
	runs := flag.Int("runs", 40, "random histories")
	flag.Parse()
	line, passed, failed, err := run(*runs)
	if line == nil {
		line = []string{"", "0", "0", "0"}
		err = errors.Join(err, errors.New("the property did not run"))
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "topups:", err)
	}
	fmt.Printf("topups: %s random histories, %s payments by card, %s entries of statements; captures = top-ups, credits = wallets + unidentified + returned, refund + commission = closing balance; %d tests passed, %d failed\n",
		line[1], line[2], line[3], passed, failed)
	if err != nil {
		os.Exit(1)
	}
}

func run(runs int) (line []string, passed, failed int, err error) {
	cmd := exec.Command("go", "test", "-json", "-count=1", "-timeout=20m", "./billing/topup", "-rapid.checks", strconv.Itoa(runs), "-rapid.nofailfile")
	cmd.Stderr = os.Stderr
	output, err := cmd.StdoutPipe()
	if err == nil {
		err = cmd.Start()
	}
	if err != nil {
		return nil, 0, 0, fmt.Errorf("run the tests: %w", err)
	}
	lines := bufio.NewScanner(output)
	lines.Buffer(nil, 16<<20)
	for lines.Scan() {
		var e struct{ Action, Test, Output string }
		if json.Unmarshal(lines.Bytes(), &e) != nil {
			continue // what the compiler says is shown as it is
		}
		switch {
		case e.Action == "pass" && e.Test != "":
			passed++
		case e.Action == "fail" && e.Test != "":
			failed++
			fmt.Fprintln(os.Stderr, "failed:", e.Test)
		}
		if found := told.FindStringSubmatch(e.Output); found != nil {
			line = found
		}
	}
	return line, passed, failed, errors.Join(lines.Err(), cmd.Wait())
}
