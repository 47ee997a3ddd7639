package brand

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/google/uuid"

	"github.com/liveryhq/livery/internal/audit"
	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/internal/errs"
	"github.com/liveryhq/livery/themes"
)

// picturesKept bounds what a realm may keep; those no version names make room first.
const picturesKept = 200

// Picture is an image of a realm.
type Picture struct {
	ID            themes.Picture
	Media         string
	Width, Height int
	Ink           string
	Content       []byte
}

// Upload encodes a picture of a kind anew and keeps it. Invalid: it is none, or too large, or too small.
func (b *Brands) Upload(ctx context.Context, s db.Scope, kind string, file []byte) (Picture, error) {
	if !slices.Contains(themes.LogoKinds(), kind) {
		return Picture{}, errs.Field("kind", "bad_brand_value", "Choose one of "+strings.Join(themes.LogoKinds(), ", ")+".")
	}
	b.encoding.Lock()
	encoded, err := themes.EncodePicture(kind, file)
	b.encoding.Unlock()
	switch {
	case errors.Is(err, themes.ErrPictureKind):
		return Picture{}, errs.Field("body", "picture_kind", "This is no picture that can be used. Send PNG, JPEG or WebP; SVG is not taken.")
	case errors.Is(err, themes.ErrPictureLarge):
		return Picture{}, errs.Field("body", "picture_large", "This picture is too large. Send at most 2 MB and 9 million pixels.")
	case errors.Is(err, themes.ErrPictureSmall):
		return Picture{}, errs.Field("body", "picture_small", "This picture is too small. An icon has at least 48 pixels a side, a background 400, a logo 16.")
	case err != nil:
		return Picture{}, err
	}
	p := Picture{encoded.Picture, encoded.Media, encoded.Width, encoded.Height, encoded.Ink, encoded.Content}
	now := b.now()
	err = b.db.InTenant(ctx, s, func(tx *db.Tx) error {
		if err := lockBrand(ctx, tx, s.Tenant()); err != nil {
			return err
		}
		count, err := countPictures(ctx, tx, s.Tenant())
		if err == nil && count >= picturesKept {
			if count, err = dropUnused(ctx, tx, s.Tenant()); err == nil && count >= picturesKept {
				err = errs.New(errs.Conflict, "too_many_pictures", "There are too many pictures in the versions of this brand. Use one that is there.")
			}
		}
		if err != nil {
			return err
		}
		fresh, err := insertPicture(ctx, tx, s.Tenant(), p, now)
		if err != nil || !fresh {
			return err
		}
		return b.tell(ctx, tx, s, now, "brand.picture.add", "", nil, audit.Fields{"kind": kind, "picture": p.ID, "width": p.Width, "height": p.Height})
	})
	if err != nil {
		return Picture{}, fmt.Errorf("keep a picture: %w", err)
	}
	return p, nil
}

// Picture reads one of a realm. NotFound: it has no such.
func (b *Brands) Picture(ctx context.Context, realm db.Scope, id themes.Picture) (p Picture, err error) {
	err = b.db.InTenant(ctx, realm, func(tx *db.Tx) error {
		p, err = readPicture(ctx, tx, realm.Tenant(), id)
		return err
	})
	if err != nil {
		return Picture{}, fmt.Errorf("read a picture: %w", err)
	}
	return p, nil
}

// Pictures describes those that a content names, without what is in them.
func (b *Brands) Pictures(ctx context.Context, s db.Scope) (list []Picture, err error) {
	err = b.db.InTenant(ctx, s, func(tx *db.Tx) error {
		list, err = listPictures(ctx, tx, s.Tenant())
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("list pictures: %w", err)
	}
	return list, nil
}

// picturesAreThere refuses a dress that names pictures nobody has sent.
func picturesAreThere(ctx context.Context, tx *db.Tx, tenant uuid.UUID, d themes.Dress) error {
	for kind, id := range d.Logos {
		there, err := hasPicture(ctx, tx, tenant, id)
		if err != nil {
			return err
		}
		if !there {
			return errs.Field("dress.logos."+kind, "picture_missing", "There is no such picture. Send it again.")
		}
	}
	return nil
}
