package measures_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/liveryhq/livery/internal/measures"
)

func TestAMeasureIsOneOfItsChoicesOrLeftToTheBrand(t *testing.T) {
	t.Parallel()
	require.Empty(t, measures.Measures{}.Wrong())
	for _, name := range measures.Names() {
		var m measures.Measures
		for _, choice := range measures.Choices(name) {
			*m.At(name) = choice
			require.Empty(t, m.Wrong())
		}
		*m.At(name) = "furlong"
		require.Equal(t, name, m.Wrong())
	}
	require.Nil(t, (&measures.Measures{}).At("weight"))
	require.Empty(t, measures.Choices("weight"))
}
