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
	histories := flag.Int("histories", 100, "random histories of a book")
	flag.Parse()
	var compared, steps, written, short, refused int
	outcome, err := rig.Tests{Packages: []string{"./billing/money", "./billing/ledger"}, Checks: *histories, Timeout: 20 * time.Minute}.Run(
		rig.Figure{Said: regexp.MustCompile(`ledger: (\d+) histories of (\d+) steps`), Into: []*int{&compared, &steps}},
		rig.Figure{Said: regexp.MustCompile(`ledger: 8 clients wrote (\d+) transactions, (\d+) were refused`), Into: []*int{&written, &short}},
		rig.Figure{Said: regexp.MustCompile(`ledger: (\d+) statements refused`), Into: []*int{&refused}},
	)
	if compared == 0 || written == 0 || refused == 0 {
		err = errors.Join(err, errors.New("a part of the proof did not run"))
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "ledger:", err)
	}
	fmt.Printf("ledger: %d histories of %d steps are what arithmetic says; 8 clients at once wrote %d transactions, %d were refused for lack of money, each book sums to zero; %d statements refused by the database; %d tests passed, %d failed\n",
		compared, steps, written, short, refused, outcome.Passed, outcome.Failed)
	if err != nil {
		os.Exit(1)
	}
}
