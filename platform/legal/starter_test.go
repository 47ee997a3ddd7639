package legal_test

import (
	"encoding/json"
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/liveryhq/livery/platform/legal"
)

// quoted is what a text puts between the quotation marks of its language.
var quoted = regexp.MustCompile(`«\s?([^»]+?)\s?»|"([^"]+)"`)

// words collects the texts of the web app in a language.
func words(t *testing.T, locale string) map[string]bool {
	t.Helper()
	content, err := os.ReadFile("../../web/src/i18n/" + locale + ".json")
	require.NoError(t, err)
	var tree map[string]any
	require.NoError(t, json.Unmarshal(content, &tree))
	all := map[string]bool{}
	var walk func(any)
	walk = func(v any) {
		switch v := v.(type) {
		case map[string]any:
			for _, one := range v {
				walk(one)
			}
		case string:
			all[v] = true
		}
	}
	walk(tree)
	return all
}

func TestOurOwnTextsNameScreensByTheWordsOfTheApp(t *testing.T) {
	t.Parallel()
	// Whom a text speaks to, and what a bank is told.
	others := []string{"you", "вы", "usted", "você", "vous", "Personal Account top-up, account #", "Пополнение лицевого счёта, счёт №",
		"Recarga de la cuenta personal, cuenta n.º", "Recarga da conta pessoal, conta n.º", "Rechargement du compte personnel, compte n°"}
	apps := map[string]map[string]bool{}
	named := map[string]int{}
	for _, kind := range legal.Kinds() {
		texts, err := legal.Starter(kind)
		require.NoError(t, err)
		for _, text := range texts {
			if apps[text.Locale] == nil {
				apps[text.Locale] = words(t, text.Locale)
				for _, other := range others {
					apps[text.Locale][other] = true
				}
			}
			for _, found := range quoted.FindAllStringSubmatch(text.Body, -1) {
				name := strings.TrimSpace(found[1] + found[2])
				require.True(t, apps[text.Locale][name], "%s %s: the app says nowhere %q", kind, text.Locale, name)
				named[text.Locale]++
			}
		}
	}
	require.Len(t, named, 5)
}
