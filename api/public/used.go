package public

import (
	"context"
	"log/slog"

	"github.com/google/uuid"

	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/platform/legal"
	"github.com/liveryhq/livery/tenant/identity"
)

// Readers tells whose an access token is, and where they are.
type Readers interface {
	People
	Read(token string) (identity.Claims, error)
}

// Uses records that the service is used under the documents in force.
type Uses interface {
	Use(ctx context.Context, s db.Scope, user uuid.UUID, from legal.Trace) error
}

// Scopes says what a tenant's request may reach.
type Scopes interface {
	Scope(ctx context.Context, caller, target uuid.UUID) (db.Scope, error)
}

// Recording is People of whom each signing in is recorded as use under the documents in force (terms 8.4). Nobody is kept
// out because that could not be written.
func Recording(people Readers, uses Uses, scopes Scopes, log *slog.Logger) People {
	return recording{people, uses, scopes, log}
}

type recording struct {
	Readers

	uses   Uses
	scopes Scopes
	log    *slog.Logger
}

// SignIn signs in and records it.
func (r recording) SignIn(ctx context.Context, v identity.Visit, login, password string) (identity.Tokens, error) {
	tokens, err := r.Readers.SignIn(ctx, v, login, password)
	return r.recorded(ctx, v, tokens, err)
}

// SignInSecond does so at the second step.
func (r recording) SignInSecond(ctx context.Context, v identity.Visit, token string, a identity.Answer) (identity.Tokens, error) {
	tokens, err := r.Readers.SignInSecond(ctx, v, token, a)
	return r.recorded(ctx, v, tokens, err)
}

// SignInPasskey does so by a passkey.
func (r recording) SignInPasskey(ctx context.Context, v identity.Visit, token string, answer []byte) (identity.Tokens, error) {
	tokens, err := r.Readers.SignInPasskey(ctx, v, token, answer)
	return r.recorded(ctx, v, tokens, err)
}

func (r recording) recorded(ctx context.Context, v identity.Visit, tokens identity.Tokens, err error) (identity.Tokens, error) {
	if err != nil || tokens.Second != nil {
		return tokens, err
	}
	if err := r.record(ctx, v, tokens); err != nil {
		r.log.ErrorContext(ctx, "the use under new documents could not be recorded", "error", err)
	}
	return tokens, nil
}

func (r recording) record(ctx context.Context, v identity.Visit, tokens identity.Tokens) error {
	claims, err := r.Read(tokens.Access)
	if err != nil {
		return err
	}
	s, err := r.scopes.Scope(ctx, claims.Tenant, claims.Tenant)
	if err != nil {
		return err
	}
	return r.uses.Use(ctx, s, claims.User, legal.Trace{Address: v.Address, Agent: v.Agent})
}
