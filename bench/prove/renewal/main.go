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
	beRenewer()
	histories := flag.Int("histories", 30, "random histories of settling")
	accounts := flag.Int("accounts", 3000, "accounts that are renewed under kills")
	months := flag.Int("months", 6, "months that are renewed under kills")
	kills := flag.Int("kills", 4, "kills a month, every other one of PostgreSQL")
	flag.Parse()
	if err := prove(context.Background(), *histories, *accounts, *months, *kills); err != nil {
		fmt.Fprintln(os.Stderr, "renewal: FAILED:", err)
		os.Exit(1)
	}
}

func prove(ctx context.Context, histories, accounts, months, kills int) error {
	var compared, charges, days, zones, told int
	outcome, err := rig.Tests{Packages: []string{"./billing/service"}, Checks: histories, Timeout: 20 * time.Minute}.Run(
		rig.Figure{Said: regexp.MustCompile(`settling: (\d+) histories with (\d+) charges`), Into: []*int{&compared, &charges}},
		rig.Figure{Said: regexp.MustCompile(`settling: three years \((\d+) days.*\) in (\d+) zones: (\d+) charges`), Into: []*int{&days, &zones, &told}},
	)
	if err == nil && (compared == 0 || told == 0) {
		err = errors.New("a part of the proof did not run")
	}
	if err != nil {
		return err
	}
	k, err := killed(ctx, accounts, months, kills)
	if err != nil {
		return err
	}
	fmt.Printf("renewal: %d histories with %d charges, and %d days in %d zones with %d charges, are what the plain telling says; %d tests passed, %d failed; "+
		"%d kills of the process and %d of PostgreSQL in the middle of %d months of %d accounts: %d charges and %d top-ups, each once, every balance as computed, nothing wrong\n",
		compared, charges, days, zones, told, outcome.Passed, outcome.Failed, k.processes, k.servers, months, accounts, k.charges, k.topups)
	return nil
}
