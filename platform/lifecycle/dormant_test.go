package lifecycle_test

import (
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/liveryhq/livery/billing/topup"
	"github.com/liveryhq/livery/internal/errs"
)

func TestAnAccountWhereNobodyWasForTwoYearsAndThatHasNoMoneyIsListedWarnedAndRemoved(t *testing.T) {
	t.Parallel()
	w := setup(t)
	// Opened by the database's own clock, which is not the world's.
	anna, boris, clara, dora := w.account(w.north, "Anna", "anna"), w.account(w.north, "Boris", "boris"), w.account(w.north, "Clara", "clara"), w.account(w.north, "Dora", "dora")
	other := w.account(w.harbour, "Elsewhere", "elsa")
	w.worker(`update tenants set created_at = $1 where kind = 'account'`, noon.AddDate(-5, 0, 0))
	w.worker(`update customers set created_at = $1 where kind = 'account'`, noon.AddDate(-5, 0, 0))
	visit := func(who string, at time.Time) {
		w.worker(`insert into sessions (id, tenant_id, user_id, host, refresh_hash, rotated_at, created_at, seen_at, expires_at)
			select gen_random_uuid(), tenant_id, id, 'x', decode(md5(random()::text), 'hex'), $2, $2, $2, $2::timestamptz + interval '1 day' from users where login = $1`, who, at)
	}
	visit("anna", noon.AddDate(0, -25, 0))
	visit("boris", noon.AddDate(0, -22, 0))
	visit("clara", noon.AddDate(0, -40, 0))
	_, err := w.topups.TakeCash(t.Context(), w.north, topup.Cash{Customer: clara.Tenant(), Currency: "EUR", Amount: 1, Comment: "a cent"})
	require.NoError(t, err)

	list, err := w.Dormant(w.as(), w.north)
	require.NoError(t, err)
	require.Len(t, list, 2, "who was never there, and who was long ago; not who has a cent, nor another's")
	require.Equal(t, []string{"Dora", "Anna"}, []string{list[0].Name, list[1].Name})
	require.Nil(t, list[0].SeenAt)
	require.Nil(t, list[1].WarnedAt)

	for _, awake := range []struct {
		who  uuid.UUID
		want errs.Code
	}{{boris.Tenant(), errs.Conflict}, {clara.Tenant(), errs.Conflict}, {other.Tenant(), errs.NotFound}} {
		err := w.WarnDormant(w.as(), w.north, w.boss, awake.who)
		require.True(t, errs.Is(err, awake.want), "%v", err)
	}
	require.True(t, errs.Is(w.RemoveDormant(w.as(), w.north, anna.Tenant()), errs.Conflict), "nobody is removed who was not warned")
	require.NoError(t, w.WarnDormant(w.as(), w.north, w.boss, anna.Tenant()))
	require.NoError(t, w.WarnDormant(w.as(), w.north, w.boss, dora.Tenant()))
	require.True(t, errs.Is(w.WarnDormant(w.as(), w.north, w.boss, anna.Tenant()), errs.Conflict), "once")
	require.Equal(t, "anna@example.com", value[string](w, `select payload ->> 'to' from outbox where topic = 'mail' and payload ->> 'template' = 'dormant' and tenant_id = $1`, anna.Tenant()))
	w.clock.Advance(29 * 24 * time.Hour)
	require.True(t, errs.Is(w.RemoveDormant(w.as(), w.north, anna.Tenant()), errs.Conflict), "not before thirty days")
	w.clock.Advance(24 * time.Hour)
	visit("dora", w.clock.Now())
	require.True(t, errs.Is(w.RemoveDormant(w.as(), w.north, dora.Tenant()), errs.Conflict), "somebody was there since")
	require.NoError(t, w.RemoveDormant(w.as(), w.north, anna.Tenant()))
	require.Equal(t, "closed", value[string](w, `select status from tenants where id = $1`, anna.Tenant()))
	list, err = w.Dormant(w.as(), w.north)
	require.NoError(t, err)
	require.Empty(t, list)
	require.Contains(t, w.actions(w.north), "tenant.dormant.warn by user")
}
