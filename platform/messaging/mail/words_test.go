package mail_test

import (
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/themes/letters"
)

func TestALetterLeavesInItsRealmsOwnWordsAndInOursWhereTheyCannotBeFilled(t *testing.T) {
	t.Parallel()
	w := setup(t, nil)
	ctx := t.Context()
	say := func(body string) {
		words, err := json.Marshal(letters.Words{}.With("reset", "ru", &letters.Text{Subject: "Ключ для {{login}}", Body: body}))
		require.NoError(t, err)
		require.NoError(t, w.db.InTenant(ctx, w.realms[0], func(tx *db.Tx) error {
			_, err := tx.Exec(ctx, `update brands set words = $2 where tenant_id = $1`, w.realms[0].Tenant(), words)
			return err
		}))
	}
	say("{{greeting}}\n\nВот он, от **{{brand}}**.\n\n[Взять]({{link}})")
	require.NoError(t, w.people.AskReset(ctx, visit(w.realms[0], "north.example"), "anna", "ru"))
	require.NoError(t, w.people.AskReset(ctx, visit(w.realms[1], "south.example"), "anna@example.com", "ru"))
	w.work(t)
	var own, others int
	for _, l := range w.catcher.Letters("anna@example.com") {
		if l.From != "no-reply@north.example" {
			require.NotContains(t, l.Subject, "Ключ", "another realm says it as before")
			others++
			continue
		}
		require.Equal(t, "Ключ для anna", l.Subject)
		require.Contains(t, l.HTML, "<strong>North Fleet</strong>")
		require.Contains(t, l.Text, "Здравствуйте, Анна!")
		require.Contains(t, l.Text, "https://north.example/reset#")
		own++
	}
	require.Equal(t, [2]int{1, 1}, [2]int{own, others})

	// The realm has not said what its company is called: no letter is kept back for that.
	say("{{company}}\n\n{{link}}")
	require.NoError(t, w.people.AskReset(ctx, visit(w.realms[0], "north.example"), "anna", "ru"))
	w.work(t)
	ours := 0
	for _, l := range w.catcher.Letters("anna@example.com") {
		if l.From == "no-reply@north.example" && l.Subject == "Новый пароль для North Fleet" {
			ours++
		}
	}
	require.Equal(t, 1, ours)
}
