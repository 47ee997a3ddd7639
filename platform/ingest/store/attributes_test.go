package store

import (
	"testing"

	"github.com/stretchr/testify/require"
)

func TestTheNewestValueOfEachAttributeCountsInWhateverOrderTheyCome(t *testing.T) {
	t.Parallel()
	var m merged
	for range 2 { // what it held before is forgotten
		m.empty()
		require.Equal(t, "{}", m.String())
		for _, object := range []string{
			`{"satellites":9,"ignition":true,"alarm":["sos","tow"],"event":"a \"b\", {c}"}`,
			`{"satellites":10,"ignition":true}`,
			`{}`,
			`{"ignition":false,"io.1":-1.5e3,"satellites":11}`,
			`{"io.2":"","io.1":2}`,
		} {
			m.add([]byte(object))
		}
		require.JSONEq(t, `{"satellites":11,"ignition":false,"alarm":["sos","tow"],"event":"a \"b\", {c}","io.1":2,"io.2":""}`, m.String())
	}
}

func TestWhatARecordTellsOfMovingAndOfItsWay(t *testing.T) {
	t.Parallel()
	for object, want := range map[string]struct {
		metres          float64
		shown, standing bool
	}{
		`{"odometer":1234.5,"motion":true,"ignition":true}`: {1234.5, true, false},
		`{"motion":false,"ignition":true}`:                  {0, false, true},
		`{"ignition":false}`:                                {0, false, true},
		`{"trip_odometer":5,"event":"\"motion\":false"}`:    {0, false, false},
		`{"odometer":"12 km"}`:                              {0, false, false},
		`{}`:                                                {0, false, false},
	} {
		told := new(merged).add([]byte(object))
		metres, shown := told.metres()
		require.Equal(t, want.shown, shown, object)
		require.InDelta(t, want.metres, metres, 0, object)
		require.Equal(t, want.standing, told.stands(), object)
	}
}
