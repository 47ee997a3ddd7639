package legal

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/google/uuid"

	"github.com/liveryhq/livery/internal/audit"
	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/internal/errs"
	"github.com/liveryhq/livery/platform/legal/internal/legaldb"
	"github.com/liveryhq/livery/tenant"
)

// noticeOfEnd is how long before the public document of a kind counts again a customer is told: they are bound by it as by a new
// version. A reseller has twice as long, for it has customers of its own.
func noticeOfEnd(k Kind, customer string) time.Duration {
	if customer == tenant.Reseller {
		return 2 * Notice(k)
	}
	return Notice(k)
}

// AgreementDraft is a new document by agreement.
type AgreementDraft struct {
	Kind Kind
	// EffectiveAt: zero is at once. Both sides have signed: no notice is needed.
	EffectiveAt time.Time
	// File is the signed paper that it stands on.
	File uuid.UUID
	// Texts may be none: the signed paper stands alone.
	Texts []Text
}

// Agree posts a document that stands for a direct customer of the tenant acted in instead of the public one of its kind. It needs
// all that makes an agreement: its number and day in the contract, and the signed file. NotFound; Invalid names the field.
func (l *Legal) Agree(ctx context.Context, s db.Scope, by, customer uuid.UUID, d AgreementDraft) (id uuid.UUID, err error) {
	if !slices.Contains(Kinds(), d.Kind) {
		return id, errs.Missing()
	}
	if err := checkTexts(d.Texts); err != nil {
		return id, err
	}
	now := l.now()
	if d.EffectiveAt, err = agreedFrom(d.EffectiveAt, now); err != nil {
		return id, err
	}
	id = uuid.Must(uuid.NewV7())
	err = l.db.InTenant(ctx, s, func(tx *db.Tx) error {
		q := legaldb.New(tx)
		if err := q.LockDocuments(ctx, s.Tenant().String()); err != nil {
			return err
		}
		with, err := agreementWith(ctx, q, s.Tenant(), customer)
		if err != nil {
			return err
		}
		if with.PaperNumber == "" || !with.SignedOn.Valid {
			return errs.Field("agreement", "no_agreement", "Enter the number and the day of the agreement in this customer's terms first.")
		}
		files, err := filesIn(ctx, q, s.Tenant(), customer)
		if err != nil {
			return err
		}
		file := slices.IndexFunc(files, func(f SignedFile) bool { return f.ID == d.File })
		if file < 0 {
			return errs.Field("file", "no_signed_file", "Choose one of this customer's signed files, or put one there first.")
		}
		facts, err := q.Facts(ctx, s.Tenant())
		if err != nil {
			return err
		}
		if d.Texts, err = filledIn(d.Texts, facts); err != nil {
			return err
		}
		number, err := l.nextAgreed(ctx, q, s.Tenant(), customer, d)
		if err != nil {
			return err
		}
		row := legaldb.InsertAgreedParams{ID: id, TenantID: s.Tenant(), Customer: customer, Kind: d.Kind, Version: int32(number), Agreement: with.PaperNumber,
			AgreedOn: with.SignedOn, FileID: d.File, Fingerprint: fingerprint(d.Texts), PostedAt: now, EffectiveAt: d.EffectiveAt}
		if by != uuid.Nil {
			row.ByUser = &by
		}
		if err := q.InsertAgreed(ctx, row); err != nil {
			return err
		}
		for _, t := range d.Texts {
			params := legaldb.InsertAgreedTextParams{TenantID: s.Tenant(), Customer: customer, DocumentID: id, Locale: t.Locale, Title: t.Title, Body: t.Body}
			if t.Template != t.Body {
				params.Template = &t.Template
			}
			if err := q.InsertAgreedText(ctx, params); err != nil {
				return err
			}
		}
		return audit.Write(ctx, tx, s.Tenant(), now, audit.Change{Action: "legal.agreed.post", Subject: audit.Subject{Kind: "tenant", ID: customer, Name: with.Name},
			After: audit.Fields{"kind": d.Kind, "version": number, "agreement": with.PaperNumber, "agreed_on": with.SignedOn.Time.Format(time.DateOnly),
				"effective_at": d.EffectiveAt, "file": files[file].Name, "sha256": files[file].SHA256}})
	})
	if err != nil {
		return uuid.Nil, fmt.Errorf("post a document by agreement: %w", err)
	}
	return id, nil
}

// agreedFrom is from when a document by agreement stands: a day that began already is today, and begins now.
func agreedFrom(wished, now time.Time) (time.Time, error) {
	switch {
	case wished.IsZero() || !wished.After(now) && wished.After(now.AddDate(0, 0, -1)):
		return now, nil
	case wished.Before(now):
		return now, errs.Field("effective_at", "date_past", "This day is over. Choose today or a later one.")
	case wished.After(now.AddDate(2, 0, 0)):
		return now, errs.Field("effective_at", "date_too_far", "This date is more than two years away. Choose an earlier one.")
	}
	return wished.UTC(), nil
}

// nextAgreed is the number of the next version of a kind: what is posted last is what comes in force last.
func (l *Legal) nextAgreed(ctx context.Context, q *legaldb.Queries, keeper, customer uuid.UUID, d AgreementDraft) (int, error) {
	all, err := l.byAgreementIn(ctx, q, keeper, customer, "", nil)
	if err != nil {
		return 0, err
	}
	number := 1
	for _, a := range all {
		if a.Kind != d.Kind {
			continue
		}
		number = max(number, a.Number+1)
		if a.State == AnnouncedState && d.EffectiveAt.Before(a.EffectiveAt) {
			return 0, errs.Field("effective_at", "before_announced", fmt.Sprintf(
				"Version %d is announced for a later date. Choose a date after it, or take it back first.", a.Number))
		}
	}
	return number, nil
}

// fingerprint is what texts say, as a hash; made as that of a public version is (decision 0041).
func fingerprint(texts []Text) string {
	if len(texts) == 0 {
		return ""
	}
	texts = slices.SortedFunc(slices.Values(texts), func(a, b Text) int { return strings.Compare(a.Locale, b.Locale) })
	h := sha256.New()
	for _, t := range texts {
		h.Write([]byte(t.Locale + "\n" + t.Title + "\n\n" + t.Body + "\n\n"))
	}
	return hex.EncodeToString(h.Sum(nil))
}

// EndAgreed ends a document by agreement: the public one of its kind counts again from a date that leaves the notice, or with a zero
// date from the first such. One that is announced is taken back instead. NotFound; Invalid (reason "notice_too_short"); Conflict
// (reasons "agreed_over", "agreed_follows").
func (l *Legal) EndAgreed(ctx context.Context, s db.Scope, customer, document uuid.UUID, from time.Time) error {
	now := l.now()
	err := l.db.InTenant(ctx, s, func(tx *db.Tx) error {
		q := legaldb.New(tx)
		if err := q.LockDocuments(ctx, s.Tenant().String()); err != nil {
			return err
		}
		with, err := agreementWith(ctx, q, s.Tenant(), customer)
		if err != nil {
			return err
		}
		one, err := l.oneIn(ctx, q, s.Tenant(), customer, document, "", nil)
		if err != nil {
			return err
		}
		change := audit.Change{Action: "legal.agreed.withdraw", Subject: audit.Subject{Kind: "tenant", ID: customer, Name: with.Name},
			Before: audit.Fields{"kind": one.Kind, "version": one.Number, "agreement": one.Agreement, "effective_at": one.EffectiveAt}}
		if one.State == AnnouncedState {
			if err := q.WithdrawAgreed(ctx, legaldb.WithdrawAgreedParams{At: &now, TenantID: s.Tenant(), ID: document}); err != nil {
				return err
			}
			return audit.Write(ctx, tx, s.Tenant(), now, change)
		}
		ends, err := l.endOf(ctx, q, s, customer, one, from, now, noticeOfEnd(one.Kind, with.Kind))
		if err != nil {
			return err
		}
		if err := q.EndAgreed(ctx, legaldb.EndAgreedParams{EndsAt: &ends, At: &now, TenantID: s.Tenant(), ID: document}); err != nil {
			return err
		}
		change.Action, change.After = "legal.agreed.end", audit.Fields{"ends_at": ends}
		return audit.Write(ctx, tx, s.Tenant(), now, change)
	})
	if err != nil {
		return fmt.Errorf("end a document by agreement: %w", err)
	}
	return nil
}

func (l *Legal) endOf(ctx context.Context, q *legaldb.Queries, s db.Scope, customer uuid.UUID, one ByAgreement, from, now time.Time, notice time.Duration) (time.Time, error) {
	if one.State != InForceState || one.EndsAt != nil {
		return now, errs.New(errs.Conflict, "agreed_over", "This document has ended, or its end is announced. Agree on a new one to go on.")
	}
	all, err := l.byAgreementIn(ctx, q, s.Tenant(), customer, "", nil)
	if err != nil {
		return now, err
	}
	if slices.ContainsFunc(all, func(a ByAgreement) bool { return a.Kind == one.Kind && a.State == AnnouncedState }) {
		return now, errs.New(errs.Conflict, "agreed_follows", "A later version of this document is announced. Take that back first.")
	}
	first := now.Add(notice)
	if !first.After(one.EffectiveAt) {
		first = one.EffectiveAt.Add(time.Microsecond)
	}
	switch {
	case from.IsZero():
		return first, nil
	case notice == 0 && !from.After(first) && from.After(now.AddDate(0, 0, -1)):
		return first, nil
	case from.Before(first):
		return now, errs.Field("ends_at", "notice_too_short", fmt.Sprintf(
			"Whom the public document will bind again must know %d days ahead. Choose a later date.", int(notice/(24*time.Hour))))
	case from.After(now.AddDate(2, 0, 0)):
		return now, errs.Field("ends_at", "date_too_far", "This date is more than two years away. Choose an earlier one.")
	}
	return from.UTC().Truncate(time.Microsecond), nil
}
