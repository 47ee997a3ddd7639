package audit_test

import (
	"context"
	"encoding/json"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
	"github.com/stretchr/testify/require"
	"golang.org/x/sync/errgroup"

	"github.com/liveryhq/livery/internal/audit"
	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/internal/testdb"
)

func TestMain(m *testing.M) { testdb.Main(m) }

var noon = time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)

type world struct {
	t     *testing.T
	url   string
	db    *db.DB
	log   *audit.Log
	scope db.Scope
	other db.Scope
}

func setup(t *testing.T) world {
	t.Helper()
	url := testdb.URL(t)
	d := testdb.Open(t, url)
	root, child := uuid.Must(uuid.NewV7()), uuid.Must(uuid.NewV7())
	require.NoError(t, d.Nobody(t.Context(), func(tx *db.Tx) error {
		_, err := tx.Exec(t.Context(), "select open_tenant($1, null, 'platform', 'Root', 'root', 'en', 'UTC', null)", root)
		return err
	}))
	scope := db.MakeScope(root, root, "platform", "1.", []uuid.UUID{root})
	require.NoError(t, d.InTenant(t.Context(), scope, func(tx *db.Tx) error {
		_, err := tx.Exec(t.Context(), "select open_tenant($1, $2, 'reseller', 'Child', 'child', 'en', 'UTC', null)", child, root)
		return err
	}))
	return world{t, url, d, audit.New(d), scope, db.MakeScope(child, child, "reseller", "1.2.", []uuid.UUID{root, child})}
}

func (w world) write(ctx context.Context, s db.Scope, c audit.Change) {
	w.t.Helper()
	require.NoError(w.t, w.db.InTenant(ctx, s, func(tx *db.Tx) error { return audit.Write(ctx, tx, s.Tenant(), noon, c) }))
}

func (w world) list(s db.Scope, q audit.Query) []audit.Entry {
	w.t.Helper()
	list, _, err := w.log.List(w.t.Context(), s, q)
	require.NoError(w.t, err)
	return list
}

func (w world) faults() []string {
	w.t.Helper()
	c, err := w.log.Check(w.t.Context(), w.scope)
	require.NoError(w.t, err)
	var words []string
	for _, f := range c.Faults {
		words = append(words, f.What)
	}
	return words
}

func (w world) asSuperuser(sql string) {
	w.t.Helper()
	conn, err := pgx.Connect(w.t.Context(), w.url)
	require.NoError(w.t, err)
	_, err = conn.Exec(w.t.Context(), sql)
	require.NoError(w.t, err)
	require.NoError(w.t, conn.Close(w.t.Context()))
}

func TestAChangeIsToldWithWhoAndFromWhereToItsTenantAlone(t *testing.T) {
	t.Parallel()
	w := setup(t)
	user, object := uuid.New(), uuid.New()
	ctx := audit.As(t.Context(), audit.Actor{Kind: audit.User, User: user, Address: "192.0.2.7", Agent: "A browser"})
	was, is := audit.Differing(audit.Fields{"name": "Van", "kind": "vehicle"}, audit.Fields{"name": "Lorry", "kind": "vehicle"})
	w.write(ctx, w.scope, audit.Change{Action: "fleet.object.rename", Subject: audit.Subject{Kind: "object", ID: object, Name: "Lorry"}, Before: was, After: is})
	w.write(audit.As(t.Context(), audit.Job("retention")), w.scope, audit.Change{Action: "fleet.object.erase", Subject: audit.Subject{Kind: "object", ID: object}})

	list := w.list(w.scope, audit.Query{Limit: 10})
	require.Len(t, list, 2)
	require.Equal(t, audit.System, list[0].Kind)
	require.Equal(t, "retention", list[0].ActorName)
	renamed := list[1]
	require.Equal(t, user, *renamed.User)
	require.Equal(t, "192.0.2.7", renamed.Address)
	require.JSONEq(t, `{"name":"Van"}`, string(renamed.Before))
	require.JSONEq(t, `{"name":"Lorry"}`, string(renamed.After))
	require.Empty(t, w.list(w.other, audit.Query{Limit: 10}))

	require.Len(t, w.list(w.scope, audit.Query{Limit: 10, User: user}), 1)
	require.Len(t, w.list(w.scope, audit.Query{Limit: 10, Action: "fleet.object.e"}), 1)
	require.Len(t, w.list(w.scope, audit.Query{Limit: 10, Subject: object}), 2)
	require.Empty(t, w.list(w.scope, audit.Query{Limit: 10, From: noon.Add(time.Hour)}))
	require.Equal(t, renamed.ID, w.list(w.scope, audit.Query{Limit: 1, After: list[0].ID})[0].ID)
}

func TestASecretNeverEntersTheAudit(t *testing.T) {
	t.Parallel()
	w := setup(t)
	w.write(t.Context(), w.scope, audit.Change{Action: "people.user.change", Subject: audit.Subject{Kind: "user", ID: uuid.New()},
		After: map[string]string{"newPassword": "hunter2", "refresh_token": "swordfish", "login": "ann"}})
	entry, err := json.Marshal(w.list(w.scope, audit.Query{Limit: 1}))
	require.NoError(t, err)
	require.NotContains(t, string(entry), "hunter2")
	require.NotContains(t, string(entry), "swordfish")
	require.Contains(t, string(entry), "ann")
}

func TestAMapThatIsNotThereIsNothingOfAChange(t *testing.T) {
	t.Parallel()
	w := setup(t)
	var before audit.Fields
	w.write(t.Context(), w.scope, audit.Change{Action: "people.user.add", Subject: audit.Subject{Kind: "user", ID: uuid.New()},
		Before: before, After: audit.Fields{"login": "ann"}})
	entry := w.list(w.scope, audit.Query{Limit: 1})[0]
	require.Empty(t, entry.Before)
	require.JSONEq(t, `{"login": "ann"}`, string(entry.After))
}

func TestManyWhoWriteAtOnceMakeOneUnbrokenChain(t *testing.T) {
	t.Parallel()
	w := setup(t)
	var g errgroup.Group
	for range 8 {
		g.Go(func() error {
			for range 10 {
				err := w.db.InTenant(t.Context(), w.scope, func(tx *db.Tx) error {
					return audit.Write(t.Context(), tx, w.scope.Tenant(), noon, audit.Change{Action: "test.thing.do", Subject: audit.Subject{Kind: "thing"}})
				})
				if err != nil {
					return err
				}
			}
			return nil
		})
	}
	require.NoError(t, g.Wait())
	c, err := w.log.Check(t.Context(), w.scope)
	require.NoError(t, err)
	require.Equal(t, audit.Checked{Entries: 80, Faults: []audit.Fault{}}, c)
}

func TestNobodyRewritesThePastAndWhoDoesSoWithoutAskingIsFoundOut(t *testing.T) {
	t.Parallel()
	w := setup(t)
	for range 4 {
		w.write(t.Context(), w.scope, audit.Change{Action: "test.thing.do", Subject: audit.Subject{Kind: "thing", Name: "a thing"}})
	}
	for _, sql := range []string{
		"update audit_entries set action = 'test.thing.undo'", "delete from audit_entries", "truncate audit_entries cascade",
		"update audit_details set detail = '{}'", "truncate audit_details",
	} {
		require.Error(t, w.db.InTenant(t.Context(), w.scope, func(tx *db.Tx) error { _, err := tx.Exec(t.Context(), sql); return err }), sql)
		require.Error(t, w.db.Worker(t.Context(), func(tx *db.Tx) error { _, err := tx.Exec(t.Context(), sql); return err }), sql)
	}
	require.ErrorContains(t, w.db.InTenant(t.Context(), w.other, func(tx *db.Tx) error {
		return audit.Write(t.Context(), tx, w.scope.Tenant(), noon, audit.Change{Action: "test.thing.do"})
	}), "its own audit only")
	require.Empty(t, w.faults())

	// Somebody with the server's own rights does what no role of ours can.
	for _, c := range []struct{ sql, fault string }{
		{"update audit_details set detail = detail || '{\"name\": \"another\"}' where entry_id = (select id from audit_entries where place = 1)", "detail changed"},
		{"update audit_entries set at = at + interval '1 second' where place = 2", "changed"},
		{"delete from audit_details where entry_id = (select id from audit_entries where place = 3); delete from audit_entries where place = 3", "missing"},
		{"delete from audit_details where entry_id = (select id from audit_entries where place = 4); delete from audit_entries where place = 4", "cut off"},
	} {
		w.asSuperuser("set session_replication_role = replica; " + c.sql)
		require.Contains(t, w.faults(), c.fault, c.sql)
	}
}

func TestAShreddedPersonIsForgottenAndTheChainStaysWhole(t *testing.T) {
	t.Parallel()
	w := setup(t)
	user := uuid.New()
	ctx := audit.As(t.Context(), audit.Actor{Kind: audit.User, User: user, Address: "192.0.2.7"})
	w.write(ctx, w.scope, audit.Change{Action: "test.thing.do", Subject: audit.Subject{Kind: "thing"}})
	w.write(t.Context(), w.scope, audit.Change{Action: "people.user.invite", Subject: audit.Subject{Kind: "user", ID: user, Name: "Ann Example"}})
	w.write(t.Context(), w.scope, audit.Change{Action: "test.thing.do", Subject: audit.Subject{Kind: "thing", Name: "kept"}})
	n, err := w.log.Shred(t.Context(), w.scope.Tenant(), user)
	require.NoError(t, err)
	require.EqualValues(t, 2, n)
	list := w.list(w.scope, audit.Query{Limit: 10})
	require.Len(t, list, 3)
	require.Equal(t, "kept", list[0].Subject.Name)
	require.True(t, list[1].Shredded)
	require.True(t, list[2].Shredded)
	require.Nil(t, list[2].User)
	require.Empty(t, list[2].Address)
	require.Empty(t, w.faults())
}
