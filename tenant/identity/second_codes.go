package identity

import (
	"context"
	"crypto/rand"
	"fmt"

	"github.com/google/uuid"

	"github.com/liveryhq/livery/internal/audit"
	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/internal/errs"
	"github.com/liveryhq/livery/tenant/identity/internal/identitydb"
)

// Recovery codes: ten of ten letters, fifty bits each, of an alphabet in which no two letters look alike.
const (
	codesMade   = 10
	codeLetters = 10
	codeSigns   = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
	codePurpose = "recovery code"
)

// RenewCodes makes new codes for whoever loses the rest; those before are good for nothing any more. Conflict (reason
// "no_second_factor") where there is nothing that they could stand in for.
func (p *People) RenewCodes(ctx context.Context, s db.Scope, user uuid.UUID, proof Proof) (codes []string, err error) {
	if err := p.prove(ctx, s, user, proof); err != nil {
		return nil, fmt.Errorf("make recovery codes: %w", err)
	}
	err = p.changeFactors(ctx, s, user, "security.codes.renew", "codes_renewed", nil, func(q *identitydb.Queries) (audit.Fields, error) {
		_, on, err := factorsOn(ctx, q, s, user, "")
		if err == nil && !on {
			err = errs.New(errs.Conflict, "no_second_factor", "Set up an authenticator app or a passkey first.")
		}
		if err != nil {
			return nil, err
		}
		codes, err = p.makeCodes(ctx, q, s, user)
		return nil, err
	})
	if err != nil {
		return nil, fmt.Errorf("make recovery codes: %w", err)
	}
	return codes, nil
}

// firstCodes makes codes where no code is left.
func (p *People) firstCodes(ctx context.Context, q *identitydb.Queries, s db.Scope, user uuid.UUID) ([]string, error) {
	row, _, err := factorsOn(ctx, q, s, user, "")
	if err != nil || row.Codes > 0 {
		return nil, err
	}
	return p.makeCodes(ctx, q, s, user)
}

func (p *People) makeCodes(ctx context.Context, q *identitydb.Queries, s db.Scope, user uuid.UUID) ([]string, error) {
	if _, err := q.DeleteCodes(ctx, identitydb.DeleteCodesParams{TenantID: s.Tenant(), UserID: user}); err != nil {
		return nil, err
	}
	codes := make([]string, 0, codesMade)
	for range codesMade {
		raw := make([]byte, codeLetters)
		_, _ = rand.Read(raw) // never fails: crypto/rand
		for i, b := range raw {
			raw[i] = codeSigns[int(b)%len(codeSigns)] // 32 divides 256: all are as likely
		}
		code := string(raw)
		if err := q.InsertCode(ctx, identitydb.InsertCodeParams{TenantID: s.Tenant(), UserID: user, Mac: p.codeMAC(user, code), At: p.clock.Now()}); err != nil {
			return nil, err
		}
		codes = append(codes, code[:codeLetters/2]+"-"+code[codeLetters/2:])
	}
	return codes, nil
}

func (p *People) codeMAC(user uuid.UUID, code string) []byte {
	return p.key.MAC(codePurpose, append(user[:len(user):len(user)], code...))
}

// takeCode uses a recovery code up.
func (p *People) takeCode(ctx context.Context, q *identitydb.Queries, s db.Scope, user uuid.UUID, code string) (bool, error) {
	code = squeezed(code)
	if len(code) != codeLetters {
		return false, nil
	}
	n, err := q.UseCode(ctx, identitydb.UseCodeParams{At: new(p.clock.Now()), TenantID: s.Tenant(), UserID: user, Mac: p.codeMAC(user, code)})
	return n == 1, err
}
