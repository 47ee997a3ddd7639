package main

import (
	"errors"
	"fmt"
	"os"
	"regexp"

	"github.com/liveryhq/livery/bench/rig"
)

func main() {
	var routes, tenants, answers, bare, tables, refused int
	outcome, err := rig.Tests{Packages: []string{"./api", "./internal/db"}}.Run(
		rig.Figure{Said: regexp.MustCompile(`isolation: (\d+) routes, (\d+) tenants, (\d+) answers`), Into: []*int{&routes, &tenants, &answers}},
		rig.Figure{Said: regexp.MustCompile(`isolation without the application's checks: (\d+) answers`), Into: []*int{&bare}},
		rig.Figure{Said: regexp.MustCompile(`row-level security: (\d+) tables, (\d+) statements`), Into: []*int{&tables, &refused}},
	)
	if answers == 0 || bare == 0 || refused == 0 {
		err = errors.Join(err, errors.New("a part of the proof did not run"))
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "isolation:", err)
	}
	fmt.Printf("isolation: %d routes × %d tenants: %d answers betray nothing and change nothing; %d with the application's checks taken out; %d tables, %d statements refused; %d tests passed, %d failed\n",
		routes, tenants, answers, bare, tables, refused, outcome.Passed, outcome.Failed)
	if err != nil {
		os.Exit(1)
	}
}
