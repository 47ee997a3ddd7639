package main

import (
	"errors"
	"fmt"
	"os"
	"regexp"

	"github.com/liveryhq/livery/bench/rig"
)

func main() {
	var histories, orders, promises, clocks, tenants, askers, acting, letters int
	outcome, err := rig.Tests{Packages: []string{"./platform/support", "./platform/support/clock"}}.Run(
		rig.Figure{Said: regexp.MustCompile(`queue: (\d+) histories, (\d+) orders compared, (\d+) promises`), Into: []*int{&histories, &orders, &promises}},
		rig.Figure{Said: regexp.MustCompile(`clocks: (\d+) histories`), Into: []*int{&clocks}},
		rig.Figure{Said: regexp.MustCompile(`eligibility: (\d+) tenants, (\d+) askers and desks, (\d+) acting from above, (\d+) letters`), Into: []*int{&tenants, &askers, &acting, &letters}},
	)
	if orders == 0 || clocks == 0 || letters == 0 {
		err = errors.Join(err, errors.New("a part of the proof did not run"))
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "desk:", err)
	}
	fmt.Printf("desk: %d histories of a desk, its queue compared %d times, %d promises that stay; %d histories of clocks; %d tenants: %d askers × desks, %d acting from above, %d senders × desks; %d tests passed, %d failed\n",
		histories, orders, promises, clocks, tenants, askers, acting, letters, outcome.Passed, outcome.Failed)
	if err != nil {
		os.Exit(1)
	}
}
