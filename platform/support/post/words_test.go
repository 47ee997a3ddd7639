package post

import (
	"reflect"
	"regexp"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/liveryhq/livery/platform/support"
)

func TestWhatTheDeskWritesByItselfIsThereInEveryLanguageOfADeskWithTheSamePlaces(t *testing.T) {
	t.Parallel()
	place := regexp.MustCompile(`\{[a-z]+\}`)
	places := func(text string) []string {
		found := place.FindAllString(text, -1)
		slices.Sort(found)
		return slices.Compact(found)
	}
	english := inLanguages["en"]
	require.Len(t, inLanguages, len(support.Languages()))
	for _, name := range support.Languages() {
		w, ok := inLanguages[name]
		require.True(t, ok, name)
		for i := range reflect.TypeFor[words]().NumField() {
			field := reflect.TypeFor[words]().Field(i)
			if field.Type.Kind() != reflect.String {
				continue
			}
			said := reflect.ValueOf(w).Field(i).String()
			require.NotEmpty(t, said, "%s in %s", field.Name, name)
			require.Equal(t, places(reflect.ValueOf(english).Field(i).String()), places(said), "%s in %s", field.Name, name)
		}
		require.Len(t, w.due, len(english.due), name)
		for stage, text := range english.due {
			require.NotEmpty(t, w.due[stage], "%s in %s", stage, name)
			require.Equal(t, places(text), places(w.due[stage]), "%s in %s", stage, name)
		}
	}
}
