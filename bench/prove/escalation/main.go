package main

import (
	"errors"
	"fmt"
	"os"
	"regexp"
	"time"

	"github.com/liveryhq/livery/bench/rig"
)

// Tests of package support that are about who may ask where, and of an installation whose upper levels are listened to at every way.
const (
	matrix = "^Test(WhoMayAskWhere|TheDatabaseRefuses)"
	ways   = "^TestNothingOfALowerTenantReachesTheLevelsAbove"
)

func main() {
	var planted, tables, tenants, askers, acting, senders int
	up, err := rig.Tests{Packages: []string{"./platform/support/escalate"}}.Run(
		rig.Figure{Said: regexp.MustCompile(`canaries: (\d+) put below, looked for in (\d+) tables`), Into: []*int{&planted, &tables}})
	who, failure := rig.Tests{Packages: []string{"./platform/support"}, Names: matrix}.Run(
		rig.Figure{Said: regexp.MustCompile(`eligibility: (\d+) tenants, (\d+) askers and desks, (\d+) acting from above, (\d+) letters`), Into: []*int{&tenants, &askers, &acting, &senders}})
	err = errors.Join(err, failure)
	var canaries, answers, people, below, searches, letters, lines, calls, messages int
	heard, failure := rig.Tests{Packages: []string{"./cmd/livery"}, Names: ways, Timeout: 20 * time.Minute, Arguments: []string{"-whole"}}.Run(
		rig.Figure{Said: regexp.MustCompile(`ways up: (\d+) canaries below, in none of (\d+) answers to (\d+) people above, (\d+) answers to them acting below, (\d+) searches, (\d+) letters, (\d+) lines of the log, (\d+) calls of webhooks, (\d+) messages of sockets`),
			Into: []*int{&canaries, &answers, &people, &below, &searches, &letters, &lines, &calls, &messages}})
	err = errors.Join(err, failure)
	if tables == 0 || senders == 0 || messages == 0 {
		err = errors.Join(err, errors.New("a part of the proof did not run"))
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "escalation:", err)
	}
	fmt.Printf("escalation: %d canaries of a customer, none found in %d tables of the levels above; %d more in none of %d answers to %d people there, %d to them acting below, %d searches, %d letters, "+
		"%d lines of the log, %d calls of webhooks, %d messages of sockets; %d tenants: %d askers × desks, %d acting from above, %d senders × desks; %d tests passed, %d failed\n",
		planted, tables, canaries, answers, people, below, searches, letters, lines, calls, messages, tenants, askers, acting, senders,
		up.Passed+who.Passed+heard.Passed, up.Failed+who.Failed+heard.Failed)
	if err != nil {
		os.Exit(1)
	}
}
