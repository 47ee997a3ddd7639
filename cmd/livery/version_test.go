package main

import (
	"testing"

	"github.com/stretchr/testify/require"
)

func TestAVersionTellsWhenItWasReleasedAndThatItIsSupportedForFiveYears(t *testing.T) {
	t.Parallel()
	require.Equal(t, "v1.2.3, released 2026-11-29, supported until 2031-11-29", versionWithDates("v1.2.3", "2026-11-29"))
	require.Equal(t, "v1.2.3, released 2024-02-29, supported until 2029-03-01", versionWithDates("v1.2.3", "2024-02-29"), "no such day five years later: the next one")
	require.Equal(t, "built by hand", versionWithDates("built by hand", ""))
}
