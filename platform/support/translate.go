package support

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/google/uuid"

	"github.com/liveryhq/livery/internal/audit"
	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/internal/errs"
	"github.com/liveryhq/livery/internal/outward"
	"github.com/liveryhq/livery/platform/support/translation"
)

// keyPurpose is what the key of a translation service is sealed for.
const keyPurpose = "desk translation key"

// Machine is the service that a desk has its texts translated by; its key is shown to nobody.
type Machine struct {
	// Set: there is one. Without it nothing leaves the installation.
	Set bool
	// URL of a service that speaks as DeepL does; empty: DeepL's own.
	URL   string
	SetAt *time.Time
}

// Translation of a message for those who work at the desk, made by a machine.
type Translation struct {
	Message uuid.UUID
	// To and From are languages; From is what the machine takes the message for, and may be empty.
	To, From string
	Body     string
	At       time.Time
}

// Machine of the desk acted in.
func (d *Desks) Machine(ctx context.Context, s db.Scope) (Machine, error) {
	return inDesk(ctx, d, s, func(tx *db.Tx) (Machine, error) {
		m, _, err := machineOf(ctx, tx, s.Tenant(), false)
		return m, err
	})
}

// SetMachine says by which service the desk acted in has its texts translated. Key nil leaves the one there is; it never outlives a change
// of the address it is for. Invalid names the field.
func (d *Desks) SetMachine(ctx context.Context, s db.Scope, url string, key *string) (now Machine, err error) {
	if url, err = d.checkMachine(url); err != nil {
		return now, err
	}
	err = d.change(ctx, s, "translator", uuid.Nil, "", func(tx *db.Tx) error {
		sealed, err := d.machineKey(ctx, tx, s, url, key, true)
		if err != nil {
			return err
		}
		at := d.now()
		now = Machine{Set: true, URL: url, SetAt: &at}
		return keepMachine(ctx, tx, s.Tenant(), url, sealed, at)
	})
	if err != nil {
		return Machine{}, fmt.Errorf("set a desk's translation service: %w", err)
	}
	return now, nil
}

// RemoveMachine has nothing translated any more; the key is gone, translations that were made stay with their messages. NotFound: there is
// none.
func (d *Desks) RemoveMachine(ctx context.Context, s db.Scope) error {
	return d.change(ctx, s, "translator.remove", uuid.Nil, "", func(tx *db.Tx) error { return dropMachine(ctx, tx, s.Tenant()) })
}

// MachineCheck is what came of asking a service how much it has translated.
type MachineCheck struct {
	// Fine: the key is good. Otherwise Problem is one of translation's.
	Fine    bool
	Problem string
	translation.Usage
}

// CheckMachine asks a service, by a key that need not be kept yet, how much of its quota is used. Nothing is translated by it.
func (d *Desks) CheckMachine(ctx context.Context, s db.Scope, url string, key *string) (c MachineCheck, err error) {
	if url, err = d.checkMachine(url); err != nil {
		return c, err
	}
	sealed, err := inDesk(ctx, d, s, func(tx *db.Tx) ([]byte, error) { return d.machineKey(ctx, tx, s, url, key, false) })
	if err != nil {
		return c, err
	}
	account, err := d.account(s, url, sealed)
	if err != nil {
		return c, err
	}
	used, err := d.Translator.Usage(ctx, account)
	if t, ok := errors.AsType[*translation.Trouble](err); ok {
		return MachineCheck{Problem: t.Problem}, nil
	}
	return MachineCheck{Fine: err == nil, Usage: used}, orNil("check a translation service", err)
}

func (d *Desks) checkMachine(url string) (string, error) {
	if d.Translator == nil {
		return "", errs.Missing()
	}
	url = strings.TrimSpace(url)
	err := d.Translator.Check(url)
	switch {
	case errors.Is(err, outward.ErrInside):
		return url, errs.Field("url", "webhook_private", "This address lies within a private network. Give one of the public internet.").With(err)
	case errors.Is(err, outward.ErrPlain):
		return url, errs.Field("url", "translator_not_https", "Give an address that begins with https://: over http anybody on the way could read the key and the texts.").With(err)
	case err != nil:
		return url, errs.Field("url", "bad_translator_url", "Give an address like https://translate.example.com, or none for DeepL's own.").With(err)
	}
	return url, nil
}

// machineKey seals the key that was typed, or answers with the one that is kept.
func (d *Desks) machineKey(ctx context.Context, tx *db.Tx, s db.Scope, url string, key *string, lock bool) ([]byte, error) {
	if key == nil || strings.TrimSpace(*key) == "" {
		was, sealed, err := machineOf(ctx, tx, s.Tenant(), lock)
		switch {
		case err != nil:
			return nil, err
		case !was.Set:
			return nil, errs.Field("key", "bad_translator_key", "Give the key that the service has given you, at most 200 letters.")
		case was.URL != url:
			// Whoever names another service must not be sent the key of this one.
			return nil, errs.Field("key", "translator_key_again", "Type the key again: it goes to this service alone.")
		}
		return sealed, nil
	}
	plain := strings.TrimSpace(*key)
	if len(plain) > 200 || strings.ContainsFunc(plain, func(r rune) bool { return r <= ' ' || r >= 0x7f }) {
		return nil, errs.Field("key", "bad_translator_key", "Give the key that the service has given you, at most 200 letters.")
	}
	return d.Key.Seal(s.Tenant(), keyPurpose, []byte(plain))
}

func (d *Desks) account(s db.Scope, url string, sealed []byte) (translation.Account, error) {
	plain, err := d.Key.Open(s.Tenant(), keyPurpose, sealed)
	return translation.Account{URL: url, Key: string(plain)}, err
}

// Translate has a message of a ticket of the desk acted in translated, for those who work there. It is done once for a language: nobody else's
// desk is asked, and the second to ask is answered from here. What is sent is the message and nothing besides. Conflict: the desk has no
// service (reason "translation_off"), or its key is refused ("translation_key"); LimitReached, Unavailable: try later. NotFound: there is no
// such message.
func (d *Desks) Translate(ctx context.Context, s db.Scope, ticket, message uuid.UUID, to string) (t Translation, err error) {
	if err := checkLanguage(to); err != nil {
		return t, err
	}
	var body string
	var made bool
	var account translation.Account
	err = d.DB.InTenant(ctx, s, func(tx *db.Tx) error {
		if body, err = wordsOf(ctx, tx, s.Tenant(), ticket, message); err != nil {
			return err
		}
		if t, made, err = translationOf(ctx, tx, s.Tenant(), message, to); err != nil || made {
			return err
		}
		account, err = d.accountOf(ctx, tx, s)
		return err
	})
	if err == nil && !made {
		// A call to somebody else's machine holds nothing of the database.
		var got translation.Translated
		if got, err = d.Translator.Translate(ctx, account, body, to); err != nil {
			return t, troubled(err)
		}
		t = Translation{Message: message, To: to, From: got.From, Body: got.Text, At: d.now()}
		err = d.DB.InTenant(ctx, s, func(tx *db.Tx) error {
			subject, err := d.translated(ctx, tx, s, ticket, body, to)
			if err != nil {
				return err
			}
			return keepTranslation(ctx, tx, subject, t)
		})
	}
	if err != nil {
		return t, fmt.Errorf("translate a message: %w", err)
	}
	return t, nil
}

// TranslateDraft has what somebody of the desk is going to answer translated; nothing is kept. It fails as Translate does.
func (d *Desks) TranslateDraft(ctx context.Context, s db.Scope, ticket uuid.UUID, text, to string) (got translation.Translated, err error) {
	text = strings.TrimSpace(text)
	if err := checkBody(text); err != nil {
		return got, err
	}
	if err := checkLanguage(to); err != nil {
		return got, err
	}
	var account translation.Account
	err = d.DB.InTenant(ctx, s, func(tx *db.Tx) error {
		if _, err := oneTicket(ctx, tx, "where t.tenant_id = $1 and t.id = $2", s.Tenant(), ticket); err != nil {
			return err
		}
		account, err = d.accountOf(ctx, tx, s)
		return err
	})
	if err == nil {
		if got, err = d.Translator.Translate(ctx, account, text, to); err != nil {
			return got, troubled(err)
		}
		err = d.DB.InTenant(ctx, s, func(tx *db.Tx) error {
			_, err := d.translated(ctx, tx, s, ticket, text, to)
			return err
		})
	}
	if err != nil {
		return got, fmt.Errorf("translate an answer: %w", err)
	}
	return got, nil
}

// accountOf the desk acted in.
func (d *Desks) accountOf(ctx context.Context, tx *db.Tx, s db.Scope) (translation.Account, error) {
	m, sealed, err := machineOf(ctx, tx, s.Tenant(), false)
	if err != nil {
		return translation.Account{}, err
	}
	if !m.Set || d.Translator == nil {
		return translation.Account{}, errs.New(errs.Conflict, "translation_off", "This desk has no translation service. Whoever sets up the desk adds one there.")
	}
	return d.account(s, m.URL, sealed)
}

// translated tells the audit that a text has left the installation: how long it was, and not what it said.
func (d *Desks) translated(ctx context.Context, tx *db.Tx, s db.Scope, ticket uuid.UUID, text, to string) (Ticket, error) {
	t, err := oneTicket(ctx, tx, "where t.tenant_id = $1 and t.id = $2", s.Tenant(), ticket)
	if err != nil {
		return t, err
	}
	return t, audit.Write(ctx, tx, s.Tenant(), d.now(), audit.Change{Action: "support.ticket.translate", Subject: audit.Subject{Kind: "ticket", ID: t.ID, Name: t.Subject},
		After: audit.Fields{"language": to, "letters": utf8.RuneCountInString(text)}})
}

func checkLanguage(to string) error {
	return checkTexts("to", map[string]string{to: "x"}, 1, true)
}

// troubled is a service's trouble as people are told of it.
func troubled(err error) error {
	t, ok := errors.AsType[*translation.Trouble](err)
	if !ok {
		return fmt.Errorf("translate: %w", err)
	}
	var told *errs.Error
	switch t.Problem {
	case translation.Key:
		told = errs.New(errs.Conflict, "translation_key", "The translation service refuses the key of this desk. Whoever sets up the desk gives another.")
	case translation.Quota:
		told = errs.New(errs.LimitReached, "translation_quota", "As much was translated as the desk's account at the translation service allows. Wait for its next period, or extend the account there.")
	case translation.Busy:
		told = errs.New(errs.LimitReached, "translation_busy", "The translation service has too much to do. Try again in a minute.")
		told.RetryAfter = 60
	case translation.TooLong:
		told = errs.Field("body", "translation_too_long", fmt.Sprintf("This text is too long to be translated. At most %d letters are.", translation.Longest))
	case translation.Private:
		told = errs.New(errs.Conflict, "translation_private", "The address of the translation service leads into a private network. Whoever sets up the desk gives another.")
	case translation.Refused:
		told = errs.New(errs.Conflict, "translation_refused", "The translation service does not translate this. Whoever sets up the desk can test it there.")
	default:
		told = errs.New(errs.Unavailable, "translation_away", "The translation service does not answer. Try again in a minute.")
		told.RetryAfter = 60
	}
	return told.With(err)
}
