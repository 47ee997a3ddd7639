package main

import (
	"errors"
	"fmt"
	"os"
	"regexp"
	"time"

	"github.com/liveryhq/livery/bench/rig"
)

// Tests of an installation as it is seen from outside, and of hosts that are attacked.
const (
	seen     = "^TestNothingThatABrandShows"
	attacked = "^Test(TheHostIsWhat|WithTLSTheName|AHostThatSends|OnABrandsHost|Hosts)"
)

func main() {
	var routes, hosts, answers, papers, letters, messages, handshakes, words, refused, tries int
	whole, err := rig.Tests{Packages: []string{"./cmd/livery"}, Names: seen, Timeout: 30 * time.Minute, Arguments: []string{"-whole"}}.Run(
		rig.Figure{Said: regexp.MustCompile(`invisible: (\d+) routes on (\d+) hosts, (\d+) answers, (\d+) papers, (\d+) letters, (\d+) messages of sockets and (\d+) handshakes hold none of (\d+) words of others; the Provider section refused (\d+) times`),
			Into: []*int{&routes, &hosts, &answers, &papers, &letters, &messages, &handshakes, &words, &refused}})
	attacks, second := rig.Tests{Packages: []string{"./api"}, Names: attacked, Timeout: 20 * time.Minute}.Run(
		rig.Figure{Said: regexp.MustCompile(`hosts: (\d+) attacks refused`), Into: []*int{&tries}})
	if err = errors.Join(err, second); answers == 0 || tries == 0 {
		err = errors.Join(err, errors.New("a part of the proof did not run"))
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "invisible:", err)
	}
	fmt.Printf("invisible: %d routes on %d hosts: %d answers, %d papers, %d letters, %d messages of sockets and %d handshakes hold none of %d names, hosts, ids and colours of others; the Provider section refused %d times; %d attacks by host refused; %d tests passed, %d failed\n",
		routes, hosts, answers, papers, letters, messages, handshakes, words, refused, tries, whole.Passed+attacks.Passed, whole.Failed+attacks.Failed)
	if err != nil {
		os.Exit(1)
	}
}
