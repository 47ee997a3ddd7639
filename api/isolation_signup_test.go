package api_test

import (
	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/liveryhq/livery/internal/db"
)

// apply puts into a tenant somebody who wants to be its customer, a question, and a document: also into accounts, which
// have none of it in earnest, so that every id is asked for by everybody.
func (w *world) apply(n *node) {
	ctx, t := w.t.Context(), w.t
	application, question, document := uuid.Must(uuid.NewV7()), uuid.Must(uuid.NewV7()), uuid.Must(uuid.NewV7())
	require.NoError(t, w.db.Worker(ctx, func(tx *db.Tx) error {
		for _, s := range []struct {
			sql  string
			args []any
		}{
			{`insert into applications (id, tenant_id, customer, name, login, login_key, email, email_key, details, time_zone, country, password_hash, created_at, status)
				values ($1, $2, 'person', 'applicant ' || $3, 'applicant ' || $3, 'applicant ' || $3, $3 || '@applicant.example', $3 || '@applicant.example',
					jsonb_build_object('phone', $3::text), 'UTC', 'FI', 'nothing that fits', now(), 'pending')`, []any{application, n.scope.Tenant(), n.canary}},
			{`insert into sign_up_questions (id, tenant_id, name, email, question, created_at)
				values ($1, $2, 'curious ' || $3, $3 || '@curious.example', 'question ' || $3, now())`, []any{question, n.scope.Tenant(), n.canary}},
			{`insert into document_versions (id, tenant_id, kind, version, posted_at, effective_at) values ($1, $2, 'terms', 1, now(), now())`, []any{document, n.scope.Tenant()}},
			{`insert into realm_starts (tenant_id, later, put_away_at) values ($1, '{brand}', now())`, []any{n.scope.Tenant()}},
			{`insert into document_texts (version_id, tenant_id, locale, title, body) values ($1, $2, 'en', 'terms ' || $3, 'body ' || $3)`, []any{document, n.scope.Tenant(), n.canary}},
		} {
			if _, err := tx.Exec(ctx, s.sql, s.args...); err != nil {
				return err
			}
		}
		return nil
	}))
	n.ids["application"], n.ids["question"], n.ids["document"] = application.String(), question.String(), document.String()
}
