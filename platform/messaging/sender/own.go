package sender

import (
	"context"
	"crypto/rand"
	"crypto/rsa"
	"crypto/x509"
	"encoding/base32"
	"encoding/base64"
	"fmt"
	"strings"
	"time"

	"github.com/google/uuid"

	"github.com/liveryhq/livery/internal/audit"
	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/internal/errs"
)

// Read tells where the letters of the realm acted in come from.
func (s *Senders) Read(ctx context.Context, scope db.Scope) (one Sender, err error) {
	var r row
	err = s.DB.InTenant(ctx, scope, func(tx *db.Tx) (err error) {
		if r, _, err = readSender(ctx, tx, scope.Tenant(), false); err != nil || r.failingSince == nil {
			return err
		}
		r.waiting, err = lettersWaiting(ctx, tx)
		return err
	})
	if err != nil {
		return Sender{}, fmt.Errorf("read a mail sender: %w", err)
	}
	return s.shown(r), nil
}

// Change sets where letters come from. Password nil leaves the one there is; it never outlives a change of the server it is for.
func (s *Senders) Change(ctx context.Context, scope db.Scope, wanted Settings, password *string) (one Sender, err error) {
	if wanted, err = s.clean(wanted); err != nil {
		return Sender{}, err
	}
	if password != nil && (len(*password) > 500 || strings.ContainsAny(*password, "\r\n\x00")) {
		return Sender{}, errs.Field("password", "bad_mail_password", "Give the password that your mail provider has given you, at most 500 letters.")
	}
	// Made before the transaction: it takes a while.
	var key *rsa.PrivateKey
	if wanted.Mode == Own {
		if key, err = rsa.GenerateKey(rand.Reader, s.KeyBits); err != nil {
			return Sender{}, fmt.Errorf("make a key: %w", err)
		}
	}
	var r row
	err = s.DB.InTenant(ctx, scope, func(tx *db.Tx) error {
		before, there, err := readSender(ctx, tx, scope.Tenant(), true)
		if err != nil {
			return err
		}
		r = before
		if r.changed = s.now(); wanted.Mode == Neutral {
			// What was set for the own server stays: switching to and fro loses nothing.
			r.Mode, r.Name, r.ReplyTo = Neutral, wanted.Name, wanted.ReplyTo
		} else {
			r.Settings = wanted
			if err := s.keep(&r, before, scope.Tenant(), password, key); err != nil {
				return err
			}
			r.checkAt = &r.changed
		}
		r.recover()
		if !there {
			err = insertSender(ctx, tx, scope.Tenant(), r)
		} else {
			err = updateSender(ctx, tx, scope.Tenant(), r)
		}
		if err != nil {
			return err
		}
		return audit.Write(ctx, tx, scope.Tenant(), r.changed, audit.Change{Action: "brand.sender.change", Subject: audit.Subject{Kind: "sender", ID: scope.Tenant(), Name: r.Address},
			Before: fields(before, false), After: fields(r, password != nil)})
	})
	if err != nil {
		return Sender{}, fmt.Errorf("change a mail sender: %w", err)
	}
	return s.shown(r), nil
}

// keep settles the password and the key of an own server.
func (s *Senders) keep(r *row, before row, tenant uuid.UUID, password *string, key *rsa.PrivateKey) (err error) {
	switch {
	case password != nil && *password == "":
		r.password = nil
	case password != nil:
		if r.password, err = s.Key.Seal(tenant, passwordPurpose, []byte(*password)); err != nil {
			return err
		}
	case before.password != nil && (before.Host != r.Host || before.Port != r.Port || before.User != r.User || before.TLS != r.TLS):
		// Whoever names another server must not be sent the password of this one.
		return errs.Field("password", "password_again", "Type the password again: it goes to this server and user alone.")
	}
	domain := DomainOf(r.Address)
	if domain == before.keyDomain {
		return nil
	}
	der, err := x509.MarshalPKCS8PrivateKey(key)
	if err != nil {
		return fmt.Errorf("keep a key: %w", err)
	}
	public, err := x509.MarshalPKIXPublicKey(&key.PublicKey)
	if err != nil {
		return fmt.Errorf("keep a key: %w", err)
	}
	if r.keySealed, err = s.Key.Seal(tenant, keyPurpose, der); err != nil {
		return err
	}
	name := make([]byte, 5)
	if _, err := rand.Read(name); err != nil {
		return err
	}
	r.keyDomain, r.selector = domain, "m"+strings.ToLower(base32.StdEncoding.EncodeToString(name))
	r.keyRecord = "v=DKIM1; k=rsa; p=" + base64.StdEncoding.EncodeToString(public)
	r.signedAt, r.bounces, r.findings, r.checkedAt = nil, false, nil, nil
	return nil
}

// fields of a sender that the audit keeps: nothing secret is among them.
func fields(r row, newPassword bool) audit.Fields {
	f := audit.Fields{"mode": r.Mode, "name": r.Name, "reply_to": r.ReplyTo}
	if r.Mode == Own {
		f["host"], f["port"], f["tls"], f["user"], f["address"] = r.Host, r.Port, r.TLS, r.User, r.Address
	}
	if newPassword {
		f["password"] = "changed"
	}
	return f
}

func (s *Senders) shown(r row) Sender {
	one := Sender{Settings: r.Settings, HasPassword: r.password != nil, Domain: r.keyDomain, SignedAt: r.signedAt, Bounces: r.bounces, Findings: r.findings,
		CheckedAt: r.checkedAt, CheckAt: r.checkAt, FailingSince: r.failingSince, TryAt: r.tryAt, Problem: r.problem, Said: r.said, Waiting: r.waiting}
	if r.Mode == Own {
		one.Records = s.records(r)
	}
	return one
}

// records to set in the zone of the address.
func (s *Senders) records(r row) []Record {
	w := s.wanted(r)
	list := []Record{{Kind: "TXT", Name: w.KeyName, Value: w.KeyRecord, For: "dkim"}, {Kind: "TXT", Name: w.Domain, Value: w.Senders, For: "spf"},
		{Kind: "TXT", Name: "_dmarc." + w.Domain, Value: w.Policy, For: "dmarc"}}
	if w.Exchanger != "" {
		list = append(list, Record{Kind: "MX", Name: w.Bounces, Value: "10 " + w.Exchanger, Optional: true, For: "bounces"},
			Record{Kind: "TXT", Name: w.Bounces, Value: w.BouncesSenders, Optional: true, For: "bounces"})
	}
	return list
}

// Tried is who a letter that tries the way goes to.
type Tried struct {
	// ID of the letter.
	ID            uuid.UUID
	Email, Locale string
}

// tryAgain is how soon after one trial there may be another.
const tryAgain = 10 * time.Second

// Trying begins a trial for somebody of the realm acted in: the letter goes to their own address, and to no other; the audit tells of
// it. words is the text that is tried, as "invitation en"; empty: the way that letters take. Forbidden (reason "acting_no_letter") for
// somebody from above, who has no address there.
func (s *Senders) Trying(ctx context.Context, scope db.Scope, user uuid.UUID, words string) (to Tried, err error) {
	if audit.By(ctx).Acting != uuid.Nil {
		return to, errs.New(errs.Forbidden, "acting_no_letter", "The letter goes to an address of this business, and you have none while you act in it. Ask somebody of it to send the letter.")
	}
	to.ID = uuid.Must(uuid.NewV7())
	err = s.DB.InTenant(ctx, scope, func(tx *db.Tx) error {
		if to.Email, to.Locale, err = emailOf(ctx, tx, scope.Tenant(), user); err != nil {
			return err
		}
		if to.Email == "" {
			return errs.New(errs.Conflict, "no_email_of_yours", "The letter goes to your own address, and you have none here. Set it in your profile first.")
		}
		now := s.now()
		r, there, err := readSender(ctx, tx, scope.Tenant(), true)
		if err != nil {
			return err
		}
		if r.testedAt != nil && now.Sub(*r.testedAt) < tryAgain {
			return errs.New(errs.LimitReached, "test_soon", "A letter was sent a moment ago. Try again in ten seconds.")
		}
		if r.testedAt = &now; !there {
			r.changed = now
			err = insertSender(ctx, tx, scope.Tenant(), r)
		} else {
			err = updateSender(ctx, tx, scope.Tenant(), r)
		}
		if err != nil {
			return err
		}
		tried := audit.Change{Action: "brand.sender.try", Subject: audit.Subject{Kind: "sender", ID: scope.Tenant(), Name: r.Address}}
		if words != "" {
			tried = audit.Change{Action: "brand.letter.try", Subject: audit.Subject{Kind: "letter", Name: words}}
		}
		return audit.Write(ctx, tx, scope.Tenant(), now, tried)
	})
	if err != nil {
		return Tried{}, fmt.Errorf("try a mail sender: %w", err)
	}
	return to, nil
}
