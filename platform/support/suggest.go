package support

import (
	"regexp"
	"strings"
	"unicode"
)

// abuse finds what staff need not bear (support policy 6, 7); it suggests, a person decides.
var abuse = regexp.MustCompile(`(?i)\b(fuck\w*|shit\w*|asshole\w*|bastard\w*|idiots?|morons?)\b|(?:^|\P{L})(сук[аи]|бля\p{L}*|хуй\p{L}*|пизд\p{L}*|мудак\p{L}*|идиот\p{L}*|дебил\p{L}*|урод[ы]?)(?:\P{L}|$)`)

// fewWords is what is called monosyllabic: "Activate", "It does not work by your fault".
const fewWords = 8

// Suggest tells why a ticket might not be answered: empty, subject_only, monosyllabic, no_reply, abuse. Nothing is done about it by itself.
func Suggest(t Ticket, list []Message, attachments, clarifications int) []string {
	suggested := []string{}
	var said []string
	for _, m := range list {
		if m.Kind == Asked && !m.Machine {
			said = append(said, m.Body)
		}
	}
	all := strings.TrimSpace(strings.Join(said, "\n"))
	words := strings.FieldsFunc(all, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '\'' })
	switch {
	case len(words) == 0 && attachments == 0 && (t.Subject == "" || t.Subject == noSubject):
		suggested = append(suggested, "empty")
	case len(words) == 0 && attachments == 0:
		suggested = append(suggested, "subject_only")
	case len(words) <= fewWords && attachments == 0 && len(t.Facts) <= 2 && len(said) == 1 && !strings.ContainsFunc(all, unicode.IsDigit):
		suggested = append(suggested, "monosyllabic")
	}
	if t.Awaiting && t.Unanswered >= clarifications {
		suggested = append(suggested, "no_reply")
	}
	if abuse.MatchString(t.Subject + "\n" + all) {
		suggested = append(suggested, "abuse")
	}
	return suggested
}
