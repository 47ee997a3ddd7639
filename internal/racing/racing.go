package racing

import (
	"os"
	"regexp"
	"strings"
	"testing"
)

// Whole is the variable with the pattern of the tests that the stage go-whole runs, as `go test -run` takes it. It is not
// set where somebody runs tests by hand.
const Whole = "LIVERY_TEST_WHOLE"

// Part tells whether the test is to do a part of what it repeats, because the race detector watches it. It fails a test that
// is not among those that are run without the detector too: what it leaves out would be done nowhere.
func Part(t testing.TB) bool {
	t.Helper()
	if !watched {
		return false
	}
	if pattern, set := os.LookupEnv(Whole); set && !covers(pattern, t.Name()) {
		t.Fatalf("racing: %s does a part of its work under the race detector: have it do all of it in the stage go-whole too (scripts/test.sh)", t.Name())
	}
	return true
}

// covers tells whether `go test -run` with the pattern runs the test, or the one that it is within.
func covers(pattern, name string) bool {
	name, _, _ = strings.Cut(name, "/")
	matched, err := regexp.MatchString(pattern, name)
	return err == nil && matched
}
