package letter_test

import (
	"bytes"
	"crypto/hmac"
	"crypto/sha256"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/liveryhq/livery/internal/racing"
	"github.com/liveryhq/livery/platform/messaging/letter"
)

func read(name string) letter.Letter {
	return letter.Read(corpus[name], letter.Envelope{From: "ann@fleet.example", Known: true}, nil)
}

func TestAPlainLetterIsReadWhole(t *testing.T) {
	t.Parallel()
	l := read("plain")
	require.Equal(t, letter.Human, l.Kind)
	require.Equal(t, letter.Address{Name: "Ann", Address: "ann@fleet.example"}, l.From)
	require.Equal(t, "Hello", l.Subject)
	require.Equal(t, "a1@fleet.example", l.MessageID)
	require.Equal(t, "My trackers are not shown since this morning. Please look.", l.Text)
	require.Equal(t, "en", l.Language)
	require.False(t, l.Quiet)
	require.Equal(t, 7, l.Date.Hour(), "in UTC")
}

func TestEightBitSubjectsWithoutADeclarationAreReadByWhatTheyLookLike(t *testing.T) {
	t.Parallel()
	for name, subject := range map[string]string{
		"subject cp1251": "Пропали все поездки с утра", "subject koi8": "Пропали все поездки", "subject latin1": "Problème de véhicule",
		"subject utf8": "Пропали поездки", "subject encoded": "Пропали все поездки с", "unknown charset": "Привет",
	} {
		require.Equal(t, subject, read(name).Subject, name)
	}
	require.Equal(t, "Пропали все поездки с утра", read("subject cp1251").Text)
	require.Equal(t, "Пропали все поездки", read("subject koi8").Text)
	require.Equal(t, "ru", read("subject cp1251").Language)
	require.Equal(t, "a Bcc: victim@example.com", read("subject injects").Subject, "one line, and nothing that turns the reading around")
}

func TestWhatOutlookHidesIsTakenOut(t *testing.T) {
	t.Parallel()
	l := read("winmail.dat")
	require.Len(t, l.Files, 1)
	require.Equal(t, "The contract of March.pdf", l.Files[0].Name)
	require.Equal(t, "%PDF-1.4 contract", string(l.Files[0].Content))
	require.Contains(t, l.Text, "see the contract")
	require.Contains(t, l.Text, "the body within")
	require.Contains(t, read("winmail.dat cut").Text, "the body within")
	l = read("winmail.dat false")
	require.Equal(t, "winmail.dat", l.Files[0].Name)
	require.NotEmpty(t, l.Notes)
}

func TestAnInvitationSaysWhenAndWhere(t *testing.T) {
	t.Parallel()
	l := read("invitation")
	require.Equal(t, &letter.Meeting{Method: "REQUEST", Summary: "Move of the depot, Riga", Place: "Pier 3", Organizer: "ann@fleet.example", Begins: "20260310T090000", Ends: "20260310T100000"}, l.Meeting)
	require.Equal(t, letter.Human, l.Kind)
	require.Equal(t, "invitation.ics", l.Files[0].Name)
	require.Equal(t, letter.Automatic, read("invitation answered").Kind, "a calendar answered, not a person")
}

func TestNothingOfALettersHTMLRunsOrLoads(t *testing.T) {
	t.Parallel()
	l := read("script")
	for _, never := range []string{"steal", "script", "spy.example", "style", "onload", "onerror", "javascript", "data:", "<form", "<input", "<svg", "<iframe", "<title"} {
		require.NotContains(t, strings.ToLower(l.HTML), never)
	}
	require.Contains(t, l.HTML, "<b>there</b>")
	require.Contains(t, l.HTML, `src="cid:logo@x"`)
	require.Contains(t, l.HTML, `href="https://ok.example/x"`)
	require.Contains(t, l.HTML, "noreferrer")
	require.Equal(t, "Hello there\n\na b c\n\nsecond\nline", l.Text)
	l = read("html and text")
	require.Equal(t, "plain words", l.Text)
	require.Equal(t, "<p>html words</p>", l.HTML)
}

func TestWhoWroteIsToldFromHeadersOnly(t *testing.T) {
	t.Parallel()
	for name, kind := range map[string]letter.Kind{
		"plain": letter.Human, "exchange person": letter.Human, "out of office": letter.Automatic, "old out of office": letter.Automatic,
		"newsletter": letter.List, "read receipt": letter.Automatic, "hard bounce": letter.Bounce, "bounce of old qmail": letter.Bounce,
		// Of people, by way of others: nobody's machine answers them.
		"by a group": letter.Human, "with feedback": letter.Human, "for readers alone": letter.List,
	} {
		l := read(name)
		require.Equal(t, kind, l.Kind, name)
		require.Equal(t, name != "plain", l.Quiet, name)
	}
	nobody := letter.Read(corpus["plain"], letter.Envelope{Known: true}, nil)
	require.Equal(t, letter.Automatic, nobody.Kind, "no return path: no person")
	require.Equal(t, letter.Human, letter.Read(corpus["plain"], letter.Envelope{}, nil).Kind, "fetched from a mailbox: there was no envelope")
}

func TestABounceSaysWhoseAddressIsGone(t *testing.T) {
	t.Parallel()
	l := letter.Read(corpus["hard bounce"], letter.Envelope{Known: true}, nil)
	require.Equal(t, letter.Bounce, l.Kind)
	require.Equal(t, "lost@brand.example", l.BouncedID)
	require.Len(t, l.Failures, 1)
	require.Equal(t, "gone@fleet.example", l.Failures[0].Address)
	require.Equal(t, "5.1.1", l.Failures[0].Status)
	require.True(t, l.Failures[0].Hard)
	require.Contains(t, l.Failures[0].Why, "User unknown")
	require.False(t, read("full mailbox").Failures[0].Hard)
	require.False(t, read("late").Failures[0].Hard)
	require.Equal(t, []letter.Failure{{Address: "gone@fleet.example", Hard: true}}, read("bounce of old qmail").Failures)
}

func TestWhatWasQuotedIsFoldedAwayUnlessAnswersStandInIt(t *testing.T) {
	t.Parallel()
	l := read("answer")
	require.Equal(t, "It works again, thank you.", l.Text)
	require.Equal(t, "Ann", l.Signature)
	require.Contains(t, l.Quoted, "Which object is it?")
	for name, text := range map[string]string{"answer broken": "Lorry 7.", "answer in Russian": "Грузовик 7.", "answer of Outlook": "Lorry 7."} {
		require.Equal(t, text, read(name).Text, name)
		require.NotEmpty(t, read(name).Quoted, name)
	}
	l = read("answers between")
	require.Contains(t, l.Text, "This morning")
	require.Empty(t, l.Quoted)
	require.Contains(t, read("forwarded").Text, "The text of Bob.")
}

func TestNamesOfFilesAreHarmless(t *testing.T) {
	t.Parallel()
	var names []string
	for _, f := range read("evil names").Files {
		names = append(names, f.Name)
	}
	require.Equal(t, []string{"boot.ini", "fdp.exe", "file.pdf"}, names)
}

func TestWhatCannotBeReadIsKeptWhole(t *testing.T) {
	t.Parallel()
	require.Equal(t, "at the bottom", read("deep").Text)
	l := read("too deep")
	require.Len(t, l.Files, 1)
	require.Equal(t, corpus["too deep"], l.Files[0].Content)
	require.NotEmpty(t, l.Notes)
	require.Contains(t, read("never ends").Text, "the end is missing")
	require.Contains(t, read("no boundary").Text, "words all the same")
	require.Contains(t, read("broken base64").Text, "Hello world")
	require.Equal(t, "just words", read("no header").Text)
	require.Equal(t, "ann@fleet.example", read("header of chaos").From.Address)
	require.Equal(t, "chaos", read("header of chaos").Subject)
}

func TestALetterOfFiftyMegabytesAndOneToTenThousandPeopleAreRead(t *testing.T) {
	t.Parallel()
	var to strings.Builder
	for range 10_000 {
		to.WriteString("\r\n somebody@crowd.example,")
	}
	l := letter.Read([]byte("From: a@b.example\r\nTo:"+to.String()+"\r\nSubject: all\r\n\r\nx\r\n"), letter.Envelope{}, nil)
	require.Equal(t, "all", l.Subject)
	require.LessOrEqual(t, len(l.To), 50)
	size := 36 << 20
	if racing.Part(t) {
		size = 4 << 20
	}
	big := mixed("Content-Type: text/plain\r\n\r\nsee the film", "Content-Type: video/mp4\r\nContent-Disposition: attachment; filename=film.mp4\r\nContent-Transfer-Encoding: base64\r\n\r\n"+wrap64(bytes.Repeat([]byte("film"), size/4)))
	require.Less(t, len(big), letter.MaxSize)
	l = letter.Read(big, letter.Envelope{}, nil)
	require.Equal(t, "see the film", l.Text)
	require.Len(t, l.Files[0].Content, size)
	long := letter.Read([]byte(plainHead+"\r\n"+strings.Repeat("слово ", size/36)), letter.Envelope{}, nil)
	require.LessOrEqual(t, len(long.Text), 256<<10)
	require.True(t, utf8.ValidString(long.Text))
}

func TestTheSameLetterHasTheSameDigestByWhicheverWay(t *testing.T) {
	t.Parallel()
	one := read("plain").Digest
	again := letter.Read(append([]byte("Received: from mx1 by mx2; Mon\r\nDelivered-To: x\r\n"), corpus["plain"]...), letter.Envelope{}, nil).Digest
	unix := letter.Read(bytes.ReplaceAll(corpus["plain"], []byte("\r\n"), []byte("\n")), letter.Envelope{}, nil).Digest
	require.Equal(t, one, again)
	require.Equal(t, one, unix)
	require.NotEqual(t, one, letter.Read(bytes.ReplaceAll(corpus["plain"], []byte("morning"), []byte("evening")), letter.Envelope{}, nil).Digest)
}

func threads(key string) letter.Threads {
	return letter.Threads{MAC: func(purpose string, data []byte) []byte {
		mac := hmac.New(sha256.New, []byte(key+purpose))
		mac.Write(data)
		return mac.Sum(nil)
	}}
}

func TestAConversationIsFoundByWhatOnlyWeCouldHaveWritten(t *testing.T) {
	t.Parallel()
	ours := threads("k")
	desk, other, ticket, message := uuid.New(), uuid.New(), uuid.New(), uuid.New()
	token := ours.Token(desk, ticket)
	require.Len(t, token, letter.TokenLength)
	address, ok := letter.Detailed("support@brand.example", token)
	require.True(t, ok)
	found, ok := ours.Find(desk, letter.Letter{}, strings.ToUpper(address))
	require.True(t, ok)
	require.Equal(t, ticket, found)
	id := ours.MessageID(desk, ticket, message, "brand.example")
	found, ok = ours.Find(desk, letter.Letter{References: []string{"x@y", id}})
	require.True(t, ok)
	require.Equal(t, ticket, found)
	for name, forged := range map[string]letter.Letter{
		"of another desk":         {InReplyTo: []string{ours.MessageID(other, ticket, message, "brand.example")}},
		"of another installation": {InReplyTo: []string{threads("x").MessageID(desk, ticket, message, "brand.example")}},
		"guessed":                 read("forged thread"),
	} {
		_, ok = ours.Find(desk, forged, "support+"+ticket.String()+"@brand.example", "support@brand.example")
		require.False(t, ok, name)
	}
	_, ok = letter.Detailed("a-very-long-name-of-a-support-desk@brand.example", token)
	require.False(t, ok)
}

func TestOurOwnLettersAreKnownWhenTheyComeBack(t *testing.T) {
	t.Parallel()
	ours := threads("k")
	desk := uuid.New()
	back := append([]byte(letter.TraceHeader+": "+ours.Trace(desk, uuid.New())+"\r\n"), corpus["plain"]...)
	is := func(mark string) bool { return ours.Ours(desk, mark) }
	require.Equal(t, letter.Loop, letter.Read(back, letter.Envelope{From: "x@y.example", Known: true}, is).Kind)
	forged := append([]byte(letter.TraceHeader+": "+threads("x").Trace(desk, uuid.New())+"\r\n"), corpus["plain"]...)
	require.Equal(t, letter.Human, letter.Read(forged, letter.Envelope{From: "x@y.example", Known: true}, is).Kind, "nobody can have a letter thrown away by a mark")
}

func TestLanguagesAreTold(t *testing.T) {
	t.Parallel()
	for lang, text := range map[string]string{
		"en": "Hello, the tracker is not working since yesterday, please help", "es": "Hola, el rastreador no funciona desde ayer, por favor",
		"pt": "Olá, o rastreador não funciona desde ontem, por favor", "fr": "Bonjour, le traceur ne fonctionne pas depuis hier, merci", "ru": "Здравствуйте, трекер не работает", "": "7",
	} {
		require.Equal(t, lang, letter.Read([]byte(plainHead+"\r\n"+text+"\r\n"), letter.Envelope{}, nil).Language, text)
	}
}

func FuzzNoLetterDoesHarm(f *testing.F) {
	for _, raw := range corpus {
		f.Add(raw)
	}
	f.Fuzz(func(t *testing.T, raw []byte) {
		l := letter.Read(raw, letter.Envelope{From: "a@b.example", Known: true}, func(string) bool { return false })
		for _, text := range []string{l.Subject, l.Text, l.Quoted, l.HTML, l.From.Name, l.From.Address} {
			if !utf8.ValidString(text) {
				t.Fatalf("not UTF-8: %q", text)
			}
		}
		if strings.ContainsAny(l.Subject+l.From.Address+l.From.Name, "\r\n") {
			t.Fatal("a header has become two")
		}
		if strings.Contains(strings.ToLower(l.HTML), "<script") {
			t.Fatalf("a script has stayed: %q", l.HTML)
		}
		for _, file := range l.Files {
			if strings.ContainsAny(file.Name, "/\\\x00") || file.Name == "" || file.Name == ".." {
				t.Fatalf("a name that is a path: %q", file.Name)
			}
		}
		if again := letter.Read(raw, letter.Envelope{From: "a@b.example", Known: true}, func(string) bool { return false }); again.Digest != l.Digest || again.Text != l.Text {
			t.Fatal("the same bytes read differently")
		}
	})
}
