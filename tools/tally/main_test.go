package main

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

func tallied(t *testing.T, lines ...string) (tally, string) {
	t.Helper()
	var printed strings.Builder
	counted := tally{out: &printed, kept: map[string][]string{}}
	require.NoError(t, counted.read(strings.NewReader(strings.Join(lines, "\n"))))
	return counted, printed.String()
}

func TestPassingTestsAreCountedAndOnlyThePackagesLineIsShown(t *testing.T) {
	t.Parallel()
	counted, printed := tallied(t,
		`{"Action":"run","Package":"p","Test":"TestA"}`,
		`{"Action":"output","Package":"p","Test":"TestA","Output":"=== RUN   TestA\n"}`,
		`{"Action":"output","Package":"p","Test":"TestA","Output":"chatter\n"}`,
		`{"Action":"pass","Package":"p","Test":"TestA"}`,
		`{"Action":"output","Package":"p","Output":"PASS\n"}`,
		`{"Action":"output","Package":"p","Output":"ok  \tp\t0.1s\n"}`,
		`{"Action":"pass","Package":"p"}`)
	require.Equal(t, "ok  \tp\t0.1s\n", printed)
	require.Equal(t, "go test: 1 passed, 0 failed, 0 skipped in 1 packages", counted.line())
	require.True(t, counted.good())
}

func TestWhatFailedOrWasSkippedIsShownWithWhatItSaid(t *testing.T) {
	t.Parallel()
	counted, printed := tallied(t,
		`{"Action":"pass","Package":"p","Test":"TestFine"}`,
		`{"Action":"output","Package":"p","Test":"TestA","Output":"    a_test.go:3: wrong\n"}`,
		`{"Action":"fail","Package":"p","Test":"TestA"}`,
		`{"Action":"output","Package":"p","Test":"TestB","Output":"    b_test.go:3: no vectors here\n"}`,
		`{"Action":"skip","Package":"p","Test":"TestB"}`,
		`{"Action":"output","Package":"p","Output":"FAIL\tp\t0.1s\n"}`,
		`{"Action":"fail","Package":"p"}`)
	require.Contains(t, printed, "a_test.go:3: wrong")
	require.Contains(t, printed, "b_test.go:3: no vectors here")
	require.Contains(t, printed, "FAIL\tp\t0.1s")
	require.Equal(t, "go test: 1 passed, 1 failed, 1 skipped in 1 packages, 1 of them failed", counted.line())
	require.False(t, counted.good())
}

func TestAPackageThatDiesOrDoesNotBuildIsAFailure(t *testing.T) {
	t.Parallel()
	counted, printed := tallied(t,
		`{"Action":"pass","Package":"q","Test":"TestFine"}`,
		`{"ImportPath":"p","Action":"build-output","Output":"p.go:1: undefined: x\n"}`,
		`{"Action":"output","Package":"p","Test":"TestHangs","Output":"panic: test timed out\n"}`,
		`{"Action":"fail","Package":"p"}`)
	require.Contains(t, printed, "undefined: x")
	require.Contains(t, printed, "panic: test timed out")
	require.False(t, counted.good())
}

func TestNothingTestedIsNotGood(t *testing.T) {
	t.Parallel()
	counted, printed := tallied(t, "go: updates to go.mod needed")
	require.Equal(t, "go: updates to go.mod needed", printed)
	require.False(t, counted.good())
}

func TestTheSlowestAreNamedLongestFirst(t *testing.T) {
	t.Parallel()
	counted, _ := tallied(t,
		`{"Action":"pass","Package":"p","Test":"TestQuick","Elapsed":0.1}`,
		`{"Action":"pass","Package":"p","Test":"TestSlow","Elapsed":6}`,
		`{"Action":"pass","Package":"p","Test":"TestSlower/part","Elapsed":60}`,
		`{"Action":"pass","Package":"p","Test":"TestSlower","Elapsed":60.1}`)
	var printed strings.Builder
	counted.out = &printed
	counted.slowest()
	require.Equal(t, "   60.1s p TestSlower\n    6.0s p TestSlow\n", printed.String())
}
