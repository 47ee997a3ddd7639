package support_test

import (
	"bytes"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/liveryhq/livery/platform/support"
)

func TestAFileIsWhatItsBytesSayAndNothingThatABrowserCouldRun(t *testing.T) {
	t.Parallel()
	w := setup(t)
	first := w.nodes["first"]
	files := map[string][2]string{
		"photo.png":               {"\x89PNG\r\n\x1a\n0000", "image/png"},
		"report.pdf":              {"%PDF-1.7\n", "application/pdf"},
		"log.txt":                 {"all is well", "text/plain"},
		"harmless.png":            {"<!doctype html><script>steal()</script>", "application/octet-stream"},
		"logo.svg":                {`<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" onload="steal()"/>`, "application/octet-stream"},
		"..\\..\\a/b<script>.txt": {"text", "text/plain"},
	}
	var sent []support.File
	for name, one := range files {
		sent = append(sent, support.File{Name: name, Content: []byte(one[0])})
	}
	mine, err := w.desks.Ask(w.ctx(), first.scope, first.owner, support.Here, support.Asking{Subject: "Files", Body: "With files.", Files: sent})
	require.NoError(t, err)
	whole, err := w.desks.Theirs(w.ctx(), first.scope, first.owner, support.Here, mine.ID)
	require.NoError(t, err)
	require.Len(t, whole.Attachments, len(files))
	for _, a := range whole.Attachments {
		require.NotContains(t, a.Name, "..", "no way out of a folder")
		require.False(t, strings.ContainsAny(a.Name, `<>/\\:"|?*`), a.Name)
		name := a.Name
		if name == "b_script_.txt" {
			name = "..\\..\\a/b<script>.txt"
		}
		require.Equal(t, files[name][1], a.ContentType, name)
		_, content, err := w.desks.TheirAttachment(w.ctx(), first.scope, first.owner, support.Here, mine.ID, a.ID)
		require.NoError(t, err)
		require.Equal(t, files[name][0], string(content), "nothing is changed in it")
	}
	for what, bad := range map[string][]support.File{
		"bad_file":       {{Name: "empty", Content: nil}},
		"too_many_files": make([]support.File, 11),
	} {
		_, err := w.desks.Ask(w.ctx(), first.scope, first.owner, support.Here, support.Asking{Subject: "Files", Body: "With files.", Files: bad})
		require.Equal(t, what, reason(err))
	}
	big := bytes.Repeat([]byte{'x'}, 10<<20)
	for _, bad := range [][]support.File{{{Name: "big", Content: append(big, 'x')}}, {{Name: "a", Content: big}, {Name: "b", Content: big[:5<<20+1]}}} {
		_, err := w.desks.Reply(w.ctx(), first.scope, first.owner, support.Here, mine.ID, "More.", bad)
		require.Equal(t, "bad_file", reason(err), "one has ten megabytes at most, and all of a message fifteen")
	}
}

func TestAQuestionNamesAnythingItSpeaksOfAndBothSidesReadIt(t *testing.T) {
	t.Parallel()
	w := setup(t)
	north, first := w.nodes["north"], w.nodes["first"]
	from, to := monday.Add(-3*time.Hour), monday.Add(-time.Hour)
	var links []support.Link
	for _, kind := range []string{"object", "report", "alert", "document", "page"} {
		id := uuid.New()
		links = append(links, support.Link{Kind: kind, Subject: &id, Label: "This " + kind})
	}
	links = append(links, support.Link{Kind: "span", Label: "Then", From: &from, To: &to})
	mine, err := w.desks.Ask(w.ctx(), first.scope, first.owner, support.Here, support.Asking{Subject: "About them", Body: "What is it with these?", Links: links})
	require.NoError(t, err)
	whole, err := w.desks.Theirs(w.ctx(), first.scope, first.owner, support.Here, mine.ID)
	require.NoError(t, err)
	desk, err := w.desks.Whole(w.ctx(), north.scope, mine.ID)
	require.NoError(t, err)
	for _, read := range [][]support.Link{whole.Links, desk.Links} {
		require.Len(t, read, len(links))
		for _, l := range links {
			i := 0
			for read[i].Kind != l.Kind {
				i++
			}
			require.Equal(t, l.Label, read[i].Label)
			require.Equal(t, l.Subject, read[i].Subject)
			if l.From != nil {
				require.True(t, l.From.Equal(*read[i].From) && l.To.Equal(*read[i].To))
			}
		}
	}
}

func TestTheVersionOfTheInstallationIsToldToTheOwnersOfContractsWithThePlatformAlone(t *testing.T) {
	t.Parallel()
	w := setup(t)
	w.desks.Version = "v1.2.3, released 2026-11-29, supported until 2031-11-29"
	for _, ask := range []struct {
		who   string
		staff bool
		at    support.At
		told  bool
	}{
		{"north", false, support.Above, true}, {"direct", false, support.Here, true}, {"direct", true, support.Here, false}, {"north", false, support.Here, false},
		{"first", false, support.Here, false}, {"harbour", false, support.Above, false},
	} {
		n := w.nodes[ask.who]
		user := n.owner
		if ask.staff {
			user = n.staff
		}
		front, err := w.desks.Front(w.ctx(), n.scope, user, ask.at)
		require.NoError(t, err)
		require.Equal(t, ask.told, front.Version == w.desks.Version, "%+v", ask)
		require.Equal(t, ask.told, front.Version != "", "%+v", ask)
	}
}

func TestAtNightAndOnWeekendsWhatIsCriticalIsPromisedAtOnceAndWakesAndTheRestWaitsForTheDesk(t *testing.T) {
	t.Parallel()
	w := setup(t)
	first := w.nodes["first"]
	night := time.Date(2026, 12, 5, 23, 0, 0, 0, time.UTC) // a Saturday
	w.clock.Advance(night.Sub(w.clock.Now()))
	paged := func() string { return w.text("select count(*)::text from outbox where topic = $1", support.PageTopic) }
	plain := w.ask(first, "The map is slow")
	require.Equal(t, "0", paged(), "nobody is woken for it")
	require.Equal(t, time.Date(2026, 12, 7, 21, 0, 0, 0, time.UTC), due(plain), "twelve hours of Monday")
	down, err := w.desks.Ask(w.ctx(), first.scope, first.owner, support.Here, support.Asking{Subject: "All is down", Body: "Nobody can sign in.", Critical: true})
	require.NoError(t, err)
	require.Equal(t, "1", paged())
	require.Equal(t, night.Add(time.Hour), due(down), "round the clock")
	require.Equal(t, []uuid.UUID{down.ID, plain.ID}, ids(w.queue(w.nodes["north"])), "whoever is on duty may take the other, too: it stands in the same queue")
}

func TestADesksNumbersFollowEachOtherAndCountNobodyElsesTickets(t *testing.T) {
	t.Parallel()
	w := setup(t)
	var north, south []int64
	for range 3 {
		north = append(north, w.ask(w.nodes["first"], "Here").Number)
		south = append(south, w.ask(w.nodes["third"], "There").Number)
		w.ask(w.nodes["direct"], "Above")
		north = append(north, w.ask(w.nodes["second"], "Here too").Number)
	}
	for i := range north {
		require.Equal(t, north[0]+int64(i), north[i], "whatever is asked elsewhere")
	}
	require.Equal(t, []int64{south[0], south[0] + 1, south[0] + 2}, south)
}
