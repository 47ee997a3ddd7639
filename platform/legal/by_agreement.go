package legal

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/internal/errs"
	"github.com/liveryhq/livery/platform/legal/internal/legaldb"
	"github.com/liveryhq/livery/tenant"
)

// States of a document by agreement.
const (
	// InForceState: it stands instead of the public one, perhaps with an end that is announced.
	InForceState = "in_force"
	// AnnouncedState: its date is still to come.
	AnnouncedState = "announced"
	// FollowedState: a later version has taken its place.
	FollowedState = "followed"
	// EndedState: the public document counts again.
	EndedState = "ended"
	// WithdrawnState: it was taken back before its date.
	WithdrawnState = "withdrawn"
)

// ByAgreement is a document that stands for one customer instead of one that the realm publishes (terms 8.6). The paper that both
// sides have signed prevails over its text.
type ByAgreement struct {
	ID     uuid.UUID
	Kind   Kind
	Number int
	// Title of its own text, or without one that of the public document.
	Title string
	// Locales of its text; none: there is the signed paper alone.
	Locales []string
	// Agreement and AgreedOn are number and day of the agreement when it was posted.
	Agreement string
	AgreedOn  time.Time
	File      SignedFile
	// Fingerprint is what its text says, as a hash; empty: it has none.
	Fingerprint string
	// By is who has posted it; empty for the customer, and once they are not there any more.
	By                    string
	PostedAt, EffectiveAt time.Time
	WithdrawnAt           *time.Time
	// EndsAt is from when the public document counts again.
	EndsAt *time.Time
	State  string
}

// SignedFile is the signed paper that a document by agreement stands on.
type SignedFile struct {
	ID   uuid.UUID
	Name string
	// SHA256 of its bytes, in hex.
	SHA256 string
	PutAt  time.Time
}

// AgreedWith is what of documents was agreed with one customer, and what can be.
type AgreedWith struct {
	// Agreement and AgreedOn: as the contract has them now; empty and nil: there is none.
	Agreement string
	AgreedOn  *time.Time
	// Files are the signed papers, the newest first.
	Files []SignedFile
	// Public are the realm's documents in force, which count where nothing else does.
	Public []Version
	// Notices are how long ahead the end of a document is told, kind by kind.
	Notices map[Kind]time.Duration
	// Documents by agreement, kind by kind, the newest first.
	Documents []ByAgreement
}

// AgreedWith reads what of documents was agreed with a direct customer of the tenant acted in. NotFound.
func (l *Legal) AgreedWith(ctx context.Context, s db.Scope, customer uuid.UUID, brand, locale string) (a AgreedWith, err error) {
	public, err := l.Current(ctx, s.Tenant(), brand, locale)
	if err != nil {
		return AgreedWith{}, err
	}
	err = l.db.InTenant(ctx, s, func(tx *db.Tx) error {
		q := legaldb.New(tx)
		with, err := agreementWith(ctx, q, s.Tenant(), customer)
		if err != nil {
			return err
		}
		a = AgreedWith{Agreement: with.PaperNumber, Public: public, Notices: map[Kind]time.Duration{}}
		if with.SignedOn.Valid {
			a.AgreedOn = &with.SignedOn.Time
		}
		for _, k := range Kinds() {
			a.Notices[k] = noticeOfEnd(k, with.Kind)
		}
		if a.Files, err = filesIn(ctx, q, s.Tenant(), customer); err != nil {
			return err
		}
		a.Documents, err = l.byAgreementIn(ctx, q, s.Tenant(), customer, locale, public)
		return err
	})
	if err != nil {
		return AgreedWith{}, fmt.Errorf("read documents by agreement: %w", err)
	}
	return a, nil
}

// TextsByAgreement reads all languages of one with a direct customer; none where the signed paper stands alone. NotFound.
func (l *Legal) TextsByAgreement(ctx context.Context, s db.Scope, customer, document uuid.UUID) (texts []Text, err error) {
	err = l.db.InTenant(ctx, s, func(tx *db.Tx) error {
		q := legaldb.New(tx)
		if _, err := agreementWith(ctx, q, s.Tenant(), customer); err != nil {
			return err
		}
		if _, err := l.oneIn(ctx, q, s.Tenant(), customer, document, "", nil); err != nil {
			return err
		}
		texts, err = agreedTexts(ctx, q, s.Tenant(), customer, document)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("read a document by agreement: %w", err)
	}
	return texts, nil
}

// ByAgreement lists what stands, stood or will stand for the tenant acted in by agreement with whoever is right above it. Nobody
// else of the tree reads it. An account's stand in the account, a reseller's under Provider: of another kind there are none.
func (l *Legal) ByAgreement(ctx context.Context, s db.Scope, of tenant.Kind, locale string) (list []ByAgreement, err error) {
	err = l.agreed(ctx, s, of, locale, func(_ *legaldb.Queries, _ uuid.UUID, all []ByAgreement) error {
		list = slices.DeleteFunc(all, func(a ByAgreement) bool { return a.WithdrawnAt != nil })
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("list documents by agreement: %w", err)
	}
	return list, nil
}

// ReadByAgreement reads one with its text in a language, or in the first there is; the text is empty where the signed paper stands
// alone. NotFound.
func (l *Legal) ReadByAgreement(ctx context.Context, s db.Scope, of tenant.Kind, document uuid.UUID, locale string) (one ByAgreement, text Text, err error) {
	err = l.agreed(ctx, s, of, locale, func(q *legaldb.Queries, keeper uuid.UUID, all []ByAgreement) error {
		i := slices.IndexFunc(all, func(a ByAgreement) bool { return a.ID == document && a.WithdrawnAt == nil })
		if i < 0 {
			return errs.Missing()
		}
		one = all[i]
		texts, err := agreedTexts(ctx, q, keeper, s.Tenant(), document)
		text = inLocale(texts, locale)
		return err
	})
	if err != nil {
		return ByAgreement{}, Text{}, fmt.Errorf("read a document by agreement: %w", err)
	}
	return one, text, nil
}

// SignedPaper reads the signed file of one, for whom it binds. NotFound.
func (l *Legal) SignedPaper(ctx context.Context, s db.Scope, of tenant.Kind, document uuid.UUID) (name string, content []byte, err error) {
	if s.Kind() != of {
		return "", nil, errs.Missing()
	}
	err = l.db.InTenant(ctx, s, func(tx *db.Tx) error {
		row, err := legaldb.New(tx).SignedFile(ctx, legaldb.SignedFileParams{Customer: s.Tenant(), ID: document})
		if errors.Is(err, pgx.ErrNoRows) {
			return errs.Missing()
		}
		name, content = row.Name, row.Content
		return err
	})
	if err != nil {
		return "", nil, fmt.Errorf("read the signed file of a document: %w", err)
	}
	return name, content, nil
}

// agreed hands fn what was agreed between the tenant acted in and whoever is right above it.
func (l *Legal) agreed(ctx context.Context, s db.Scope, of tenant.Kind, locale string, fn func(q *legaldb.Queries, keeper uuid.UUID, all []ByAgreement) error) error {
	if s.Kind() != of {
		return fn(nil, uuid.Nil, []ByAgreement{})
	}
	var keeper uuid.UUID
	err := l.db.InTenant(ctx, s, func(tx *db.Tx) error {
		parent, err := legaldb.New(tx).Parent(ctx, s.Tenant())
		if err == nil {
			keeper = *parent
		}
		return err
	})
	if err != nil {
		return err
	}
	public, err := l.Current(ctx, keeper, "", locale)
	if err != nil {
		return err
	}
	return l.db.InTenant(ctx, s, func(tx *db.Tx) error {
		q := legaldb.New(tx)
		all, err := l.byAgreementIn(ctx, q, keeper, s.Tenant(), locale, public)
		if err != nil {
			return err
		}
		return fn(q, keeper, all)
	})
}

// agreementWith is the contract with a direct customer. NotFound.
func agreementWith(ctx context.Context, q *legaldb.Queries, keeper, customer uuid.UUID) (legaldb.AgreementWithRow, error) {
	with, err := q.AgreementWith(ctx, legaldb.AgreementWithParams{TenantID: keeper, Customer: customer})
	if errors.Is(err, pgx.ErrNoRows) {
		return with, errs.Missing()
	}
	return with, err
}

func filesIn(ctx context.Context, q *legaldb.Queries, keeper, customer uuid.UUID) ([]SignedFile, error) {
	rows, err := q.SignedFiles(ctx, legaldb.SignedFilesParams{TenantID: keeper, Customer: customer})
	files := make([]SignedFile, 0, len(rows))
	for _, r := range rows {
		files = append(files, SignedFile{ID: r.ID, Name: r.Name, SHA256: r.Sha256, PutAt: r.PutAt.UTC()})
	}
	return files, err
}

func agreedTexts(ctx context.Context, q *legaldb.Queries, keeper, customer, document uuid.UUID) ([]Text, error) {
	rows, err := q.AgreedTexts(ctx, legaldb.AgreedTextsParams{TenantID: keeper, Customer: customer, ID: document})
	texts := make([]Text, 0, len(rows))
	for _, r := range rows {
		texts = append(texts, Text{r.Locale, r.Title, r.Body, r.Template})
	}
	return texts, err
}

// oneIn finds one of those between a realm and a customer. NotFound.
func (l *Legal) oneIn(ctx context.Context, q *legaldb.Queries, keeper, customer, document uuid.UUID, locale string, public []Version) (ByAgreement, error) {
	all, err := l.byAgreementIn(ctx, q, keeper, customer, locale, public)
	if err != nil {
		return ByAgreement{}, err
	}
	i := slices.IndexFunc(all, func(a ByAgreement) bool { return a.ID == document })
	if i < 0 {
		return ByAgreement{}, errs.Missing()
	}
	return all[i], nil
}

func (l *Legal) byAgreementIn(ctx context.Context, q *legaldb.Queries, keeper, customer uuid.UUID, locale string, public []Version) ([]ByAgreement, error) {
	rows, err := q.AgreedDocuments(ctx, legaldb.AgreedDocumentsParams{TenantID: keeper, Customer: customer, Locale: locale})
	if err != nil {
		return nil, err
	}
	list := make([]ByAgreement, 0, len(rows))
	for _, r := range rows {
		a := ByAgreement{ID: r.ID, Kind: r.Kind, Number: int(r.Version), Title: r.Title, Locales: r.Locales, Agreement: r.Agreement, AgreedOn: r.AgreedOn.Time,
			File: SignedFile{ID: r.FileID, Name: r.FileName, SHA256: r.FilePrint, PutAt: r.FilePutAt.UTC()}, Fingerprint: r.Fingerprint, By: r.ByName,
			PostedAt: r.PostedAt.UTC(), EffectiveAt: r.EffectiveAt.UTC(), WithdrawnAt: utc(r.WithdrawnAt), EndsAt: utc(r.EndsAt)}
		if i := slices.IndexFunc(public, func(v Version) bool { return v.Kind == a.Kind }); a.Title == "" && i >= 0 {
			a.Title = public[i].Title
		}
		list = append(list, a)
	}
	order := Kinds()
	slices.SortStableFunc(list, func(a, b ByAgreement) int { return slices.Index(order, a.Kind) - slices.Index(order, b.Kind) })
	stated(list, l.clock.Now())
	return list, nil
}

// stated tells of each how it stands at a moment; the list is kind by kind, the newest first.
func stated(list []ByAgreement, at time.Time) {
	last := map[Kind]bool{}
	for i := range list {
		a := &list[i]
		switch {
		case a.WithdrawnAt != nil:
			a.State = WithdrawnState
		case a.EffectiveAt.After(at):
			a.State = AnnouncedState
		case last[a.Kind]:
			a.State = FollowedState
		case a.EndsAt != nil && !a.EndsAt.After(at):
			a.State, last[a.Kind] = EndedState, true
		default:
			a.State, last[a.Kind] = InForceState, true
		}
	}
}

func utc(t *time.Time) *time.Time {
	if t == nil {
		return nil
	}
	return new(t.UTC())
}

// replacing are the documents by agreement between a realm and whom it serves, kind by kind, the newest first.
type replacing []legaldb.ReplacingRow

func replacingIn(ctx context.Context, q *legaldb.Queries, keeper, customer uuid.UUID) (replacing, error) {
	return q.Replacing(ctx, legaldb.ReplacingParams{TenantID: keeper, Customer: customer})
}

// last of a kind whose date had come at a moment; nil: none.
func (r replacing) last(kind Kind, at time.Time) *legaldb.ReplacingRow {
	i := slices.IndexFunc(r, func(row legaldb.ReplacingRow) bool { return row.Kind == kind && !row.EffectiveAt.After(at) })
	if i < 0 {
		return nil
	}
	return &r[i]
}

// stands tells whether the public document of a kind does not bind at a moment, because another does by agreement.
func (r replacing) stands(kind Kind, at time.Time) bool {
	row := r.last(kind, at)
	return row != nil && (row.EndsAt == nil || row.EndsAt.After(at))
}

// counts tells whether an acceptance of a version of a kind is one for a moment: one from before an agreement took its place is
// not, once the agreement has ended.
func (r replacing) counts(kind Kind, after *uuid.UUID, at time.Time) bool {
	row := r.last(kind, at)
	if row == nil || after == nil {
		return row == nil && after == nil
	}
	return row.ID == *after
}

// binds tells whether a version is in force, and binds.
func (r replacing) binds(current []Version, v Version, at time.Time) bool {
	return slices.ContainsFunc(current, func(c Version) bool { return c.ID == v.ID }) && !r.stands(v.Kind, at)
}

// comes tells whether a version is announced, and will bind on its date.
func (r replacing) comes(v Version, at time.Time) bool {
	return v.EffectiveAt.After(at) && v.WithdrawnAt == nil && !r.stands(v.Kind, v.EffectiveAt)
}
