package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"regexp"
	"time"

	"github.com/liveryhq/livery/bench/rig"
)

func main() {
	beTaker()
	wanted := flag.Int("runs", 40, "random histories")
	each := flag.Int("kills", 12, "kills of the process that takes money in, and as many of PostgreSQL")
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
	k, failed := killed(context.Background(), *each)
	if failed != nil {
		fmt.Fprintln(os.Stderr, "topups: FAILED under kills:", failed)
		os.Exit(1)
	}
	fmt.Printf("topups: %d random histories, %d payments by card, %d entries of statements; captures = top-ups, credits = wallets + unidentified + returned, refund + commission = closing balance; %d tests passed, %d failed; "+
		"%d kills of the process and %d of PostgreSQL in the middle of %d pages, %d events, %d files, %d decisions, %d refunds and %d payouts: %d payments by card and %d entries of statements, each once, every sum meets\n",
		runs, cards, entries, outcome.Passed, outcome.Failed, k.processes, k.servers, k.pages, k.events, k.files, k.unidentified, k.refunds, k.payouts, k.cards, k.receipts)
	if err != nil {
		os.Exit(1)
	}
}
