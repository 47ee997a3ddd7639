package signup_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/liveryhq/livery/internal/audit"
	"github.com/liveryhq/livery/internal/errs"
	"github.com/liveryhq/livery/platform/signup"
)

func TestWhatIsKeptOfWhoHasAppliedOrAskedIsExportedWithATraceByTheirRealmAlone(t *testing.T) {
	t.Parallel()
	w := setup(t)
	ctx := t.Context()
	w.set(w.north, signup.Approval)
	_, err := w.signUp(w.north, w.form(w.north, "aino"))
	require.NoError(t, err)
	require.NoError(t, w.ups.Ask(ctx, w.visit(w.north), signup.Question{Name: "Dora Curious", Email: "dora@example.com", Text: "What does it cost?"}))
	list, _, err := w.ups.Applications(ctx, w.north, signup.Query{Limit: 5})
	require.NoError(t, err)
	questions, _, err := w.ups.Questions(ctx, w.north, signup.QuestionQuery{Limit: 5})
	require.NoError(t, err)
	id, asked := list[0].ID, questions[0].ID
	staff := w.staff(w.north)
	by := audit.As(ctx, audit.Actor{Kind: audit.User, User: staff, Address: "192.0.2.77", Agent: "their browser"})

	_, err = w.ups.ExportApplication(by, w.south, "South", id)
	require.True(t, errs.Is(err, errs.NotFound))
	_, err = w.ups.ExportQuestion(by, w.south, asked)
	require.True(t, errs.Is(err, errs.NotFound))
	require.Zero(t, w.count("select count(*) from audit_entries where action like 'signup.%.export'"), "what was not read leaves no trace")

	held, err := w.ups.ExportApplication(by, w.north, "North", id)
	require.NoError(t, err)
	require.Equal(t, list[0], held.Application)
	require.NotEmpty(t, held.Agent)
	require.Len(t, held.Documents, held.Accepted)
	require.NotEmpty(t, held.Documents[0].Title)
	require.True(t, held.Password, "one is kept while the account waits")
	question, err := w.ups.ExportQuestion(by, w.north, asked)
	require.NoError(t, err)
	require.Equal(t, questions[0], question.Question)
	require.Equal(t, w.visit(w.north).Address, question.Address)
	for action, about := range map[string]any{"signup.application.export": id, "signup.question.export": asked} {
		require.Equal(t, 1, w.count("select count(*) from audit_entries e join audit_actors a on a.id = e.actor where e.tenant_id = $1 and e.action = $2 and e.subject_id = $3 and a.user_id = $4", w.north.Tenant(), action, about, staff), action)
	}

	require.NoError(t, w.ups.Refuse(by, w.north, staff, id, "we are full"))
	require.NoError(t, w.ups.EraseApplication(by, w.north, id))
	require.NoError(t, w.ups.EraseQuestion(by, w.north, staff, asked))
	held, err = w.ups.ExportApplication(by, w.north, "North", id)
	require.NoError(t, err)
	require.NotNil(t, held.ErasedAt)
	require.False(t, held.Password)
	require.NotContains(t, held.Name+held.Login+held.Email+held.Address+held.Agent, "aino", "what was erased is not there to be exported")
	question, err = w.ups.ExportQuestion(by, w.north, asked)
	require.NoError(t, err)
	require.NotNil(t, question.ErasedAt)
	require.NotContains(t, question.Name+question.Email+question.Text+question.Address, "ora")
}
