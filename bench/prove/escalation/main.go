package main

import (
	"errors"
	"fmt"
	"os"
	"regexp"

	"github.com/liveryhq/livery/bench/rig"
)

// matrix are the tests of package support that are about who may ask where.
const matrix = "^Test(WhoMayAskWhere|TheDatabaseRefuses)"

func main() {
	var canaries, tables, tenants, askers, acting, letters int
	up, err := rig.Tests{Packages: []string{"./platform/support/escalate"}}.Run(
		rig.Figure{Said: regexp.MustCompile(`canaries: (\d+) put below, looked for in (\d+) tables`), Into: []*int{&canaries, &tables}})
	who, failure := rig.Tests{Packages: []string{"./platform/support"}, Names: matrix}.Run(
		rig.Figure{Said: regexp.MustCompile(`eligibility: (\d+) tenants, (\d+) askers and desks, (\d+) acting from above, (\d+) letters`), Into: []*int{&tenants, &askers, &acting, &letters}})
	err = errors.Join(err, failure)
	if tables == 0 || letters == 0 {
		err = errors.Join(err, errors.New("a part of the proof did not run"))
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "escalation:", err)
	}
	fmt.Printf("escalation: %d canaries of a customer, none found in %d tables of the levels above; %d tenants: %d askers × desks, %d acting from above, %d senders × desks; %d tests passed, %d failed\n",
		canaries, tables, tenants, askers, acting, letters, up.Passed+who.Passed, up.Failed+who.Failed)
	if err != nil {
		os.Exit(1)
	}
}
