package account

import (
	"context"
	"encoding/json"
	"net/http"
	"time"

	"github.com/google/uuid"

	"github.com/liveryhq/livery/api/door"
	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/tenant/access"
	"github.com/liveryhq/livery/tenant/identity"
)

// Factors looks after one's own second factors.
type Factors interface {
	Factors(ctx context.Context, s db.Scope, user uuid.UUID) (identity.Factors, error)
	BeginTotp(ctx context.Context, s db.Scope, user uuid.UUID, issuer string, proof identity.Proof) (identity.TotpSetUp, error)
	ConfirmTotp(ctx context.Context, s db.Scope, user uuid.UUID, address, code string) (codes []string, err error)
	RemoveTotp(ctx context.Context, s db.Scope, user uuid.UUID, proof identity.Proof) error
	RenewCodes(ctx context.Context, s db.Scope, user uuid.UUID, proof identity.Proof) (codes []string, err error)
	BeginPasskey(ctx context.Context, s db.Scope, v identity.Visit, user, session uuid.UUID, proof identity.Proof) (identity.Challenge, error)
	AddPasskey(ctx context.Context, s db.Scope, v identity.Visit, user, session uuid.UUID, token, name string, answer []byte) (identity.Passkey, []string, error)
	RenamePasskey(ctx context.Context, s db.Scope, user, id uuid.UUID, name string) error
	RemovePasskey(ctx context.Context, s db.Scope, user, id uuid.UUID, proof identity.Proof) error
}

// MyFactors is what one signs in with besides the password.
type MyFactors struct {
	Totp         bool       `json:"totp" doc:"An authenticator app is set up"`
	TotpSince    *time.Time `json:"totp_since,omitempty"`
	Passkeys     []Passkey  `json:"passkeys" nullable:"false"`
	CodesLeft    int        `json:"recovery_codes_left"`
	RequiredFrom *time.Time `json:"required_from,omitempty" doc:"Since when a second factor is required of this user; absent: it is not"`
}

// Passkey of one's own.
type Passkey struct {
	ID        uuid.UUID  `json:"id" format:"uuid"`
	Name      string     `json:"name"`
	Host      string     `json:"host" doc:"The address it was made on: browsers show it nowhere else"`
	CreatedAt time.Time  `json:"created_at"`
	UsedAt    *time.Time `json:"used_at,omitempty"`
}

// Proof is shown once more before a factor changes.
type Proof struct {
	Password string `json:"password,omitempty" maxLength:"1024" format:"password" doc:"The present password; or code"`
	Code     string `json:"code,omitempty" maxLength:"20" doc:"A code of the authenticator app"`
}

func (p Proof) of(c *door.Caller) identity.Proof {
	return identity.Proof{Password: p.Password, Code: p.Code, Address: c.Address}
}

// RecoveryCodes are shown once.
type RecoveryCodes struct {
	Codes []string `json:"recovery_codes" nullable:"false" doc:"Each good once; empty: those from before stay good"`
}

// TotpSetUp is what an authenticator app is told.
type TotpSetUp struct {
	Secret  string `json:"secret" doc:"Shown once"`
	Address string `json:"address" doc:"What the picture says that apps take"`
}

// NewPasskey is one that was kept, with codes for its loss if there were none.
type NewPasskey struct {
	RecoveryCodes

	Passkey Passkey `json:"passkey"`
}

// PasskeyChallenge is what a browser makes a passkey for.
type PasskeyChallenge struct {
	Token   string         `json:"token"`
	Options map[string]any `json:"options" doc:"As PublicKeyCredential.parseCreationOptionsFromJSON takes them"`
}

func shownCodes(codes []string) RecoveryCodes {
	if codes == nil {
		codes = []string{}
	}
	return RecoveryCodes{codes}
}

// RegisterFactors hangs in one's own second factors. Each change asks for the password or a code once more, and is told by letter.
func RegisterFactors(d *door.Doors, factors Factors) {
	own := func(method, path, id, summary string, status int) door.Route {
		return door.Route{Operation: access.CredentialOwn, Area: door.Account, Method: method, Path: path, ID: id, Summary: summary, Status: status}
	}
	door.Handle(d, door.Route{Operation: access.SelfRead, Area: door.Account, Method: http.MethodGet, Path: "/api/factors", ID: "get-factors",
		Summary: "What one signs in with besides the password"},
		func(ctx context.Context, c *door.Caller, _ *struct{}) (*door.Body[MyFactors], error) {
			if c.Acting != nil {
				return door.Answer(MyFactors{Passkeys: []Passkey{}}), nil
			}
			f, err := factors.Factors(ctx, c.Scope, c.User)
			if err != nil {
				return nil, err
			}
			out := MyFactors{Totp: !f.TotpAt.IsZero(), Passkeys: make([]Passkey, 0, len(f.Passkeys)), CodesLeft: f.CodesLeft, RequiredFrom: f.RequiredFrom}
			if out.Totp {
				out.TotpSince = &f.TotpAt
			}
			for _, k := range f.Passkeys {
				out.Passkeys = append(out.Passkeys, Passkey(k))
			}
			return door.Answer(out), nil
		})
	door.Handle(d, own(http.MethodPost, "/api/factors/totp", "begin-totp", "Set an authenticator app up; it counts once a code of it is confirmed", 0),
		func(ctx context.Context, c *door.Caller, in *struct{ Body Proof }) (*door.Body[TotpSetUp], error) {
			made, err := factors.BeginTotp(ctx, c.Scope, c.User, c.Brand.Name, in.Body.of(c))
			return door.Answer(TotpSetUp(made)), err
		})
	door.Handle(d, own(http.MethodPost, "/api/factors/totp/confirmation", "confirm-totp", "Show the first code of the authenticator app", 0),
		func(ctx context.Context, c *door.Caller, in *struct {
			Body struct {
				Code string `json:"code" minLength:"1" maxLength:"20"`
			}
		}) (*door.Body[RecoveryCodes], error) {
			codes, err := factors.ConfirmTotp(ctx, c.Scope, c.User, c.Address, in.Body.Code)
			return door.Answer(shownCodes(codes)), err
		})
	door.Handle(d, own(http.MethodPost, "/api/factors/totp/removal", "remove-totp", "Take the authenticator app away", http.StatusNoContent),
		func(ctx context.Context, c *door.Caller, in *struct{ Body Proof }) (*door.None, error) {
			return nil, factors.RemoveTotp(ctx, c.Scope, c.User, in.Body.of(c))
		})
	door.Handle(d, own(http.MethodPost, "/api/factors/recovery-codes", "renew-recovery-codes", "Make new recovery codes; those before are void", 0),
		func(ctx context.Context, c *door.Caller, in *struct{ Body Proof }) (*door.Body[RecoveryCodes], error) {
			codes, err := factors.RenewCodes(ctx, c.Scope, c.User, in.Body.of(c))
			return door.Answer(shownCodes(codes)), err
		})
	registerPasskeys(d, factors, own)
}

// PasskeyPath names one of one's own passkeys.
type PasskeyPath struct {
	Passkey uuid.UUID `path:"passkey" format:"uuid"`
}

func registerPasskeys(d *door.Doors, factors Factors, own func(method, path, id, summary string, status int) door.Route) {
	door.Handle(d, own(http.MethodPost, "/api/passkeys/challenge", "begin-passkey", "Ask one's browser for a new passkey of this host", 0),
		func(ctx context.Context, c *door.Caller, in *struct{ Body Proof }) (*door.Body[PasskeyChallenge], error) {
			made, err := factors.BeginPasskey(ctx, c.Scope, c.Visit(), c.User, c.Session, in.Body.of(c))
			if err != nil {
				return nil, err
			}
			out := PasskeyChallenge{Token: made.Token}
			if err := json.Unmarshal(made.Options, &out.Options); err != nil {
				return nil, err
			}
			return door.Answer(out), nil
		})
	door.Handle(d, own(http.MethodPost, "/api/passkeys", "add-passkey", "Keep a passkey that the browser has made", http.StatusCreated),
		func(ctx context.Context, c *door.Caller, in *struct {
			Body struct {
				Token      string         `json:"token" maxLength:"4000"`
				Name       string         `json:"name" minLength:"1" maxLength:"100"`
				Credential map[string]any `json:"credential" doc:"The browser's answer"`
			}
		}) (*door.Body[NewPasskey], error) {
			credential, _ := json.Marshal(in.Body.Credential) //nolint:errchkjson // it came as JSON
			made, codes, err := factors.AddPasskey(ctx, c.Scope, c.Visit(), c.User, c.Session, in.Body.Token, in.Body.Name, credential)
			return door.Answer(NewPasskey{shownCodes(codes), Passkey(made)}), err
		})
	door.Handle(d, own(http.MethodPatch, "/api/passkeys/{passkey}", "rename-passkey", "Give a passkey another name", http.StatusNoContent),
		func(ctx context.Context, c *door.Caller, in *struct {
			PasskeyPath

			Body struct {
				Name string `json:"name" minLength:"1" maxLength:"100"`
			}
		}) (*door.None, error) {
			return nil, factors.RenamePasskey(ctx, c.Scope, c.User, in.Passkey, in.Body.Name)
		})
	door.Handle(d, own(http.MethodPost, "/api/passkeys/{passkey}/removal", "remove-passkey", "Take a passkey away", http.StatusNoContent),
		func(ctx context.Context, c *door.Caller, in *struct {
			PasskeyPath

			Body Proof
		}) (*door.None, error) {
			return nil, factors.RemovePasskey(ctx, c.Scope, c.User, in.Passkey, in.Body.of(c))
		})
}
