package brand

import (
	"context"
	"crypto/rand"
	"encoding/base64"
	"fmt"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/google/uuid"

	"github.com/liveryhq/livery/internal/audit"
	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/internal/errs"
)

// previewFor is how long a link to a draft is good.
const previewFor = 7 * 24 * time.Hour

// Version is a brand as it was published.
type Version struct {
	ID          uuid.UUID
	Number      int
	Content     Content
	PublishedAt time.Time
	// By is who has published it, if they are still there.
	By   string
	Note string
	// Restored is the number of the version that was brought back by it; 0: none was.
	Restored int
}

// Preview makes the link to the draft, in place of the one there was. NotFound: there is no draft.
func (b *Brands) Preview(ctx context.Context, s db.Scope) (Draft, error) {
	secret := make([]byte, 24)
	_, _ = rand.Read(secret) // never fails (crypto/rand)
	now := b.now()
	until := now.Add(previewFor)
	var draft Draft
	err := b.db.InTenant(ctx, s, func(tx *db.Tx) error {
		was, err := readDraft(ctx, tx, s.Tenant(), true)
		if err != nil {
			return err
		}
		if was == nil {
			return errs.Missing()
		}
		draft = *was
		draft.Preview, draft.PreviewUntil = base64.RawURLEncoding.EncodeToString(secret), &until
		if err := setPreview(ctx, tx, s.Tenant(), draft.Preview, until); err != nil {
			return err
		}
		return b.tell(ctx, tx, s, now, "brand.draft.preview", draft.Name, nil, audit.Fields{"until": until})
	})
	if err != nil {
		return Draft{}, fmt.Errorf("make a link to a draft: %w", err)
	}
	return draft, nil
}

// Seen is the draft of a realm for whoever has its link. NotFound: the link is good for nothing.
func (b *Brands) Seen(ctx context.Context, realm db.Scope, secret string) (Draft, error) {
	var draft *Draft
	err := b.db.InTenant(ctx, realm, func(tx *db.Tx) (err error) {
		draft, err = previewed(ctx, tx, realm.Tenant(), secret, b.now())
		return err
	})
	if err == nil && draft == nil {
		err = errs.Missing()
	}
	if err != nil {
		return Draft{}, fmt.Errorf("look at a draft: %w", err)
	}
	return *draft, nil
}

// Publish puts the draft in force; everybody sees it from then on. NotFound: there is no draft.
func (b *Brands) Publish(ctx context.Context, s db.Scope, by uuid.UUID, note string) error {
	note = strings.TrimSpace(note)
	if utf8.RuneCountInString(note) > 200 || strings.ContainsRune(note, 0) {
		return errs.Field("note", "too_long", "Write at most 200 letters.")
	}
	studio, err := b.Studio(ctx, s)
	if err != nil {
		return err
	}
	now := b.now()
	err = b.db.InTenant(ctx, s, func(tx *db.Tx) error {
		draft, err := removeDraft(ctx, tx, s.Tenant())
		if err != nil {
			return err
		}
		if draft == nil {
			return errs.Missing()
		}
		return b.put(ctx, tx, s, Version{ID: newID(), Content: draft.Content, PublishedAt: now, Note: note}, by, studio)
	})
	if err != nil {
		return fmt.Errorf("publish a brand: %w", err)
	}
	return nil
}

// Restore publishes what was in force before as it was. The draft stays. NotFound: there is no such version.
func (b *Brands) Restore(ctx context.Context, s db.Scope, by, version uuid.UUID) error {
	studio, err := b.Studio(ctx, s)
	if err != nil {
		return err
	}
	now := b.now()
	err = b.db.InTenant(ctx, s, func(tx *db.Tx) error {
		old, err := readVersion(ctx, tx, s.Tenant(), version)
		if err != nil {
			return err
		}
		return b.put(ctx, tx, s, Version{ID: newID(), Content: old.Content, PublishedAt: now, Restored: old.Number}, by, studio)
	})
	if err != nil {
		return fmt.Errorf("bring a brand back: %w", err)
	}
	return nil
}

// put writes a version and puts it in force. The first one is preceded by what was there, so that it can be brought back.
func (b *Brands) put(ctx context.Context, tx *db.Tx, s db.Scope, v Version, by uuid.UUID, was Studio) error {
	if err := lockBrand(ctx, tx, s.Tenant()); err != nil {
		return err
	}
	last, err := lastNumber(ctx, tx, s.Tenant())
	if err != nil {
		return err
	}
	if last == 0 {
		last = 1
		first := Version{ID: newID(), Number: last, Content: was.Published, PublishedAt: v.PublishedAt}
		if err := insertVersion(ctx, tx, s.Tenant(), first, uuid.Nil); err != nil {
			return err
		}
	}
	v.Number = last + 1
	if err := insertVersion(ctx, tx, s.Tenant(), v, by); err != nil {
		return err
	}
	if err := putInForce(ctx, tx, s.Tenant(), v.Content, v.PublishedAt); err != nil {
		return err
	}
	before, after := audit.Differing(was.Published.told(), v.Content.told())
	after["version"] = v.Number
	action := "brand.version.publish"
	if v.Restored > 0 {
		action, after["restored"] = "brand.version.restore", v.Restored
	}
	return b.tell(ctx, tx, s, v.PublishedAt, action, v.Content.Name, before, after)
}

// Versions lists what was published, the newest first, below a number; 0: from the newest.
func (b *Brands) Versions(ctx context.Context, s db.Scope, below, limit int) (list []Version, more bool, err error) {
	err = b.db.InTenant(ctx, s, func(tx *db.Tx) error {
		list, err = readVersions(ctx, tx, s.Tenant(), below, limit+1)
		return err
	})
	if err != nil {
		return nil, false, fmt.Errorf("list versions of a brand: %w", err)
	}
	if len(list) > limit {
		return list[:limit], true, nil
	}
	return list, false, nil
}

func newID() uuid.UUID { return uuid.Must(uuid.NewV7()) }
