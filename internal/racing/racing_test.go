package racing

import (
	"testing"

	"github.com/stretchr/testify/require"
)

func TestWhatIsRunWholeIsToldByItsName(t *testing.T) {
	t.Parallel()
	const pattern = "^(TestOne|TestTheOther)$"
	require.True(t, covers(pattern, "TestOne"))
	require.True(t, covers(pattern, "TestTheOther/in_a_part/of_it"))
	require.False(t, covers(pattern, "TestOneMore"), "the whole name counts")
	require.False(t, covers("^()$", "TestOne"))
	require.False(t, covers("(", "TestOne"), "no pattern covers nothing")
}

func TestWithoutTheDetectorNothingIsLeftOut(t *testing.T) {
	t.Setenv(Whole, "^(TestWithoutTheDetectorNothingIsLeftOut)$")
	require.Equal(t, watched, Part(t))
}
