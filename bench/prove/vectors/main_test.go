package main

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

func TestTheClosingLineAddsUpWhatTheTestsTold(t *testing.T) {
	t.Parallel()
	events := strings.Join([]string{
		`{"Action":"output","Package":"p/a","Test":"TestV","Output":"    v.go:1: vectors of gt06: 98 vectors, 92 decoded as expected, 6 exceptions\n"}`,
		`{"Action":"pass","Package":"p/a","Test":"TestV/1"}`,
		`{"Action":"pass","Package":"p/a","Test":"TestV"}`,
		`{"Action":"output","Package":"p/b","Test":"TestV","Output":"    v.go:1: vectors of osmand: 8 vectors, 7 decoded as expected, 0 exceptions\n"}`,
		`{"Action":"fail","Package":"p/b","Test":"TestV"}`,
		`{"Action":"fail","Package":"p/b"}`,
		`{"Action":"skip","Package":"p/c"}`,
	}, "\n")
	var shown strings.Builder
	sum, err := summarise(strings.NewReader(events), &shown)
	require.NoError(t, err)
	require.Equal(t, "vectors: 2 protocols, 106 vectors, 99 decoded as expected, 6 exceptions listed; 3 tests, 1 failed, 0 skipped", sum.String())
	require.Contains(t, shown.String(), "vectors of osmand")
}

func TestWhatIsNoEventIsAnError(t *testing.T) {
	t.Parallel()
	_, err := summarise(strings.NewReader("FAIL\n"), &strings.Builder{})
	require.Error(t, err)
}
