package web

import (
	"bytes"
	"fmt"
	"html/template"
	"maps"
	"net/http"
	"strings"
	"sync"
)

// LettersPolicy is the content security policy of the pages by which readers answer: as the site's, and a form that comes back here.
const LettersPolicy = "default-src 'none'; style-src 'self'; img-src 'self'; font-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"

// What a page tells a reader who is nobody's user, or asks of them.
const (
	LettersAsk     = "ask"
	LettersYes     = "yes"
	LettersStop    = "stop"
	LettersStopped = "stopped"
	LettersGone    = "gone"
)

// LettersVisit is what such a page is made of.
type LettersVisit struct {
	Branding *Branding
	Lang     string
	// Page is one of the above.
	Page string
	// Tenant whose letters they are, and the Address they go to.
	Tenant, Address string
	// Action is where the form goes.
	Action string
}

var lettersPage = sync.OnceValue(func() *template.Template {
	return template.Must(template.ParseFS(siteFiles, "site/letters.html"))
})

type lettersAct struct {
	Do, Name string
	Plain    bool
}

// LettersPage is the HTML of a page by which somebody who is nobody's user lets letters come, or stops them. It needs no script: readers
// open it wherever they read letters.
func LettersPage(v LettersVisit) ([]byte, error) {
	t := SiteWords(v.Lang)
	if t == nil {
		return nil, fmt.Errorf("web: the site does not speak %q", v.Lang)
	}
	title, text, acts := t["lettersGoneTitle"], t["lettersGone"], []lettersAct(nil)
	switch v.Page {
	case LettersAsk:
		title, text, acts = t["lettersAskTitle"], t["lettersAsk"], []lettersAct{{"yes", t["lettersYes"], false}, {"no", t["lettersNo"], true}}
	case LettersYes:
		title, text = t["lettersYesTitle"], t["lettersYesText"]
	case LettersStop:
		title, text, acts = t["lettersStopTitle"], t["lettersStop"], []lettersAct{{"stop", t["lettersStopButton"], false}}
	case LettersStopped:
		title, text, acts = t["lettersStoppedTitle"], t["lettersStopped"], []lettersAct{{"again", t["lettersAgain"], true}}
	}
	text = strings.NewReplacer("{tenant}", v.Tenant, "{brand}", v.Branding.Name, "{address}", v.Address).Replace(text)
	return narrowPage(v.Branding, v.Lang, map[string]any{"Title": title, "Text": text, "Acts": acts, "Action": v.Action})
}

// ProblemPage is the HTML of an answer that shows nothing of what was asked for, in a brand's look: what kind of trouble there is by the
// status, and a way out. It names nobody but the brand.
func ProblemPage(b *Branding, lang string, status int) ([]byte, error) {
	t := SiteWords(lang)
	if t == nil {
		return nil, fmt.Errorf("web: the site does not speak %q", lang)
	}
	kind := "problemOther"
	switch {
	case status == http.StatusNotFound || status == http.StatusGone:
		kind = "problemGone"
	case status == http.StatusTooManyRequests || status == http.StatusServiceUnavailable:
		kind = "problemBusy"
	case status >= http.StatusInternalServerError:
		kind = "problemOurs"
	}
	return narrowPage(b, lang, map[string]any{"Title": t[kind+"Title"], "Text": t[kind], "Home": t["problemHome"]})
}

// narrowPage is a page of one paragraph in a brand's look.
func narrowPage(of *Branding, lang string, shown map[string]any) ([]byte, error) {
	icon, iconType := of.Icon()
	maps.Copy(shown, map[string]any{"Lang": lang, "Brand": of.Name, "Hash": of.Theme.Hash, "Tokens": of.Theme.Tokens, "Icon": icon, "IconType": iconType,
		"Logo": of.barLogo(), "Scheme": of.fixedScheme()})
	var b bytes.Buffer
	err := lettersPage().ExecuteTemplate(&b, "letters.html", shown)
	if err != nil {
		return nil, fmt.Errorf("web: write a page of one paragraph: %w", err)
	}
	return b.Bytes(), nil
}
