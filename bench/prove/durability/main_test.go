package main

import (
	"os"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/liveryhq/livery/bench/rig"
)

func TestMain(m *testing.M) {
	rig.BePath() // this program is the process that is killed, too
	os.Exit(m.Run())
}

func TestNothingAcknowledgedIsLostAndNothingIsStoredTwice(t *testing.T) {
	figures, err := prove(t.Context(), 6, 2*time.Second, "")
	require.NoError(t, err)
	require.Len(t, figures, 4)
}
