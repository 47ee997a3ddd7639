package api_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/liveryhq/livery/internal/clock"
	"github.com/liveryhq/livery/platform/legal"
	"github.com/liveryhq/livery/reseller"
)

func TestAVisitorReadsWhatAnAnnouncedVersionChangesAndThatOneWasWithdrawn(t *testing.T) {
	t.Parallel()
	w := newWorld(t, nil)
	ctx := t.Context()
	north, south := w.node("north"), w.node("south")
	// The brand's days begin where it is: by UTC this date is the day before.
	business := reseller.New(w.db, clock.System{})
	settings, err := business.Settings(ctx, north.scope)
	require.NoError(t, err)
	settings.TimeZone = "Pacific/Auckland"
	require.NoError(t, business.SetSettings(ctx, north.scope, settings))
	there, err := time.LoadLocation(settings.TimeZone)
	require.NoError(t, err)
	now := time.Now().In(there)
	from := time.Date(now.Year(), now.Month()+2, 1, 0, 0, 0, 0, there)
	post := func(body string) legal.Version {
		v, err := w.legal.Post(ctx, north.scope, "North", legal.Draft{Kind: legal.Terms, EffectiveAt: from, Texts: []legal.Text{{Locale: "en", Title: "The terms", Body: body}}})
		require.NoError(t, err)
		return v
	}
	first := post("The price is ten euros a month.\n\n<b>Bold</b>")
	second := post("The price is twelve euros a month.\n\n- <i>New</i>")
	get := func(of *node, path string, into any) int {
		response, body := w.visit(of.host, path)
		if into != nil {
			require.NoError(t, json.Unmarshal([]byte(body), into), body)
		}
		return response.StatusCode
	}

	var changes struct {
		Version, Before int
		Changes         []struct {
			What   string
			Pieces []struct{ What, Text string }
		}
	}
	path := fmt.Sprintf("/api/documents/terms/changes?version=%d&locale=en", second.Number)
	require.Equal(t, http.StatusOK, get(north, path, &changes))
	require.Equal(t, []int{second.Number, first.Number}, []int{changes.Version, changes.Before})
	require.Equal(t, "changed", changes.Changes[0].What)
	require.Contains(t, changes.Changes[0].Pieces, struct{ What, Text string }{"added", "twelve "})
	require.Equal(t, http.StatusOK, get(north, "/api/documents/terms/changes", &changes))
	require.Zero(t, changes.Before, "what is in force is the first")
	require.Equal(t, http.StatusNotFound, get(south, path, nil), "another brand has no such version")

	page := fmt.Sprintf("/en/documents/terms?version=%d", second.Number)
	response, shown := w.visit(north.host, page)
	require.Equal(t, http.StatusOK, response.StatusCode)
	require.Contains(t, shown, "The price is <del>ten </del><ins>twelve </ins>euros a month.")
	require.Contains(t, shown, "<ins>&lt;i&gt;New&lt;/i&gt;</ins>", "what a brand writes is text")
	require.Contains(t, shown, from.Format("2 January 2006"))
	_, shown = w.visit(north.host, "/en/documents")
	require.Contains(t, shown, page+"#changes")
	_, file := w.visit(north.host, fmt.Sprintf("/api/documents/terms/file?version=%d", second.Number))
	require.Contains(t, file, from.Format(time.DateOnly))

	require.NoError(t, w.legal.Withdraw(ctx, north.scope, second.ID))
	var head struct {
		WithdrawnAt *time.Time `json:"withdrawn_at"`
	}
	require.Equal(t, http.StatusOK, get(north, fmt.Sprintf("/api/documents/terms?version=%d", second.Number), &head))
	require.NotNil(t, head.WithdrawnAt)
	_, shown = w.visit(north.host, fmt.Sprintf("/fr/documents/terms?version=%d", second.Number))
	require.Contains(t, shown, "Retirée le")
	require.NotContains(t, shown, "Annoncé")
	require.NotContains(t, shown, "<ins>", "what never comes in force changes nothing")
	_, shown = w.visit(north.host, fmt.Sprintf("/fr/documents/terms?version=%d", first.Number))
	require.Contains(t, shown, "Annoncé")
}
