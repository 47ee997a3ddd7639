package signup

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/google/uuid"

	"github.com/liveryhq/livery/internal/audit"
	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/internal/errs"
	"github.com/liveryhq/livery/platform/signup/internal/signupdb"
	"github.com/liveryhq/livery/platform/support"
	"github.com/liveryhq/livery/tenant"
	"github.com/liveryhq/livery/tenant/identity"
)

// Question of somebody who is no customer yet (support policy 2).
type Question struct {
	ID          uuid.UUID
	Name, Email string
	Locale      string
	Text        string
	CreatedAt   time.Time
	SettledAt   *time.Time
}

// longestQuestion in letters.
const longestQuestion = 5000

// Ask leaves a question with the realm that is visited, and opens a ticket of it at its desk. Invalid names the field; LimitReached after too many.
func (u *SignUps) Ask(ctx context.Context, v identity.Visit, asked Question) error {
	asked.Name, asked.Email, asked.Text = strings.TrimSpace(asked.Name), strings.TrimSpace(asked.Email), strings.TrimSpace(asked.Text)
	if err := asked.check(); err != nil {
		return err
	}
	if err := u.rates.allow(v.Realm, v.Address); err != nil {
		return err
	}
	s, err := u.Tenants.Scope(ctx, v.Realm, v.Realm)
	if err != nil {
		return err
	}
	err = u.DB.InTenant(ctx, s, func(tx *db.Tx) error {
		id, now := uuid.Must(uuid.NewV7()), u.now()
		err := signupdb.New(tx).InsertQuestion(ctx, signupdb.InsertQuestionParams{ID: id, TenantID: s.Tenant(), Name: asked.Name, Email: asked.Email,
			Locale: asked.Locale, Question: asked.Text, Address: v.Address, CreatedAt: now})
		if err != nil {
			return err
		}
		if u.Desks != nil {
			if err := u.Desks.AskByForm(ctx, tx, s, support.ByFormQuestion{Name: asked.Name, Email: asked.Email, Locale: asked.Locale, Text: asked.Text}); err != nil {
				return err
			}
		}
		return audit.Write(ctx, tx, s.Tenant(), now, audit.Change{Action: "signup.question.ask", Subject: audit.Subject{Kind: "question", ID: id, Name: asked.Name}})
	})
	if err != nil {
		return fmt.Errorf("ask a question: %w", err)
	}
	return nil
}

func (q Question) check() error {
	if n := utf8.RuneCountInString(q.Name); n < 1 || n > 200 || strings.ContainsFunc(q.Name, control) {
		return errs.Field("name", "bad_name", "Give a name of 1 to 200 letters.")
	}
	if err := identity.CheckEmail(q.Email); err != nil {
		return err
	}
	if n := utf8.RuneCountInString(q.Text); n < 1 || n > longestQuestion {
		return errs.Field("question", "bad_question", fmt.Sprintf("Write your question in 1 to %d letters.", longestQuestion))
	}
	if q.Locale != "" && !slices.Contains(identity.Locales(), q.Locale) {
		return errs.Field("locale", "bad_locale", "This language is not offered. Choose one of: "+strings.Join(identity.Locales(), ", ")+".")
	}
	return nil
}

// QuestionQuery narrows the list of questions.
type QuestionQuery struct {
	// Settled ones are listed too.
	Settled bool
	Search  string
	After   *After
	Limit   int
}

// Questions lists those of the realm acted in, the newest first; next is nil on the last page.
func (u *SignUps) Questions(ctx context.Context, s db.Scope, query QuestionQuery) (list []Question, next *After, err error) {
	params := signupdb.QuestionsParams{TenantID: s.Tenant(), Settled: query.Settled, Search: tenant.NameKey(query.Search), Most: most(query.Limit)}
	params.BeforeAt, params.BeforeID = query.After.orNever()
	err = u.DB.InTenant(ctx, s, func(tx *db.Tx) error {
		rows, err := signupdb.New(tx).Questions(ctx, params)
		for _, r := range rows {
			list = append(list, Question{ID: r.ID, Name: r.Name, Email: r.Email, Locale: r.Locale, Text: r.Question, CreatedAt: r.CreatedAt.UTC(), SettledAt: r.SettledAt})
		}
		return err
	})
	if err != nil {
		return nil, nil, fmt.Errorf("list questions: %w", err)
	}
	list, next = paged(list, query.Limit, func(q Question) After { return After{q.CreatedAt, q.ID} })
	return list, next, nil
}

// Settle marks a question as answered. NotFound if it is not one of the realm's.
func (u *SignUps) Settle(ctx context.Context, s db.Scope, by, id uuid.UUID) error {
	err := u.DB.InTenant(ctx, s, func(tx *db.Tx) error {
		now := u.now()
		n, err := signupdb.New(tx).SettleQuestion(ctx, signupdb.SettleQuestionParams{At: &now, By: &by, TenantID: s.Tenant(), ID: id})
		if err != nil {
			return err
		}
		if n == 0 {
			return errs.Missing()
		}
		return audit.Write(ctx, tx, s.Tenant(), now, audit.Change{Action: "signup.question.settle", Subject: audit.Subject{Kind: "question", ID: id}})
	})
	if err != nil {
		return fmt.Errorf("settle a question: %w", err)
	}
	return nil
}
