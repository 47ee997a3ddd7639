package books

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/liveryhq/livery/internal/audit"
	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/internal/errs"
)

// File is a signed file of what was agreed with a customer (terms 8.6).
type File struct {
	ID     uuid.UUID
	Name   string
	Size   int
	SHA256 []byte
	ByName string
	PutAt  time.Time
}

// MaxFile is how large a file may be, in bytes.
const MaxFile = 5 << 19

// Files lists what was put there of an agreement, the newest first. NotFound if the customer is none of one's own.
func (b *Books) Files(ctx context.Context, s db.Scope, of uuid.UUID) (list []File, err error) {
	err = b.DB.InTenant(ctx, s, func(tx *db.Tx) error {
		if _, err := customer(ctx, tx, s.Tenant(), of); err != nil {
			return err
		}
		list, err = readFiles(ctx, tx, s.Tenant(), of)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("list signed files: %w", err)
	}
	return list, nil
}

// PutFile keeps a signed file: a PDF, which nobody changes any more. Invalid names what is wrong with it.
func (b *Books) PutFile(ctx context.Context, s db.Scope, of, by uuid.UUID, name string, content []byte) (f File, err error) {
	name = strings.TrimSpace(name)
	switch n := utf8.RuneCountInString(name); {
	case n == 0 || n > 200 || strings.ContainsFunc(name, func(r rune) bool { return r < ' ' || r == '/' || r == '\\' }):
		return f, errs.Field("name", "bad_name", "Give the file a name of 1 to 200 letters.")
	case len(content) > MaxFile:
		return f, errs.Field("file", "large_file", "A signed file has 2.5 MB at most. Scan it with fewer dots.")
	case !bytes.HasPrefix(content, []byte("%PDF-")):
		return f, errs.Field("file", "not_pdf", "This is no PDF. Scan or print the signed paper as PDF.")
	}
	sum := sha256.Sum256(content)
	f = File{ID: uuid.Must(uuid.NewV7()), Name: name, Size: len(content), SHA256: sum[:], PutAt: b.now()}
	err = b.DB.InTenant(ctx, s, func(tx *db.Tx) error {
		who, err := customer(ctx, tx, s.Tenant(), of)
		if err != nil {
			return err
		}
		if err := insertFile(ctx, tx, s.Tenant(), of, by, f, content); err != nil {
			return err
		}
		names, err := namesOf(ctx, tx, []uuid.UUID{by})
		if err != nil {
			return err
		}
		f.ByName = names[by]
		return b.told(ctx, tx, s, "billing.agreement.file", who, nil, audit.Fields{"name": name, "sha256": hex.EncodeToString(sum[:])})
	})
	if err != nil {
		return File{}, fmt.Errorf("keep a signed file: %w", err)
	}
	return f, nil
}

// File reads one with its content. NotFound.
func (b *Books) File(ctx context.Context, s db.Scope, of, id uuid.UUID) (f File, content []byte, err error) {
	err = b.DB.InTenant(ctx, s, func(tx *db.Tx) error {
		f, content, err = readFile(ctx, tx, s.Tenant(), of, id)
		if errors.Is(err, pgx.ErrNoRows) {
			return errs.Missing()
		}
		return err
	})
	if err != nil {
		return File{}, nil, fmt.Errorf("read a signed file: %w", err)
	}
	return f, content, nil
}
