package legal_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/platform/legal"
)

func TestADocumentSaysTheHoursInItsOwnLanguage(t *testing.T) {
	t.Parallel()
	w := setup(t)
	require.NoError(t, w.db.InTenant(t.Context(), w.realm, func(tx *db.Tx) error {
		_, err := tx.Exec(t.Context(), `insert into support_contacts (tenant_id, hours, hours_in) values ($1, 'Mon–Fri 9–18', '{"ru": "пн–пт 9–18"}')
			on conflict (tenant_id) do update set hours = excluded.hours, hours_in = excluded.hours_in`, w.realm.Tenant())
		return err
	}))
	shown, err := w.legal.Preview(t.Context(), w.realm, []legal.Text{{Locale: "en", Body: "{{support_hours}}"}, {Locale: "ru", Body: "{{support_hours}}"}, {Locale: "fr", Body: "{{support_hours}}"}})
	require.NoError(t, err)
	require.Empty(t, shown.Missing)
	require.Equal(t, "Mon–Fri 9–18", shown.Texts[0].Body)
	require.Equal(t, "пн–пт 9–18", shown.Texts[1].Body)
	require.Equal(t, "Mon–Fri 9–18", shown.Texts[2].Body, "of a language without words of its own, those for all")
}
