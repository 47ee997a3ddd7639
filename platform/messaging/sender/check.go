package sender

import (
	"context"
	"fmt"
	"time"

	"github.com/google/uuid"

	"github.com/liveryhq/livery/internal/audit"
	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/internal/errs"
	"github.com/liveryhq/livery/reseller/domains/records"
)

// Times of looking at the DNS.
const (
	checkDaily = 24 * time.Hour
	// checkSoon is while something is missing: somebody is at work on it.
	checkSoon = 15 * time.Minute
	claimFor  = 5 * time.Minute
	atOnce    = 8
)

// bouncesLabel stands before a domain where its bounces come.
const bouncesLabel = "bounces"

// wanted is what the zone of a sender should say.
func (s *Senders) wanted(r row) records.LettersWanted {
	w := records.LettersWanted{Domain: r.keyDomain, KeyName: r.selector + "._domainkey." + r.keyDomain, KeyRecord: r.keyRecord,
		Senders: "v=spf1 a:" + r.Host + " ~all", Policy: "v=DMARC1; p=none"}
	if s.Receives && s.Exchanger != "" {
		w.Bounces, w.BouncesSenders, w.Exchanger = bouncesLabel+"."+r.keyDomain, "v=spf1 redirect="+r.keyDomain, s.Exchanger
	}
	return w
}

// Check looks at the DNS now.
func (s *Senders) Check(ctx context.Context, scope db.Scope) (Sender, error) {
	var r row
	err := s.DB.InTenant(ctx, scope, func(tx *db.Tx) (err error) {
		r, _, err = readSender(ctx, tx, scope.Tenant(), false)
		return err
	})
	if err != nil {
		return Sender{}, fmt.Errorf("read a mail sender: %w", err)
	}
	if r.Mode != Own {
		return Sender{}, errs.New(errs.Conflict, "sender_neutral", "Letters come from the neutral sender: there is nothing of yours to check.")
	}
	seen, err := s.DNS.Letters(ctx, s.wanted(r))
	if err != nil {
		return Sender{}, errs.New(errs.Unavailable, "dns_silent", "The name servers do not answer at the moment. Try again in a minute.")
	}
	err = s.DB.InTenant(ctx, scope, func(tx *db.Tx) (err error) {
		r, err = s.see(ctx, tx, scope.Tenant(), r.keyDomain, r.selector, seen)
		return err
	})
	if err != nil {
		return Sender{}, fmt.Errorf("keep what the DNS says: %w", err)
	}
	return s.shown(r), nil
}

// CheckDue looks at the zones of all senders that are due, and tells how many that were.
func (s *Senders) CheckDue(ctx context.Context) (n int64, err error) {
	ctx = audit.As(ctx, audit.Job("senders"))
	for {
		var ids []uuid.UUID
		err := s.DB.Worker(ctx, func(tx *db.Tx) (err error) {
			ids, err = claimChecks(ctx, tx, s.now(), s.now().Add(claimFor), atOnce)
			return err
		})
		if err != nil {
			return n, fmt.Errorf("claim mail senders: %w", err)
		}
		if len(ids) == 0 {
			return n, nil
		}
		for _, id := range ids {
			if err := s.checkOne(ctx, id); err != nil && ctx.Err() == nil {
				s.Log.WarnContext(ctx, "the zone of a mail sender could not be looked at", "tenant", id, "error", err)
			}
		}
		n += int64(len(ids))
	}
}

func (s *Senders) checkOne(ctx context.Context, id uuid.UUID) error {
	var r row
	err := s.DB.Worker(ctx, func(tx *db.Tx) (err error) {
		r, _, err = readSender(ctx, tx, id, false)
		return err
	})
	if err != nil || r.Mode != Own {
		return err
	}
	bounded, cancel := context.WithTimeout(ctx, 20*time.Second)
	defer cancel()
	seen, err := s.DNS.Letters(bounded, s.wanted(r))
	if err != nil {
		return err // which says nothing about the zone: what was seen before holds
	}
	return s.DB.Worker(ctx, func(tx *db.Tx) error {
		_, err := s.see(ctx, tx, id, r.keyDomain, r.selector, seen)
		return err
	})
}

// see keeps what was seen of a domain's zone, unless the sender is another by now.
func (s *Senders) see(ctx context.Context, tx *db.Tx, tenant uuid.UUID, domain, selector string, seen records.LettersSeen) (row, error) {
	r, _, err := readSender(ctx, tx, tenant, true)
	if err != nil || r.keyDomain != domain || r.selector != selector || r.Mode != Own {
		return r, err
	}
	now, was := s.now(), r.signedAt != nil
	r.findings, r.checkedAt, r.bounces = seen.Findings, &now, seen.Bounces
	fine := seen.Signs
	for _, f := range seen.Findings {
		fine = fine && f.Code == records.Fine
	}
	r.checkAt = new(now.Add(checkSoon))
	if fine || r.changed.Before(now.Add(-checkDaily)) {
		r.checkAt = new(now.Add(checkDaily))
	}
	switch {
	case seen.Signs && !was:
		r.signedAt = &now
	case !seen.Signs:
		r.signedAt = nil
	}
	if err := updateSender(ctx, tx, tenant, r); err != nil || was == (r.signedAt != nil) {
		return r, err
	}
	return r, audit.Write(ctx, tx, tenant, now, audit.Change{Action: "brand.sender.signs", Subject: audit.Subject{Kind: "sender", ID: tenant, Name: r.Address},
		Before: audit.Fields{"signed": was}, After: audit.Fields{"signed": r.signedAt != nil, "domain": domain}})
}
