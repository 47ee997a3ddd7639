package legal_test

import (
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/internal/testdb"
	"github.com/liveryhq/livery/platform/legal"
	"github.com/liveryhq/livery/tenant"
)

func TestBothWhoHaveSignedAreToldOfADocumentByAgreementAndNobodyElse(t *testing.T) {
	t.Parallel()
	w := setup(t)
	other := w.open(w.realm, tenant.Account, "Otso")
	var root uuid.UUID
	require.NoError(t, w.db.Worker(t.Context(), func(tx *db.Tx) error {
		return tx.QueryRow(t.Context(), `select id from tenants where kind = 'platform'`).Scan(&root)
	}))
	file := w.sign(w.realm, w.account.Tenant(), "A-17")
	testdb.Hook(t, w.db, w.realm.Tenant(), w.account.Tenant(), other.Tenant(), root)
	both := func(what, kind string) {
		t.Helper()
		for _, id := range []uuid.UUID{w.realm.Tenant(), w.account.Tenant()} {
			list := testdb.Heard(t, w.db, id)
			require.Len(t, list, 1, what)
			require.Equal(t, kind, list[0].Type)
			require.Contains(t, list[0].Body, "A-17")
		}
		require.Empty(t, testdb.Heard(t, w.db, other.Tenant()), what)
		require.Empty(t, testdb.Heard(t, w.db, root), what)
	}
	inForce, err := w.agree(legal.Terms, file, 0)
	require.NoError(t, err)
	both("signed", "agreement.signed")
	announced, err := w.agree(legal.SMS, file, 48*time.Hour)
	require.NoError(t, err)
	both("signed, for later", "agreement.signed")
	require.NoError(t, w.legal.EndAgreed(t.Context(), w.realm, w.account.Tenant(), announced, time.Time{}))
	both("taken back before its date", "agreement.withdrawn")
	require.NoError(t, w.legal.EndAgreed(t.Context(), w.realm, w.account.Tenant(), inForce, w.clock.Now().Add(20*24*time.Hour)))
	both("has an end", "agreement.ended")
}
