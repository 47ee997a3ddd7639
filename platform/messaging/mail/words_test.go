package mail

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

func TestEveryLetterIsThereInEveryLanguageWithTheSamePlaces(t *testing.T) {
	t.Parallel()
	all, err := readWords()
	require.NoError(t, err)
	first := all[languages()[0]]
	place := regexp.MustCompile(`\{[a-z_]+\}`)
	places := func(w words) []string {
		found := place.FindAllString(strings.Join(append([]string{w.Subject, w.Title, w.Button}, append(w.Lines, w.After...)...), " "), -1)
		slices.Sort(found)
		return slices.Compact(found)
	}
	for name, l := range all {
		require.Len(t, l.Letters, len(first.Letters), name)
		for template, w := range first.Letters {
			other, ok := l.Letters[template]
			require.True(t, ok, "%s in %s", template, name)
			require.Equal(t, places(w), places(other), "%s in %s", template, name)
			require.NotEmpty(t, other.Subject)
			require.NotEmpty(t, other.Title)
			require.NotEmpty(t, other.Lines)
			require.NotEmpty(t, other.Button)
		}
	}
}
