package themes

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"

	"golang.org/x/image/draw"
	_ "golang.org/x/image/webp" // WebP is read; PNG and JPEG are read and written
)

// What is let in. A picture says how large it is before it is unpacked: more is refused unread.
const (
	MaxPictureBytes  = 2 << 20
	maxPictureSide   = 6000
	maxPicturePixels = 9_000_000
)

// What is wrong with a picture.
var (
	ErrPictureKind  = errors.New("no PNG, JPEG or WebP picture")
	ErrPictureLarge = errors.New("too large a picture")
	ErrPictureSmall = errors.New("too small a picture")
)

// Encoded is a picture as we have written it: nothing of the file that came is in it but what can be seen.
type Encoded struct {
	Picture       Picture
	Media         string
	Width, Height int
	// Ink is the mean colour of what is not transparent.
	Ink     string
	Content []byte
}

// box is how large a picture of a kind may be; square: it is set in the middle of one. least is what it must have.
func box(kind string) (width, height, least int, square bool) {
	switch kind {
	case LogoIcon, LogoMaskable:
		return 512, 512, 48, true
	case LogoBackdrop:
		return 1920, 1200, 400, false
	case LogoDocument:
		return 1200, 400, 16, false
	default:
		return 800, 240, 16, false
	}
}

// EncodePicture decodes what somebody has sent and writes it anew in the size of its kind. SVG is refused: it is a program
// that draws (docs/decisions/0036).
//
// Errors: ErrPictureKind, ErrPictureLarge, ErrPictureSmall.
func EncodePicture(kind string, file []byte) (Encoded, error) {
	if len(file) > MaxPictureBytes {
		return Encoded{}, ErrPictureLarge
	}
	header, format, err := image.DecodeConfig(bytes.NewReader(file))
	if err != nil || format != "png" && format != "jpeg" && format != "webp" {
		return Encoded{}, ErrPictureKind
	}
	if header.Width > maxPictureSide || header.Height > maxPictureSide || header.Width*header.Height > maxPicturePixels {
		return Encoded{}, ErrPictureLarge
	}
	width, height, least, square := box(kind)
	if header.Width < least || header.Height < least {
		return Encoded{}, ErrPictureSmall
	}
	source, _, err := image.Decode(bytes.NewReader(file))
	if err != nil {
		return Encoded{}, ErrPictureKind
	}
	scaled := fit(source, width, height, square)
	e := Encoded{Media: "image/png", Width: scaled.Bounds().Dx(), Height: scaled.Bounds().Dy(), Ink: mean(scaled)}
	var b bytes.Buffer
	if kind == LogoBackdrop {
		e.Media = "image/jpeg"
		err = jpeg.Encode(&b, scaled, &jpeg.Options{Quality: 82})
	} else {
		err = png.Encode(&b, scaled)
	}
	if err != nil {
		return Encoded{}, fmt.Errorf("encode a picture: %w", err)
	}
	e.Content = b.Bytes()
	digest := sha256.Sum256(e.Content)
	e.Picture = Picture(hex.EncodeToString(digest[:16]))
	return e, nil
}

// fit scales a picture down into a box, never up, and sets it in the middle of a square where one is wanted.
func fit(source image.Image, width, height int, square bool) *image.NRGBA {
	w, h := source.Bounds().Dx(), source.Bounds().Dy()
	if wide := w*height > h*width; wide && w > width {
		w, h = width, max(1, h*width/w)
	} else if !wide && h > height {
		w, h = max(1, w*height/h), height
	}
	frame, at := image.Rect(0, 0, w, h), image.Rect(0, 0, w, h)
	if square {
		side := max(w, h)
		frame = image.Rect(0, 0, side, side)
		at = at.Add(image.Pt((side-w)/2, (side-h)/2))
	}
	scaled := image.NewNRGBA(frame)
	draw.CatmullRom.Scale(scaled, at, source, source.Bounds(), draw.Over, nil)
	return scaled
}

// mean is the colour of a picture from far away, of what can be seen of it.
func mean(picture *image.NRGBA) string {
	var r, g, b, weight uint64
	for i := 0; i+3 < len(picture.Pix); i += 4 {
		alpha := uint64(picture.Pix[i+3])
		r, g, b = r+alpha*uint64(picture.Pix[i]), g+alpha*uint64(picture.Pix[i+1]), b+alpha*uint64(picture.Pix[i+2])
		weight += alpha
	}
	if weight == 0 {
		return "#ffffff"
	}
	return fmt.Sprintf("#%02x%02x%02x", r/weight, g/weight, b/weight)
}

// ScaleIcon draws a stored icon as a PNG of size pixels square. ground, where it is given, fills what is transparent and
// keeps the icon within the middle, as systems want that cut icons.
func ScaleIcon(content []byte, size int, ground string) ([]byte, error) {
	source, err := png.Decode(bytes.NewReader(content))
	if err != nil {
		return nil, fmt.Errorf("read an icon: %w", err)
	}
	picture := image.NewNRGBA(image.Rect(0, 0, size, size))
	at := picture.Bounds()
	if ground != "" {
		draw.Draw(picture, at, image.NewUniform(color.Color(asColour(ground))), image.Point{}, draw.Src)
		at = at.Inset(size / 10)
	}
	draw.CatmullRom.Scale(picture, at, source, source.Bounds(), draw.Over, nil)
	var b bytes.Buffer
	if err := png.Encode(&b, picture); err != nil {
		return nil, fmt.Errorf("write an icon: %w", err)
	}
	return b.Bytes(), nil
}

// IconICO is a stored icon in an ICO file.
func IconICO(content []byte) ([]byte, error) {
	picture, err := ScaleIcon(content, icoSize, "")
	if err != nil {
		return nil, err
	}
	return ico(picture), nil
}
