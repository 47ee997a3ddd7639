package identity

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/go-webauthn/webauthn/protocol"
	"github.com/go-webauthn/webauthn/webauthn"
	"github.com/google/uuid"

	"github.com/liveryhq/livery/internal/audit"
	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/internal/errs"
	"github.com/liveryhq/livery/tenant/identity/internal/identitydb"
)

const (
	// mostPasskeys bounds how many one user may have.
	mostPasskeys = 20
	// longestPasskeyID is the longest that an authenticator may give a credential (WebAuthn, section 4), in bytes.
	longestPasskeyID = 1023
)

// Passkey as its user sees it.
type Passkey struct {
	ID   uuid.UUID
	Name string
	// Host it was made on: browsers show it nowhere else.
	Host      string
	CreatedAt time.Time
	// UsedAt is nil for one that was never used.
	UsedAt *time.Time
}

// Challenge is what a browser has to answer with a passkey.
type Challenge struct {
	// Token comes back with the answer.
	Token string
	// Options as navigator.credentials takes them, in JSON.
	Options json.RawMessage
}

const (
	forPasskey       = "new passkey"
	forPasskeySignIn = "passkey"
	forPasskeySecond = "passkey as second"
)

func toPasskey(r identitydb.PasskeysRow) Passkey {
	return Passkey{ID: r.ID, Name: r.Name, Host: r.Host, CreatedAt: r.CreatedAt.UTC(), UsedAt: r.UsedAt}
}

// holder is a user as the library asks for one.
type holder struct {
	id          uuid.UUID
	login, name string
	credentials []webauthn.Credential
}

func (h holder) WebAuthnID() []byte                         { return h.id[:] }
func (h holder) WebAuthnName() string                       { return h.login }
func (h holder) WebAuthnDisplayName() string                { return nameOf(h.name, h.login) }
func (h holder) WebAuthnCredentials() []webauthn.Credential { return h.credentials }

// party is whom browsers make passkeys for: the host alone, so that one brand's are worth nothing to another.
func party(v Visit) (*webauthn.WebAuthn, error) {
	name := v.Brand
	if name == "" {
		name = v.Host
	}
	return webauthn.New(&webauthn.Config{RPID: v.Host, RPDisplayName: name, RPOrigins: []string{v.Origin}, AttestationPreference: protocol.PreferNoAttestation,
		AuthenticatorSelection: protocol.AuthenticatorSelection{ResidentKey: protocol.ResidentKeyRequirementRequired,
			RequireResidentKey: protocol.ResidentKeyRequired(), UserVerification: protocol.VerificationRequired}})
}

// holderOn is a user with their passkeys of a host, and the rows they are of.
func holderOn(ctx context.Context, q *identitydb.Queries, s db.Scope, user uuid.UUID, host string) (h holder, rows []identitydb.PasskeysRow, err error) {
	h.id = user
	all, err := q.Passkeys(ctx, identitydb.PasskeysParams{TenantID: s.Tenant(), UserID: user})
	if err != nil {
		return h, nil, err
	}
	for _, row := range all {
		if row.Host != host {
			continue
		}
		var c webauthn.Credential
		if err := json.Unmarshal(row.Credential, &c); err != nil {
			return h, nil, err
		}
		h.credentials, rows = append(h.credentials, c), append(rows, row)
	}
	return h, rows, nil
}

// challenge seals a ceremony of the library for the one who will answer it.
func (p *People) challenge(v Visit, st step, ceremony *webauthn.SessionData, options any) (c Challenge, err error) {
	if st.Ceremony, err = json.Marshal(ceremony); err != nil {
		return c, err
	}
	if c.Options, err = json.Marshal(options); err != nil {
		return c, err
	}
	st.Host = v.Host
	c.Token, _, err = p.seal(v.Realm, st)
	return c, err
}

// BeginPasskey asks the user's browser to make a passkey for this host.
func (p *People) BeginPasskey(ctx context.Context, s db.Scope, v Visit, user, session uuid.UUID, proof Proof) (c Challenge, err error) {
	if err := p.prove(ctx, s, user, proof); err != nil {
		return c, fmt.Errorf("begin a passkey: %w", err)
	}
	var h holder
	err = p.db.InTenant(ctx, s, func(tx *db.Tx) error {
		q := identitydb.New(tx)
		if h, _, err = holderOn(ctx, q, s, user, v.Host); err != nil {
			return err
		}
		who, err := q.Contact(ctx, identitydb.ContactParams{TenantID: s.Tenant(), ID: user})
		h.login, h.name = who.Login, who.Name
		return err
	})
	if err != nil {
		return c, fmt.Errorf("begin a passkey: %w", err)
	}
	rp, err := party(v)
	if err != nil {
		return c, fmt.Errorf("begin a passkey: %w", err)
	}
	options, ceremony, err := rp.BeginRegistration(h, webauthn.WithExclusions(webauthn.Credentials(h.credentials).CredentialDescriptors()))
	if err != nil {
		return c, fmt.Errorf("begin a passkey: %w", err)
	}
	return p.challenge(v, step{Purpose: forPasskey, User: user, Tenant: s.Tenant(), Session: session}, ceremony, options.Response)
}

// AddPasskey takes what the browser made. Codes for its loss are answered if there were none. Invalid (reason "bad_passkey") if
// it is not an answer to the challenge.
func (p *People) AddPasskey(ctx context.Context, s db.Scope, v Visit, user, session uuid.UUID, token, name string, answer []byte) (made Passkey, codes []string, err error) {
	name, err = named(name)
	if err != nil {
		return made, nil, err
	}
	st, err := p.unseal(v, token, forPasskey)
	if err != nil {
		return made, nil, err
	}
	if st.User != user || st.Session != session || st.Tenant != s.Tenant() {
		return made, nil, stepVoid()
	}
	rp, ceremony, err := ceremonyOf(v, st)
	if err != nil {
		return made, nil, fmt.Errorf("add a passkey: %w", err)
	}
	parsed, err := protocol.ParseCredentialCreationResponseBytes(answer)
	if err != nil {
		return made, nil, badPasskey(err)
	}
	credential, err := rp.CreateCredential(holder{id: user}, ceremony, parsed)
	if err != nil {
		return made, nil, badPasskey(err)
	}
	kept, err := json.Marshal(credential)
	if err != nil {
		return made, nil, err
	}
	made = Passkey{ID: uuid.Must(uuid.NewV7()), Name: name, Host: v.Host, CreatedAt: p.clock.Now().UTC()}
	err = p.changeFactors(ctx, s, user, "security.passkey.add", "passkey_added", map[string]string{"passkey": name}, func(q *identitydb.Queries) (audit.Fields, error) {
		if err := p.spend(ctx, q, s, st); err != nil {
			return nil, err
		}
		there, err := q.Passkeys(ctx, identitydb.PasskeysParams{TenantID: s.Tenant(), UserID: user})
		if err != nil {
			return nil, err
		}
		if len(there) >= mostPasskeys {
			return nil, errs.New(errs.LimitReached, "too_many_passkeys", "There are as many passkeys as there may be. Remove one that is not used.")
		}
		n, err := q.InsertPasskey(ctx, identitydb.InsertPasskeyParams{ID: made.ID, TenantID: s.Tenant(), UserID: user, Host: v.Host,
			CredentialID: credential.ID, Credential: kept, Name: name, At: made.CreatedAt})
		if err == nil && n == 0 {
			err = badPasskey(errors.New("this credential is there already"))
		}
		if err != nil {
			return nil, err
		}
		codes, err = p.firstCodes(ctx, q, s, user)
		return audit.Fields{"passkey": name, "host": v.Host}, err
	})
	if err != nil {
		return Passkey{}, nil, fmt.Errorf("add a passkey: %w", err)
	}
	return made, codes, nil
}

func ceremonyOf(v Visit, st step) (rp *webauthn.WebAuthn, ceremony webauthn.SessionData, err error) {
	if err := json.Unmarshal(st.Ceremony, &ceremony); err != nil {
		return nil, ceremony, err
	}
	rp, err = party(v)
	return rp, ceremony, err
}

func badPasskey(why error) error {
	return errs.Field("credential", "bad_passkey", "The browser's answer does not fit what was asked. Begin again.").With(why)
}

// named is the name that somebody gives a passkey.
func named(name string) (string, error) {
	name = strings.TrimSpace(readable(name))
	if n := utf8.RuneCountInString(name); n < 1 || n > 100 {
		return "", errs.Field("name", "bad_name", "Give a name of 1 to 100 letters.")
	}
	return name, nil
}

// RenamePasskey gives a passkey another name.
func (p *People) RenamePasskey(ctx context.Context, s db.Scope, user, id uuid.UUID, name string) error {
	name, err := named(name)
	if err != nil {
		return err
	}
	err = p.db.InTenant(ctx, s, func(tx *db.Tx) error {
		if _, err := identitydb.New(tx).RenamePasskey(ctx, identitydb.RenamePasskeyParams{Name: name, TenantID: s.Tenant(), UserID: user, ID: id}); err != nil {
			return err
		}
		return p.note(ctx, tx, s, "security.passkey.rename", userSubject(user), nil, audit.Fields{"passkey": name})
	})
	if err != nil {
		return fmt.Errorf("rename a passkey: %w", err)
	}
	return nil
}

// RemovePasskey takes a passkey away. NotFound if it is not theirs.
func (p *People) RemovePasskey(ctx context.Context, s db.Scope, user, id uuid.UUID, proof Proof) error {
	if err := p.prove(ctx, s, user, proof); err != nil {
		return fmt.Errorf("remove a passkey: %w", err)
	}
	told := map[string]string{}
	err := p.changeFactors(ctx, s, user, "security.passkey.remove", "passkey_removed", told, func(q *identitydb.Queries) (audit.Fields, error) {
		name, err := q.DeletePasskey(ctx, identitydb.DeletePasskeyParams{TenantID: s.Tenant(), UserID: user, ID: id})
		if err != nil {
			return nil, err
		}
		told["passkey"] = name
		return audit.Fields{"passkey": name}, p.dropIdleCodes(ctx, q, s, user)
	})
	if err != nil {
		return fmt.Errorf("remove a passkey: %w", err)
	}
	return nil
}

// PasskeySignIn asks a browser for whichever passkey of this host it has: nobody is named, so nobody is told of.
func (p *People) PasskeySignIn(_ context.Context, v Visit) (c Challenge, err error) {
	rp, err := party(v)
	if err != nil {
		return c, fmt.Errorf("ask for a passkey: %w", err)
	}
	options, ceremony, err := rp.BeginDiscoverableLogin(webauthn.WithUserVerification(protocol.VerificationRequired))
	if err != nil {
		return c, fmt.Errorf("ask for a passkey: %w", err)
	}
	return p.challenge(v, step{Purpose: forPasskeySignIn}, ceremony, options.Response)
}

// SignInPasskey opens a session for the passkey that a browser has answered with: it stands for both factors, since the
// device has asked for a finger, a face or a code. Unauthenticated (reason "wrong_passkey") if it is nobody's here.
func (p *People) SignInPasskey(ctx context.Context, v Visit, token string, answer []byte) (Tokens, error) {
	st, err := p.unseal(v, token, forPasskeySignIn)
	if err != nil {
		return Tokens{}, err
	}
	parsed, err := protocol.ParseCredentialRequestResponseBytes(answer)
	if err != nil {
		return Tokens{}, wrongPasskey().With(err)
	}
	if len(parsed.RawID) > longestPasskeyID {
		return Tokens{}, wrongPasskey()
	}
	sum := sha256.Sum256(parsed.RawID)
	name := "passkey " + hex.EncodeToString(sum[:])
	if err := p.guesses.allow(name, v.Address); err != nil {
		return Tokens{}, err
	}
	tokens, err := p.signInPasskey(ctx, v, st, parsed)
	if errs.Is(err, errs.Unauthenticated) {
		p.guesses.failed(name, v.Address)
	}
	return tokens, err
}

func (p *People) signInPasskey(ctx context.Context, v Visit, st step, parsed *protocol.ParsedCredentialAssertionData) (Tokens, error) {
	var found identitydb.PasskeyPlaceRow
	err := p.db.Nobody(ctx, func(tx *db.Tx) (err error) {
		found, err = identitydb.New(tx).PasskeyPlace(ctx, identitydb.PasskeyPlaceParams{Host: v.Host, CredentialID: parsed.RawID})
		return err
	})
	if none(err) {
		return Tokens{}, wrongPasskey()
	}
	if err != nil {
		return Tokens{}, fmt.Errorf("find a passkey: %w", err)
	}
	place, err := p.tenants.Place(ctx, found.TenantID, found.TenantID)
	if errs.Is(err, errs.NotFound) || err == nil && (place.Status == "closed" || place.Realm() != v.Realm) {
		return Tokens{}, wrongPasskey()
	}
	if err != nil {
		return Tokens{}, fmt.Errorf("sign in: %w", err)
	}
	s := place.Scope
	o := opening{user: found.UserID, way: ByPasskey, alone: true, same: func(string) bool { return true }}
	o.before = func(_ *db.Tx, q *identitydb.Queries) error {
		if _, err := q.LockFactors(ctx, identitydb.LockFactorsParams{TenantID: s.Tenant(), ID: found.UserID}); err != nil {
			return err
		}
		right, err := p.verifyPasskey(ctx, q, s, v, found.UserID, st, parsed, func(rp *webauthn.WebAuthn, h holder, ceremony webauthn.SessionData) (*webauthn.Credential, error) {
			_, c, err := rp.ValidatePasskeyLogin(func(_, handle []byte) (webauthn.User, error) {
				if !bytes.Equal(handle, h.id[:]) {
					return nil, errors.New("the passkey names another user")
				}
				return h, nil
			}, ceremony, parsed)
			return c, err
		})
		if err == nil && !right {
			err = wrongPasskey()
		}
		return err
	}
	return p.openAs(ctx, s, v, &o)
}

func wrongPasskey() *errs.Error {
	return errs.New(errs.Unauthenticated, "wrong_passkey", "This passkey opens nothing here. Sign in with your login and password.")
}

// PasskeySecond asks for one of the passkeys of whoever has shown their password.
func (p *People) PasskeySecond(ctx context.Context, v Visit, half string) (c Challenge, err error) {
	st, err := p.unseal(v, half, forSecond)
	if err != nil {
		return c, err
	}
	place, err := p.tenants.Place(ctx, st.Tenant, st.Tenant)
	if err != nil || place.Realm() != v.Realm {
		return c, stepVoid().With(err)
	}
	var h holder
	err = p.db.InTenant(ctx, place.Scope, func(tx *db.Tx) error {
		h, _, err = holderOn(ctx, identitydb.New(tx), place.Scope, st.User, v.Host)
		return err
	})
	if err != nil {
		return c, fmt.Errorf("ask for a passkey: %w", err)
	}
	if len(h.credentials) == 0 {
		return c, errs.New(errs.Conflict, "no_passkey_here", "There is no passkey for this address. Use another way.")
	}
	rp, err := party(v)
	if err != nil {
		return c, fmt.Errorf("ask for a passkey: %w", err)
	}
	options, ceremony, err := rp.BeginLogin(h, webauthn.WithUserVerification(protocol.VerificationRequired))
	if err != nil {
		return c, fmt.Errorf("ask for a passkey: %w", err)
	}
	return p.challenge(v, step{Purpose: forPasskeySecond, User: st.User, Tenant: st.Tenant}, ceremony, options.Response)
}

// takePasskey is a passkey as the second step.
func (p *People) takePasskey(ctx context.Context, q *identitydb.Queries, s db.Scope, v Visit, user uuid.UUID, a Answer) (bool, error) {
	st, err := p.unseal(v, a.Challenge, forPasskeySecond)
	if err != nil {
		return false, err
	}
	if st.User != user {
		return false, stepVoid()
	}
	parsed, err := protocol.ParseCredentialRequestResponseBytes(a.Passkey)
	if err != nil {
		return false, nil //nolint:nilerr // it is not right, whatever it is
	}
	return p.verifyPasskey(ctx, q, s, v, user, st, parsed, func(rp *webauthn.WebAuthn, h holder, ceremony webauthn.SessionData) (*webauthn.Credential, error) {
		return rp.ValidateLogin(h, ceremony, parsed)
	})
}

// verifyPasskey has the library look at an answer, uses its challenge up, and keeps what changes with each use. One whose counter
// goes back was copied, and is refused.
func (p *People) verifyPasskey(ctx context.Context, q *identitydb.Queries, s db.Scope, v Visit, user uuid.UUID, st step, parsed *protocol.ParsedCredentialAssertionData,
	look func(*webauthn.WebAuthn, holder, webauthn.SessionData) (*webauthn.Credential, error),
) (bool, error) {
	h, rows, err := holderOn(ctx, q, s, user, v.Host)
	if err != nil {
		return false, err
	}
	rp, ceremony, err := ceremonyOf(v, st)
	if err != nil {
		return false, err
	}
	credential, err := look(rp, h, ceremony)
	if err != nil || credential.Authenticator.CloneWarning {
		p.log.InfoContext(ctx, "a passkey was refused", "error", err, "user", user)
		return false, nil
	}
	if err := p.spend(ctx, q, s, st); err != nil {
		return false, err
	}
	kept, err := json.Marshal(credential)
	if err != nil {
		return false, err
	}
	for _, row := range rows {
		if bytes.Equal(row.CredentialID, parsed.RawID) {
			return true, q.PasskeyUsed(ctx, identitydb.PasskeyUsedParams{Credential: kept, At: new(p.clock.Now()), TenantID: s.Tenant(), ID: row.ID})
		}
	}
	return false, nil
}
