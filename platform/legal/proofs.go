package legal

import (
	"bytes"
	"context"
	"fmt"
	"slices"
	"strconv"
	"time"

	"github.com/google/uuid"

	"github.com/liveryhq/livery/internal/audit"
	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/internal/errs"
	"github.com/liveryhq/livery/internal/sheet"
	"github.com/liveryhq/livery/platform/legal/internal/legaldb"
)

// Signed is the way of a proof that nobody's acceptance makes: a document by agreement, which both sides have signed.
const Signed = "agreement"

// Proof is that somebody has accepted a version of a realm's document, or that another was agreed on with them instead.
type Proof struct {
	ID uuid.UUID
	// Tenant who is bound by it, by name and account number; the name is empty once it has left the realm.
	Tenant       uuid.UUID
	Name, Number string
	// User who did it. Login and Person are empty once they were removed: the pseudonymous id stays.
	User          uuid.UUID
	Login, Person string
	Version       Version
	// Fingerprint is what the version says, as a hash.
	Fingerprint string
	Way         string
	At          time.Time
	From        Trace
	// Agreement is what a document by agreement stands on; nil: it is an acceptance.
	Agreement *ProofAgreement
}

// ProofAgreement is an agreement as a proof tells it.
type ProofAgreement struct {
	Number string
	On     time.Time
	// File is the name of the signed paper, SHA256 of its bytes in hex.
	File, SHA256 string
	// EndsAt is from when the public document counts again; nil: there is no end, or a later version has followed.
	EndsAt *time.Time
}

// ProofQuery narrows proofs.
type ProofQuery struct {
	// Customer and Version: those of one; nil: of all.
	Customer, Version *uuid.UUID
	After             *ProofAfter
	Limit             int
}

// ProofAfter is where a page goes on.
type ProofAfter struct {
	At time.Time
	ID uuid.UUID
}

// Pages of proofs, and the most of a file.
const (
	mostProofs     = 200
	mostProofsFile = 200_000
)

// Proofs lists who has accepted the documents of the realm acted in, and with whom others were agreed on, the latest first; next is
// nil on the last page. NotFound if the customer is none of the realm's, or the version is not.
func (l *Legal) Proofs(ctx context.Context, s db.Scope, query ProofQuery) (list []Proof, next *ProofAfter, err error) {
	err = l.db.InTenant(ctx, s, func(tx *db.Tx) error {
		w, err := l.witness(ctx, tx, s, query)
		if err == nil {
			list, next, err = w.page(ctx, query)
		}
		return err
	})
	if err != nil {
		return nil, nil, fmt.Errorf("list who has accepted documents: %w", err)
	}
	return list, next, nil
}

// AcceptedBy counts, by version, of how many customers somebody has accepted it.
func (l *Legal) AcceptedBy(ctx context.Context, s db.Scope) (map[uuid.UUID]int, error) {
	counts := map[uuid.UUID]int{}
	err := l.db.InTenant(ctx, s, func(tx *db.Tx) error {
		rows, err := legaldb.New(tx).AcceptedBy(ctx, s.Tenant())
		for _, r := range rows {
			counts[r.VersionID] = int(r.Customers)
		}
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("count who has accepted documents: %w", err)
	}
	return counts, nil
}

// Fingerprints are what the versions of the realm acted in say, as hashes.
func (l *Legal) Fingerprints(ctx context.Context, s db.Scope) (prints map[uuid.UUID]string, err error) {
	err = l.db.InTenant(ctx, s, func(tx *db.Tx) error {
		prints, err = fingerprints(ctx, legaldb.New(tx), s.Tenant())
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("read what documents say, as hashes: %w", err)
	}
	return prints, nil
}

func fingerprints(ctx context.Context, q *legaldb.Queries, realm uuid.UUID) (map[uuid.UUID]string, error) {
	rows, err := q.Fingerprints(ctx, realm)
	prints := map[uuid.UUID]string{}
	for _, r := range rows {
		prints[r.VersionID] = r.Fingerprint
	}
	return prints, err
}

// witness knows the versions that proofs are about.
type witness struct {
	q        *legaldb.Queries
	realm    uuid.UUID
	versions []Version
	prints   map[uuid.UUID]string
}

func (l *Legal) witness(ctx context.Context, tx *db.Tx, s db.Scope, query ProofQuery) (*witness, error) {
	w := &witness{q: legaldb.New(tx), realm: s.Tenant()}
	if query.Customer != nil {
		known, err := w.q.IsKnown(ctx, legaldb.IsKnownParams{Child: *query.Customer, TenantID: s.Tenant()})
		if err != nil {
			return nil, err
		}
		if !known {
			return nil, errs.Missing()
		}
	}
	var err error
	if w.versions, err = versionsIn(ctx, w.q, s.Tenant(), "en"); err != nil {
		return nil, err
	}
	if v := query.Version; v != nil && !slices.ContainsFunc(w.versions, func(o Version) bool { return o.ID == *v }) {
		return nil, errs.Missing()
	}
	w.prints, err = fingerprints(ctx, w.q, s.Tenant())
	return w, err
}

func (w *witness) page(ctx context.Context, query ProofQuery) (list []Proof, next *ProofAfter, err error) {
	most := query.Limit
	if most <= 0 || most > mostProofs {
		most = 50
	}
	after := ProofAfter{time.Date(9999, 1, 1, 0, 0, 0, 0, time.UTC), uuid.Max}
	if query.After != nil {
		after = *query.After
	}
	rows, err := w.q.Proofs(ctx, legaldb.ProofsParams{TenantID: w.realm, Customer: query.Customer, Version: query.Version, BeforeAt: after.At, BeforeID: after.ID, Most: int32(most) + 1})
	if err != nil {
		return nil, nil, err
	}
	for _, r := range rows {
		p := Proof{ID: r.ID, Tenant: r.TenantID, Name: r.TenantName, Number: r.Number, User: r.UserID, Login: r.Login, Person: r.Person,
			Fingerprint: w.prints[r.VersionID], Way: r.Way, At: r.At.UTC(), From: Trace{r.Address, r.Agent, r.Locale}}
		if i := slices.IndexFunc(w.versions, func(v Version) bool { return v.ID == r.VersionID }); i >= 0 {
			p.Version = w.versions[i]
		}
		list = append(list, p)
	}
	if query.Version == nil {
		signed, err := w.signed(ctx, query, after, most+1)
		if err != nil {
			return nil, nil, err
		}
		list = append(list, signed...)
		slices.SortFunc(list, func(a, b Proof) int {
			if c := b.At.Compare(a.At); c != 0 {
				return c
			}
			return bytes.Compare(b.ID[:], a.ID[:])
		})
	}
	if len(list) > most {
		last := list[most-1]
		return list[:most], &ProofAfter{last.At, last.ID}, nil
	}
	return list, nil, nil
}

// signed are the documents by agreement as proofs; one that was taken back before its date proves nothing.
func (w *witness) signed(ctx context.Context, query ProofQuery, after ProofAfter, most int) (list []Proof, err error) {
	rows, err := w.q.AgreedProofs(ctx, legaldb.AgreedProofsParams{TenantID: w.realm, Customer: query.Customer, BeforeAt: after.At, BeforeID: after.ID, Most: int32(most)})
	for _, r := range rows {
		p := Proof{ID: r.ID, Tenant: r.CounterpartyID, Name: r.TenantName, Number: r.Number, Fingerprint: r.Fingerprint, Way: Signed, At: r.PostedAt.UTC(),
			Version:   Version{ID: r.ID, Kind: r.Kind, Number: int(r.Version), Title: r.Title, PostedAt: r.PostedAt.UTC(), EffectiveAt: r.EffectiveAt.UTC()},
			Agreement: &ProofAgreement{Number: r.Agreement, On: r.AgreedOn.Time, File: r.FileName, SHA256: r.FilePrint, EndsAt: utc(r.EndsAt)}}
		if p.Version.Title == "" {
			p.Version.Title = r.FileName
		}
		list = append(list, p)
	}
	return list, err
}

// Formats of files.
const (
	CSV  = "csv"
	XLSX = "xlsx"
)

// ProofsFile is a table of proofs as a file, with moments in UTC; who has made one stands in the audit. Besides what Proofs
// refuses: Invalid (reason "too_many_rows").
func (l *Legal) ProofsFile(ctx context.Context, s db.Scope, query ProofQuery, format string) (file []byte, err error) {
	heading := []string{"Accepted at (UTC)", "Account number", "Account", "Account id", "Login", "Person", "Person id", "How", "Document", "Version", "Title",
		"In force from (UTC)", "SHA-256 of the version", "Network address", "Program", "Language",
		"Agreement", "Agreement of", "Signed file", "SHA-256 of the signed file", "Until (UTC)"}
	err = l.db.InTenant(ctx, s, func(tx *db.Tx) error {
		w, err := l.witness(ctx, tx, s, query)
		if err != nil {
			return err
		}
		table, err := newTable(format, heading)
		if err != nil {
			return err
		}
		n := 0
		query.Limit = mostProofs
		for more := true; more; more = query.After != nil {
			list, next, err := w.page(ctx, query)
			if err != nil {
				return err
			}
			if n += len(list); n > mostProofsFile {
				return errs.Field("version", "too_many_rows", fmt.Sprintf("A file holds at most %d rows. Ask for one version, or for one customer.", mostProofsFile))
			}
			for _, p := range list {
				if err := table.row(p.cells()); err != nil {
					return err
				}
			}
			query.After = next
		}
		if file, err = table.bytes(); err != nil {
			return err
		}
		told := audit.Fields{"format": format, "rows": n}
		if query.Customer != nil {
			told["customer"] = *query.Customer
		}
		return audit.Write(ctx, tx, s.Tenant(), l.now(), audit.Change{Action: "legal.acceptance.export", Subject: audit.Subject{Kind: "tenant", ID: s.Tenant()}, After: told})
	})
	if err != nil {
		return nil, fmt.Errorf("export who has accepted documents: %w", err)
	}
	return file, nil
}

func (p Proof) cells() []string {
	v := p.Version
	user, agreement := p.User.String(), make([]string, 5)
	if a := p.Agreement; a != nil {
		user, agreement = "", []string{a.Number, a.On.Format(time.DateOnly), a.File, a.SHA256, ""}
		if a.EndsAt != nil {
			agreement[4] = a.EndsAt.Format(time.RFC3339Nano)
		}
	}
	return append([]string{p.At.Format(time.RFC3339Nano), p.Number, p.Name, p.Tenant.String(), p.Login, p.Person, user, p.Way, v.Kind, strconv.Itoa(v.Number), v.Title,
		v.EffectiveAt.Format(time.RFC3339Nano), p.Fingerprint, p.From.Address, p.From.Agent, p.From.Locale}, agreement...)
}

// table is a file in either format.
type table struct {
	row   func(cells []string) error
	bytes func() ([]byte, error)
}

func newTable(format string, heading []string) (table, error) {
	if format != XLSX {
		t := sheet.NewCSV(heading...)
		return table{func(cells []string) error {
			for i, c := range cells {
				cells[i] = sheet.Inert(c)
			}
			t.Row(cells...)
			return nil
		}, func() ([]byte, error) { return t.Bytes(), nil }}, nil
	}
	book, err := sheet.NewWriter("Acceptances", heading...)
	if err != nil {
		return table{}, err
	}
	return table{func(cells []string) error {
		row := make([]any, len(cells))
		for i, c := range cells {
			row[i] = c
		}
		return book.Row(row...)
	}, book.Bytes}, nil
}
