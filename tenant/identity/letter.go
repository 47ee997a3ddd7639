package identity

import (
	"context"
	"maps"
	"time"

	"github.com/google/uuid"

	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/internal/outbox"
	"github.com/liveryhq/livery/tenant/identity/internal/identitydb"
)

// MailTopic is the outbox topic of letters to people; whoever sends mail delivers it.
const MailTopic = "mail"

// Letter is what the outbox carries: which words to send, to whom, and what to put into them. Addresses of the realm are
// not in it: whoever sends knows the realm's own host, and Path is appended to that.
type Letter struct {
	// Template names the words: platform/messaging/mail has them in every language.
	Template string     `json:"template"`
	To       string     `json:"to"`
	User     *uuid.UUID `json:"user,omitempty"`
	// Recipient is who reads it without being a user (Outsider): whoever sends asks whether they still want it.
	Recipient *uuid.UUID        `json:"recipient,omitempty"`
	Locale    string            `json:"locale,omitempty"`
	Path      string            `json:"path,omitempty"`
	Params    map[string]string `json:"params,omitempty"`
	// Until: after this the letter is worth nothing and is not sent any more.
	Until *time.Time `json:"until,omitempty"`
}

func post(ctx context.Context, tx *db.Tx, s db.Scope, l Letter) error {
	return outbox.Put(ctx, tx, s, MailTopic, l)
}

// TellKeepers writes to all who look after a tenant, its active owners and admins with an address, each in their language: the letter as it
// is given, to them, with their name.
func TellKeepers(ctx context.Context, tx *db.Tx, tenant uuid.UUID, l Letter) error {
	keepers, err := identitydb.New(tx).Keepers(ctx, tenant)
	if err != nil {
		return err
	}
	for _, k := range keepers {
		own := l
		own.To, own.User, own.Locale, own.Params = k.Email, &k.ID, k.Locale, map[string]string{"name": k.Name}
		maps.Copy(own.Params, l.Params)
		if err := outbox.PutFor(ctx, tx, tenant, MailTopic, own); err != nil {
			return err
		}
	}
	return nil
}

// language is the first that somebody has chosen: the reader, else the tenant, else whoever asked.
func language(chosen ...string) string {
	for _, l := range chosen {
		if l != "" {
			return l
		}
	}
	return Locales()[0]
}
