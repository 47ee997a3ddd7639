package letters

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/liveryhq/livery/themes"
)

func book(t require.TestingT) *Book {
	b, err := New()
	require.NoError(t, err)
	return b
}

func frame(t require.TestingT) Frame {
	theme, err := themes.Compile(themes.DemoPolaris().Tokens)
	require.NoError(t, err)
	return Frame{Brand: "Polaris", Theme: theme}
}

func TestOursWrittenAsSomebodyWouldReadsAsOursAndIsWithoutFault(t *testing.T) {
	t.Parallel()
	b, f := book(t), frame(t)
	for _, name := range b.Names() {
		k, ok := b.Kind(name)
		require.True(t, ok)
		for _, lang := range Languages() {
			ours := b.Ours(name, lang)
			if k.Group == GroupPaper {
				require.Empty(t, ours, name)
				continue
			}
			own, faults := b.Parse(name, ours)
			require.Empty(t, faults, "%s in %s: %s", name, lang, ours.Body)
			if k.Group != GroupLetter {
				continue
			}
			v := Values{Params: b.Sample(k, lang), Link: "https://polaris.test/x#y"}
			standard, err := b.Write(name, lang, v, f)
			require.NoError(t, err)
			written, err := b.WriteOwn(own, lang, v, f)
			require.NoError(t, err)
			require.Equal(t, standard.HTML, written.HTML, "%s in %s", name, lang)
			require.Equal(t, standard.Subject, written.Subject)
			require.Contains(t, written.Text, "https://polaris.test/x#y")
			require.NotContains(t, written.Text+written.Subject+written.HTML, "{{")
			for _, variable := range k.Variables {
				require.NotEmpty(t, b.Examples(k, lang)[variable], "%s of %s", variable, name)
			}
		}
	}
}

func TestWhatIsWrongInATextIsToldAtItsPlaceWithWhatWasMeant(t *testing.T) {
	t.Parallel()
	b := book(t)
	ok := "Hello\n\n[Go]({{link}})"
	for name, c := range map[string]struct {
		subject, body string
		want          Fault
	}{
		"a misspelt variable":              {"New", "First line\nOf {{lgin}}.\n\n{{link}}", Fault{"body", 2, 4, "{{lgin}}", "unknown_variable", "login"}},
		"another letter's variable":        {"New", "{{passkey}} {{link}}", Fault{"body", 1, 1, "{{passkey}}", "unknown_variable", ""}},
		"a wrong variable in a heading":    {"New", "# Für {{brnad}}\n\n{{link}}", Fault{"body", 1, 7, "{{brnad}}", "unknown_variable", "brand"}},
		"a wrong variable in a subject":    {"Of {{brnd}}", ok, Fault{"subject", 1, 4, "{{brnd}}", "unknown_variable", "brand"}},
		"a link in a subject":              {"At {{link}}", ok, Fault{"subject", 1, 4, "{{link}}", "unknown_variable", ""}},
		"one brace instead of two":         {"New", "Of {login}\n\n{{link}}", Fault{"body", 1, 4, "{login}", "single_braces", "login"}},
		"braces that are left open":        {"New", "Of {{login\n\n{{link}}", Fault{"body", 1, 4, "{{", "variable_open", ""}},
		"braces that were not opened":      {"New", "Of login}}\n\n{{link}}", Fault{"body", 1, 9, "}}", "variable_open", ""}},
		"bold that is left open":           {"New", "Of **login\n\n{{link}}", Fault{"body", 1, 4, "**", "bold_open", ""}},
		"HTML":                             {"New", "Of <b>login\n\n{{link}}", Fault{"body", 1, 4, "<b>", "no_html", ""}},
		"a script":                         {"New", "{{link}}\n\n<script src=x>", Fault{"body", 3, 1, "<script src=x>", "no_html", ""}},
		"a link to a script":               {"New", "{{link}} [x](javascript:alert)", Fault{"body", 1, 10, "[x](javascript:alert)", "bad_link", ""}},
		"a link that is not encrypted":     {"New", "{{link}} [x](http://a.test)", Fault{"body", 1, 10, "[x](http://a.test)", "bad_link", ""}},
		"no link where one must be":        {"New", "Of {{login}}", Fault{"body", 1, 1, "", "variable_needed", "link"}},
		"no words":                         {"New", "", Fault{"body", 1, 1, "", "text_empty", ""}},
		"no subject":                       {" ", ok, Fault{"subject", 1, 1, "", "text_empty", ""}},
		"too many words":                   {"New", ok + strings.Repeat("x", longestBody), Fault{"body", 1, 1, "", "text_long", ""}},
		"something that turns the writing": {"New", "a\u202eb {{link}}", Fault{"body", 1, 2, "", "bad_text", ""}},
		"a subject of two lines":           {"New\nBcc: x", ok, Fault{"subject", 1, 4, "", "bad_text", ""}},
	} {
		_, faults := b.Parse("reset", Text{c.subject, c.body})
		require.Contains(t, faults, c.want, name)
		require.NotEmpty(t, c.want.Remedy())
	}
}

func TestWhatSomebodyHasTypedStandsInALetterAsText(t *testing.T) {
	t.Parallel()
	b, f := book(t), frame(t)
	own, faults := b.Parse("invitation", Text{"{{tenant}} calls", "Come **to {{tenant}}**,\n{{inviter}} [reads this](https://a.test/?b=1&c=2) & [asks]({{link}})"})
	require.Empty(t, faults)
	written, err := b.WriteOwn(own, "en", Values{Params: map[string]string{"tenant": "<b>[x](https://evil.test)</b>\r\nBcc: a@b", "inviter": "{{link}}**"}, Link: "https://p.test/t"}, f)
	require.NoError(t, err)
	require.Equal(t, "<b>[x](https://evil.test)</b> Bcc: a@b calls", written.Subject)
	require.Equal(t, "Come to <b>[x](https://evil.test)</b> Bcc: a@b,\r\n{{link}}** reads this (https://a.test/?b=1&c=2) & asks (https://p.test/t)\r\n\r\n-- \r\n"+
		"Polaris has sent you this letter because of your account there. A machine wrote it: nobody reads answers to it.\r\n", written.Text)
	require.Contains(t, written.HTML, `Come <strong>to </strong><strong>&lt;b&gt;[x](https://evil.test)&lt;/b&gt; Bcc: a@b</strong>,<br>{{link}}** <a href="https://a.test/?b=1&amp;c=2"`)
	require.NotContains(t, written.HTML, `href="https://evil.test`)
}

func TestALetterThatCannotBeFilledIsNotWrittenAndAFootThatCannotIsOurs(t *testing.T) {
	t.Parallel()
	b, f := book(t), frame(t)
	own, faults := b.Parse("reset", Text{"New", "{{login}} of {{company}}\n\n{{link}}"})
	require.Empty(t, faults)
	v := Values{Params: map[string]string{"login": "anna"}, Link: "https://p.test/t"}
	_, err := b.WriteOwn(own, "en", v, f)
	require.ErrorIs(t, err, ErrUnfilled)
	foot, faults := b.Parse(Foot, Text{Body: "{{company}}, **{{registration}}**"})
	require.Empty(t, faults)
	f.Foot = &foot
	written, err := b.Write("reset", "en", v, f)
	require.NoError(t, err)
	require.Contains(t, written.Text, "-- \r\nPolaris has sent you")
	v.Params["company"], v.Params["registration"] = "Polaris Ltd", "123"
	written, err = b.WriteOwn(own, "ru", v, f)
	require.NoError(t, err)
	require.True(t, strings.HasSuffix(written.Text, "-- \r\nPolaris Ltd, 123\r\n"), written.Text)
	require.Contains(t, written.HTML, "Polaris Ltd, <strong>123</strong>")
	require.Contains(t, written.Text, "Выбрать новый пароль:\r\nhttps://p.test/t")
}

func TestATextThatSaysWhoseItIsIsTold(t *testing.T) {
	t.Parallel()
	names := []string{"Polaris Nord", "ООО «Полярис»", ""}
	for _, body := range []string{"Welcome to POLARIS", "Ваш Полярис.", "at www.x", "write to a@b", "see example.com", "call +7 815 200-00-00", "[x](https://x.test)"} {
		require.NotEmpty(t, Text{"Subject", body}.Betrays(names...), body)
	}
	for _, body := range []string{"Welcome to {{brand}}", "Ask {{support_email}} by 2026.", "In 24 hours. Then go on."} {
		require.Empty(t, Text{"Subject", body}.Betrays(names...), body)
	}
	b := book(t)
	for _, name := range b.Names() {
		for _, lang := range Languages() {
			require.Empty(t, b.Ours(name, lang).Betrays(names...), name)
		}
	}
}

// Whatever is written and whatever it is filled with: no tag but ours comes into a letter, and nothing breaks a line of its subject.
func TestNoTextAndNoValueBringsATagIntoALetter(t *testing.T) {
	t.Parallel()
	b, f := book(t), frame(t)
	rapid.Check(t, func(t *rapid.T) {
		parts := rapid.SliceOfN(rapid.SampledFrom([]string{"{{", "}}", "{", "login", "{{login}}", "{{link}}", "**", "[", "](", ")", "https://a.test", "<script>", "<", ">", "\"", "'", "\n", "\n\n", "# ", "javascript:", "é", "&lt;", "{{brand}}"}), 1, 20).Draw(t, "parts")
		typed := strings.Join(rapid.SliceOfN(rapid.SampledFrom([]string{"<script>", "</p>", "\"", "'", "{{link}}", "**", "\r\n", "[a](https://evil.test)", "x", "&"}), 1, 6).Draw(t, "typed"), "")
		own, faults := b.Parse("reset", Text{"S {{login}}", strings.Join(parts, "")})
		if len(faults) > 0 {
			for _, fault := range faults {
				require.Positive(t, fault.Line)
				require.Positive(t, fault.Place)
			}
			return
		}
		written, err := b.WriteOwn(own, "en", Values{Params: map[string]string{"login": "x" + typed}, Link: "https://p.test/t"}, f)
		require.NoError(t, err)
		require.NotContains(t, written.HTML, "<script")
		require.NotContains(t, written.HTML, `href="https://evil.test`)
		require.NotContains(t, written.HTML, `href="javascript`)
		require.NotContains(t, written.Subject, "\n")
		require.Contains(t, written.HTML, "https://p.test/t")
	})
}
