package facts

import (
	"regexp"
	"strings"
)

// Masked stands for what was taken out.
const Masked = "▒▒▒"

// patterns of what tells of a person or a device: addresses, numbers of phones and devices, coordinates, network addresses, secrets.
var patterns = []*regexp.Regexp{ //nolint:gochecknoglobals // compiled once
	regexp.MustCompile(`[\p{L}0-9._%+-]+@[\p{L}0-9-]+(\.[\p{L}0-9-]+)+`),
	regexp.MustCompile(`https?://\S+`),
	regexp.MustCompile(`\+?\d[\d ()./-]{6,}\d`),
	regexp.MustCompile(`\b\d{1,3}\.\d{4,}\b`),
	regexp.MustCompile(`\b(?:[0-9a-fA-F]{1,4}:){3,7}[0-9a-fA-F]{0,4}\b`),
	regexp.MustCompile(`(?i)\b(password|passwd|pwd|пароль|token|ключ|key)\s*[:=]\s*\S+`),
}

// Redact masks what tells of a person or a device, and each of the words given: names, logins, what an object is called. It suggests; a
// person reads it before anything is sent.
func Redact(text string, words ...string) (redacted string, masked int) {
	for _, word := range words {
		if word = strings.TrimSpace(word); len([]rune(word)) < 2 {
			continue
		}
		fold := regexp.MustCompile(`(?i)` + regexp.QuoteMeta(word))
		text = fold.ReplaceAllStringFunc(text, func(string) string { masked++; return Masked })
	}
	for _, p := range patterns {
		text = p.ReplaceAllStringFunc(text, func(string) string { masked++; return Masked })
	}
	return text, masked
}
