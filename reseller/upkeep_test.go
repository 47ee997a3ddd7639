package reseller_test

import (
	"context"
	"fmt"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/liveryhq/livery/internal/clock"
	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/internal/errs"
	"github.com/liveryhq/livery/internal/testdb"
	"github.com/liveryhq/livery/reseller"
	"github.com/liveryhq/livery/tenant"
)

var noon = time.Date(2026, 11, 28, 12, 0, 0, 0, time.UTC)

// world is a platform, two resellers and an account of each, everybody with an owner.
type world struct {
	*reseller.Business

	t                              *testing.T
	db                             *db.DB
	clock                          *clock.Set
	tenants                        *tenant.Tenants
	root, north, south, anna, vera db.Scope
}

func setup(t *testing.T) *world {
	t.Helper()
	w := &world{t: t, db: testdb.New(t), clock: clock.At(noon)}
	w.tenants, w.Business = tenant.New(w.db), reseller.New(w.db, w.clock)
	root, err := w.tenants.OpenPlatform(t.Context(), tenant.Opening{Name: "Root"})
	require.NoError(t, err)
	w.root, err = w.tenants.Scope(t.Context(), root.ID, root.ID)
	require.NoError(t, err)
	w.north, w.south = w.open(w.root, tenant.Reseller, "North", "en"), w.open(w.root, tenant.Reseller, "South", "en")
	w.anna, w.vera = w.open(w.north, tenant.Account, "Anna", "ru"), w.open(w.south, tenant.Account, "Vera", "en")
	return w
}

func (w *world) open(parent db.Scope, kind tenant.Kind, name, locale string) db.Scope {
	w.t.Helper()
	opened, err := w.tenants.Open(w.t.Context(), parent, tenant.Opening{Kind: kind, Name: name, TimeZone: "Europe/Riga"})
	require.NoError(w.t, err)
	s, err := w.tenants.Scope(w.t.Context(), opened.ID, opened.ID)
	require.NoError(w.t, err)
	user := uuid.New()
	w.exec(`insert into users (id, tenant_id, realm_id, login, login_key, email, email_key, name, locale, password_hash, status)
		values ($1, $2, $3, $4, lower($4), lower($4) || '@x.test', lower($4) || '@x.test', $4, $5, '', 'active')`, user, s.Tenant(), s.Realm(), name, locale)
	w.exec(`insert into memberships (tenant_id, user_id, role) values ($1, $2, 'owner')`, s.Tenant(), user)
	return s
}

func (w *world) exec(sql string, args ...any) {
	w.t.Helper()
	require.NoError(w.t, w.db.Worker(w.t.Context(), func(tx *db.Tx) error { _, err := tx.Exec(w.t.Context(), sql, args...); return err }))
}

// letters are those that were put since the last time: to whom, in whose name, in which words.
func (w *world) letters() (told []string) {
	w.t.Helper()
	_, err := w.TellUpkeep(context.Background())
	require.NoError(w.t, err)
	require.NoError(w.t, w.db.Worker(w.t.Context(), func(tx *db.Tx) error {
		rows, err := tx.Query(w.t.Context(), `
			with gone as (delete from outbox where topic = 'mail' returning tenant_id, payload)
			select t.name || ': ' || (g.payload ->> 'template') || ' ' || (g.payload ->> 'to') || ' ' || (g.payload ->> 'locale') || ' ' || coalesce(g.payload -> 'params' ->> 'text', '-')
			from gone g join tenants t on t.id = g.tenant_id order by t.name`)
		if err != nil {
			return err
		}
		defer rows.Close()
		for rows.Next() {
			var line string
			if err := rows.Scan(&line); err != nil {
				return err
			}
			told = append(told, line)
		}
		return rows.Err()
	}))
	return told
}

func (w *world) shown(s db.Scope, locale string) []string {
	w.t.Helper()
	list, err := w.Coming(w.t.Context(), s, locale)
	require.NoError(w.t, err)
	said := []string{}
	for _, one := range list {
		said = append(said, one.Text)
	}
	return said
}

func TestMaintenanceGoesDownTheTreeInEachBrandsNameAndTheReadersLanguageAndIsTakenBack(t *testing.T) {
	t.Parallel()
	w := setup(t)
	ctx := t.Context()
	by := uuid.New()
	texts := map[string]string{"en": "New disks.", "ru": " Новые диски. "}
	night := reseller.Upkeep{From: noon.AddDate(0, 0, 3), To: noon.AddDate(0, 0, 3).Add(time.Hour), Texts: texts}
	made, err := w.PostUpkeep(ctx, w.root, by, night)
	require.NoError(t, err)
	require.Equal(t, []string{"Anna: maintenance_text anna@x.test ru Новые диски.", "North: maintenance_text north@x.test en New disks.",
		"South: maintenance_text south@x.test en New disks.", "Vera: maintenance_text vera@x.test en New disks."}, w.letters())
	require.Empty(t, w.letters(), "each once")
	require.Equal(t, []string{"Новые диски."}, w.shown(w.anna, "ru"))
	require.Equal(t, []string{"New disks."}, w.shown(w.vera, "pt"))

	// One realm's own reaches nobody beside it or above.
	_, err = w.PostUpkeep(ctx, w.north, by, reseller.Upkeep{From: noon.AddDate(0, 0, 20), To: noon.AddDate(0, 0, 21)})
	require.NoError(t, err)
	require.Equal(t, []string{"Anna: maintenance anna@x.test ru -"}, w.letters())
	require.Len(t, w.shown(w.anna, "en"), 1, "not yet")
	w.clock.Advance(7 * 24 * time.Hour)
	require.Equal(t, []string{""}, w.shown(w.anna, "en"), "the first is over, the second comes")
	require.Empty(t, w.shown(w.vera, "en"))
	require.Empty(t, w.shown(w.root, "en"))

	list, err := w.Upkeeps(ctx, w.north)
	require.NoError(t, err)
	require.Len(t, list, 1)
	require.True(t, errs.Is(w.CancelUpkeep(ctx, w.north, made.ID), errs.NotFound), "what stands above is read, not changed")
	require.True(t, errs.Is(w.CancelUpkeep(ctx, w.root, made.ID), errs.Conflict), "it is over")
	require.NoError(t, w.CancelUpkeep(ctx, w.north, list[0].ID))
	require.Equal(t, []string{"Anna: maintenance_cancelled anna@x.test ru -"}, w.letters())
	require.True(t, errs.Is(w.CancelUpkeep(ctx, w.north, list[0].ID), errs.Conflict))
	require.Empty(t, w.shown(w.anna, "en"))
	require.Empty(t, w.letters())
}

func TestWhoeverWasNotWrittenToIsNotToldOfTheCancelling(t *testing.T) {
	t.Parallel()
	w := setup(t)
	ctx := t.Context()
	made, err := w.PostUpkeep(ctx, w.root, uuid.New(), reseller.Upkeep{From: noon.AddDate(0, 0, 3), To: noon.AddDate(0, 0, 4)})
	require.NoError(t, err)
	require.NoError(t, w.CancelUpkeep(ctx, w.root, made.ID)) // before anybody was
	require.Empty(t, w.letters())
}

func TestWhoeverIsWrittenToWhileItIsCancelledIsToldOfTheCancelling(t *testing.T) {
	t.Parallel()
	w := setup(t)
	ctx := t.Context()
	made, err := w.PostUpkeep(ctx, w.root, uuid.New(), reseller.Upkeep{From: noon.AddDate(0, 0, 3), To: noon.AddDate(0, 0, 4)})
	require.NoError(t, err)
	ended := make(chan error, 1)
	require.NoError(t, w.db.Worker(ctx, func(tx *db.Tx) error {
		// Letters to North and South, and none yet to the accounts: the transaction that has written them is not over.
		if _, err := tx.Exec(ctx, "update maintenance_told set after = (select max(id::text)::uuid from tenants where kind = 'reseller') where notice_id = $1", made.ID); err != nil {
			return err
		}
		go func() { ended <- w.CancelUpkeep(context.WithoutCancel(ctx), w.root, made.ID) }()
		w.untilItWaits(ended)
		return nil
	}))
	require.NoError(t, <-ended)
	told := w.letters()
	require.Contains(t, told, "North: maintenance_cancelled north@x.test en -")
	require.Contains(t, told, "South: maintenance_cancelled south@x.test en -")
}

// untilItWaits returns once a statement waits for a lock, or what should have waited has ended.
func (w *world) untilItWaits(ended chan error) {
	w.t.Helper()
	require.Eventually(w.t, func() bool {
		waits := len(ended) > 0
		err := w.db.Worker(context.Background(), func(tx *db.Tx) error {
			return tx.QueryRow(context.Background(), `select $1 or exists (select from pg_locks where not granted and locktype in ('transactionid', 'tuple')
				and pid in (select pid from pg_stat_activity where datname = current_database()))`, waits).Scan(&waits)
		})
		return err == nil && waits
	}, 30*time.Second, 5*time.Millisecond)
}

func TestMaintenanceHasABeginningAnEndAndWordsThatFit(t *testing.T) {
	t.Parallel()
	w := setup(t)
	for n, wrong := range []reseller.Upkeep{
		{From: noon.Add(time.Hour), To: noon.Add(time.Hour)},
		{From: noon.Add(-2 * time.Hour), To: noon.Add(-time.Hour)},
		{From: noon.Add(time.Hour), To: noon.AddDate(0, 0, 30)},
		{From: noon.Add(time.Hour), To: noon.Add(2 * time.Hour), Texts: map[string]string{"xx": "?"}},
	} {
		_, err := w.PostUpkeep(t.Context(), w.north, uuid.New(), wrong)
		require.True(t, errs.Is(err, errs.Invalid), fmt.Sprint(n, " ", err))
	}
}
