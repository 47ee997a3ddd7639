package identity

import (
	"context"

	"github.com/google/uuid"

	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/internal/outbox"
)

// MailTopic is the outbox topic of letters to people; whoever sends mail delivers it.
const MailTopic = "mail"

// Letter is what the outbox carries: which words to send, to whom, and what to put into them. Addresses of the realm are
// not in it: whoever sends knows the realm's own host, and Path is appended to that.
type Letter struct {
	Template string            `json:"template"` // invitation, ownership, confirm_email, application_approved, application_refused
	To       string            `json:"to"`
	User     *uuid.UUID        `json:"user,omitempty"`
	Locale   string            `json:"locale,omitempty"`
	Path     string            `json:"path,omitempty"`
	Params   map[string]string `json:"params,omitempty"`
}

func post(ctx context.Context, tx *db.Tx, s db.Scope, l Letter) error {
	return outbox.Put(ctx, tx, s, MailTopic, l)
}
