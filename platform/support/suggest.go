package support

import (
	"regexp"
	"strings"
	"unicode"

	"github.com/liveryhq/livery/platform/support/facts"
)

// abuse finds what staff need not bear (support policy 6, 7), in the languages of a desk; it suggests, a person decides.
var abuse = word(`fuck\pL*|shit\pL*|asshole\pL*|bastard\pL*|idiots?|morons?|` +
	`сук[аи]|бля\pL*|хуй\pL*|пизд\pL*|мудак\pL*|идиот\pL*|дебил\pL*|урод[ы]?|сволоч\pL*|ублюд\pL*|` +
	`idiotas?|imb[eé]cil(?:es)?|gilipollas|cabr[oó]n(?:es)?|pendejos?|mierdas?|putas?|` +
	`imbecis|merdas?|caralho|porra|otários?|` +
	`idiote?s?|imbéciles?|connard\pL*|connasses?|abrutie?s?|salauds?|merdes?|putain|encul\pL*`)

// empty finds what says nothing of what happens, however many of its words there are: "I did everything right, it does not work by
// your fault" (support policy 7).
var empty = word(`hello|hi|please|urgent(?:ly)?|help(?: me| us)?|fix it|activate(?: it)?|what(?: is|'s|’s) the (?:problem|matter)|what (?:should|do|shall) (?:i|we) do|` +
	`(?:i|we) (?:did|have done) (?:everything|all|it)(?: right| correctly)?|(?:it|nothing|that)? ?(?:does not|doesn't|doesn’t|is not|isn't|isn’t|not) work(?:s|ing)?|nothing works|(?:it is |it's |by |through )?your fault|` +
	`здравствуйте|добрый день|привет|пожалуйста|срочно|помогите|почините|сделайте|активируйте|активировать|подключите|в ч[её]м (?:дело|проблема)|что (?:мне |нам )?делать|` +
	`(?:я |мы )?вс[её] (?:с?делал\pL*|настроил\pL*)(?: правильно| верно| как надо| как написано)?|(?:это |у меня |у нас |ничего |вс[её] )?не работает|(?:это )?(?:по )?ваш\pL+ вин\pL+|(?:это )?вы виноваты|` +
	`hola|por favor|urgente|ayuda|ayúdenme|activar|activen?|cuál es el problema|qué (?:hago|debo hacer|hacemos)|(?:lo )?(?:hice|hemos hecho) todo(?: bien| correctamente)?|no (?:me )?funciona(?: nada)?|(?:es |por )?(?:su|vuestra) culpa|` +
	`olá|oi|bom dia|ajuda|ativar|ativem?|qual é o problema|o que (?:eu )?(?:faço|devo fazer|fazemos)|(?:fiz|fizemos) tudo(?: certo| corretamente)?|não (?:está )?funciona(?:ndo)?(?: nada)?|(?:é |por )?(?:sua culpa|culpa (?:sua|de vocês))|` +
	`bonjour|s(?:'|’)il vous pla[iî]t|svp|aidez(?:-| )moi|activer|activez|quel est le problème|que (?:dois-je|faut-il) faire|(?:j(?:'|’)ai|nous avons) tout (?:bien )?fait(?: correctement| comme il faut)?|(?:ça|cela|rien) ne (?:marche|fonctionne)(?: pas)?|(?:c(?:'|’)est |par )?(?:de )?votre faute`)

// word finds whole words of any alphabet.
func word(these string) *regexp.Regexp {
	return regexp.MustCompile(`(?i)(^|\PL)(?:` + these + `)(\PL|$)`)
}

const (
	// fewWords is what is called monosyllabic: "Activate", "It does not work".
	fewWords = 8
	// hollow is how few words may be left of a longer text once what says nothing is taken out of it.
	hollow = 2
)

// byItself is told by the software where it can: it says nothing of what whoever asks has thought of.
var byItself = map[string]bool{ //nolint:gochecknoglobals // a table
	facts.Username: true, facts.Account: true, facts.App: true, facts.AppVersion: true, facts.OS: true, facts.OSVersion: true, facts.Page: true,
	facts.Product: true, facts.ProductVersion: true,
}

func words(s string) []string {
	return strings.FieldsFunc(s, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '\'' && r != '’' })
}

// monosyllabic: so few words that nobody knows what is asked, and no figure, file or fact beside them that tells it.
func monosyllabic(all string, told int) bool {
	if told > 0 || strings.ContainsFunc(all, unicode.IsDigit) {
		return false
	}
	if len(words(all)) <= fewWords {
		return true
	}
	left := all
	for range 2 { // what ends one phrase begins the next, and is not found twice at once
		left = empty.ReplaceAllString(left, "$1$2")
	}
	return len(words(left)) <= hollow
}

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
	told := 0
	for name := range t.Facts {
		if !byItself[name] {
			told++
		}
	}
	switch nothing := len(words(all)) == 0 && attachments == 0; {
	case nothing && (t.Subject == "" || t.Subject == noSubject):
		suggested = append(suggested, "empty")
	case nothing:
		suggested = append(suggested, "subject_only")
	case attachments == 0 && len(said) == 1 && monosyllabic(all, told):
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
