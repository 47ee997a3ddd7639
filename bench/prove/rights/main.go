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

// tests are those of package api that are about rights.
const tests = "^Test(WhatTheAPIAllows|ARoleWithoutTheBundle|ARevokedMembership|AKeyDoesWhat|AnObjectThatIsNotGranted|WhoeverSees)"

func main() {
	wanted := flag.Int("trees", 20, "random trees")
	flag.Parse()
	var trees, users, compared, changes, disagreements, without, bundles, sight int
	outcome, err := rig.Tests{Packages: []string{"./api"}, Names: tests, Checks: *wanted, Timeout: 20 * time.Minute}.Run(
		rig.Figure{Said: regexp.MustCompile(`rights: (\d+) trees, (\d+) users, (\d+) requests compared, (\d+) changes between them, (\d+) disagreements`),
			Into: []*int{&trees, &users, &compared, &changes, &disagreements}},
		rig.Figure{Said: regexp.MustCompile(`rights: (\d+) routes refused to a role without the bundle, of (\d+) bundles`), Into: []*int{&without, &bundles}},
		rig.Figure{Said: regexp.MustCompile(`sight: (\d+) routes`), Into: []*int{&sight}},
	)
	if compared == 0 || without == 0 || sight == 0 {
		err = errors.Join(err, errors.New("a part of the proof did not run"))
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "rights:", err)
	}
	fmt.Printf("rights: %d trees, %d users, %d requests compared with the model, %d changes of rights between them, %d disagreements; %d routes refused without the bundle, of %d bundles; %d routes show nothing that is not granted; %d tests passed, %d failed\n",
		trees, users, compared, changes, disagreements, without, bundles, sight, outcome.Passed, outcome.Failed)
	if err != nil {
		os.Exit(1)
	}
}
