package main

import (
	"errors"
	"flag"
	"fmt"
	"os"
	"regexp"
	"time"

	"github.com/liveryhq/livery/bench/rig"
)

func main() {
	wanted := flag.Int("runs", 40, "random histories")
	flag.Parse()
	var runs, cards, entries int
	outcome, err := rig.Tests{Packages: []string{"./billing/topup"}, Checks: *wanted, Timeout: 20 * time.Minute}.Run(
		rig.Figure{Said: regexp.MustCompile(`topups: (\d+) runs, (\d+) payments by card, (\d+) entries of statements, all sums meet`), Into: []*int{&runs, &cards, &entries}},
	)
	if runs == 0 {
		err = errors.Join(err, errors.New("the property did not run"))
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "topups:", err)
	}
	fmt.Printf("topups: %d random histories, %d payments by card, %d entries of statements; captures = top-ups, credits = wallets + unidentified + returned, refund + commission = closing balance; %d tests passed, %d failed\n",
		runs, cards, entries, outcome.Passed, outcome.Failed)
	if err != nil {
		os.Exit(1)
	}
}
