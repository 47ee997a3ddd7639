package basemap

import (
	"embed"
	"io/fs"
	"strconv"
	"strings"
)

// GlyphsType is the media type of a range of glyphs. Ranges are gzipped: the answer needs Content-Encoding gzip.
const GlyphsType = "application/x-protobuf"

// The faces a style may name in text-font.
const (
	FaceRegular  = "Inter Regular"
	FaceMedium   = "Inter Medium"
	FaceSemiBold = "Inter SemiBold"
	FaceItalic   = "Inter Italic"
)

//go:embed data/glyphs
var glyphFiles embed.FS

// Glyphs returns a range of 256 glyphs, gzipped, as MapLibre asks for it: fontstack is one face or several separated by
// commas, of which the first we have serves; rng is like "1024-1279". ok is false for an unknown face, for what is not
// a range, and for a range the typeface does not cover; MapLibre then draws those letters with the browser's own fonts.
func Glyphs(fontstack, rng string) (gz []byte, ok bool) {
	first, last, found := strings.Cut(rng, "-")
	from, err := strconv.ParseUint(first, 10, 16)
	if !found || err != nil || from%256 != 0 || last != strconv.FormatUint(from+255, 10) {
		return nil, false
	}
	for name := range strings.SplitSeq(fontstack, ",") {
		var folder string
		switch strings.TrimSpace(name) {
		case FaceRegular:
			folder = "inter-regular"
		case FaceMedium:
			folder = "inter-medium"
		case FaceSemiBold:
			folder = "inter-semibold"
		case FaceItalic:
			folder = "inter-italic"
		default:
			continue
		}
		content, err := fs.ReadFile(glyphFiles, "data/glyphs/"+folder+"/"+strconv.FormatUint(from, 10)+"-"+last+".pbf.gz")
		return content, err == nil
	}
	return nil, false
}
