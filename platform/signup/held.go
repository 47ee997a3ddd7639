package signup

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/liveryhq/livery/internal/audit"
	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/internal/errs"
	"github.com/liveryhq/livery/platform/legal"
	"github.com/liveryhq/livery/platform/signup/internal/signupdb"
)

// HeldApplication is what is kept of somebody who has applied, but for what the audit tells.
type HeldApplication struct {
	Application
	// Agent is the browser it was sent with.
	Agent string
	// Documents that were accepted.
	Documents []legal.Version
	// Password tells whether one is kept, sealed, for the account that waits; it is never given out.
	Password bool
	ErasedAt *time.Time
}

// HeldQuestion is what is kept of somebody who has asked, but for what the audit tells.
type HeldQuestion struct {
	Question
	// Address it was sent from.
	Address  string
	ErasedAt *time.Time
}

// ExportApplication reads what is kept of an applicant (terms 3.4), for whoever was asked for it; the audit tells of it.
// NotFound if it is not one of the realm's.
func (u *SignUps) ExportApplication(ctx context.Context, s db.Scope, brand string, id uuid.UUID) (h HeldApplication, err error) {
	var accepted []uuid.UUID
	err = u.export(ctx, s, "application", id, func(q *signupdb.Queries) (string, error) {
		row, err := q.Application(ctx, signupdb.ApplicationParams{TenantID: s.Tenant(), ID: id})
		if err != nil {
			return "", err
		}
		kept, err := q.ApplicationKept(ctx, signupdb.ApplicationKeptParams{TenantID: s.Tenant(), ID: id})
		if err != nil {
			return "", err
		}
		accepted, h = kept.Accepted, HeldApplication{Agent: kept.Agent, Password: kept.Password, ErasedAt: kept.ErasedAt}
		h.Application, err = applicationOf(row)
		return row.Name, err
	})
	if err != nil || len(accepted) == 0 {
		return h, err
	}
	versions, err := u.Legal.Versions(ctx, s.Tenant(), brand, h.Locale)
	for _, v := range versions {
		if slices.Contains(accepted, v.ID) {
			h.Documents = append(h.Documents, v)
		}
	}
	return h, err
}

// ExportQuestion reads what is kept of somebody who has asked, for whoever was asked for it; the audit tells of it. NotFound
// if it is not one of the realm's.
func (u *SignUps) ExportQuestion(ctx context.Context, s db.Scope, id uuid.UUID) (h HeldQuestion, err error) {
	err = u.export(ctx, s, "question", id, func(q *signupdb.Queries) (string, error) {
		r, err := q.Question(ctx, signupdb.QuestionParams{TenantID: s.Tenant(), ID: id})
		h = HeldQuestion{Question: Question{ID: r.ID, Name: r.Name, Email: r.Email, Locale: r.Locale, Text: r.Question, CreatedAt: r.CreatedAt.UTC(), SettledAt: r.SettledAt},
			Address: r.Address, ErasedAt: r.ErasedAt}
		return r.Name, err
	})
	return h, err
}

// export reads by read, which answers with the name that the audit gives to what was read.
func (u *SignUps) export(ctx context.Context, s db.Scope, kind string, id uuid.UUID, read func(q *signupdb.Queries) (string, error)) error {
	err := u.DB.InTenant(ctx, s, func(tx *db.Tx) error {
		name, err := read(signupdb.New(tx))
		if errors.Is(err, pgx.ErrNoRows) {
			return errs.Missing()
		}
		if err != nil {
			return err
		}
		return audit.Write(ctx, tx, s.Tenant(), u.now(), audit.Change{Action: "signup." + kind + ".export", Subject: audit.Subject{Kind: kind, ID: id, Name: name}})
	})
	if err != nil {
		return fmt.Errorf("export what is kept of somebody: %w", err)
	}
	return nil
}
