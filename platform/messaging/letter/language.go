package letter

import (
	"strings"
	"unicode"
)

// common are words that stand in nearly every sentence of a language.
var common = map[string][]string{
	"en": {"the", "and", "is", "are", "not", "my", "you", "please", "for", "with", "have", "this", "hello", "it", "we", "our", "does", "on", "i", "since"},
	"es": {"el", "los", "las", "que", "una", "está", "por", "favor", "hola", "mi", "con", "para", "pero", "muy", "gracias", "desde", "y", "del", "no", "se"},
	"pt": {"o", "os", "uma", "não", "está", "por", "favor", "olá", "meu", "minha", "com", "para", "mas", "muito", "obrigado", "obrigada", "desde", "e", "do", "da"},
	"fr": {"le", "les", "une", "est", "pas", "mon", "ma", "avec", "pour", "bonjour", "merci", "nous", "vous", "je", "depuis", "et", "du", "ne", "sur", "s'il"},
}

// language tells what a letter is written in: what it declares, if that is one of ours, else by its commonest words.
func language(declared, text string) string {
	declared = strings.ToLower(strings.TrimSpace(declared))
	if len(declared) >= 2 && (len(declared) == 2 || declared[2] == '-' || declared[2] == '_') {
		switch declared[:2] {
		case "en", "ru", "es", "pt", "fr":
			return declared[:2]
		}
	}
	var cyrillic, latin int
	text = shorten(text, 8<<10)
	for _, c := range text {
		switch {
		case unicode.Is(unicode.Cyrillic, c):
			cyrillic++
		case unicode.Is(unicode.Latin, c):
			latin++
		}
	}
	if cyrillic > latin/2 && cyrillic > 3 {
		return "ru"
	}
	counts := map[string]int{}
	for word := range strings.FieldsFuncSeq(strings.ToLower(text), func(c rune) bool { return !unicode.IsLetter(c) && c != '\'' }) {
		for lang, list := range common {
			for _, known := range list {
				if word == known {
					counts[lang]++
				}
			}
		}
	}
	best, most, second := "", 0, 0
	for _, lang := range []string{"en", "es", "pt", "fr"} {
		switch n := counts[lang]; {
		case n > most:
			best, most, second = lang, n, most
		case n > second:
			second = n
		}
	}
	if most < 2 || most == second {
		return ""
	}
	return best
}
