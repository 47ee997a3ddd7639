package basemap

import (
	"bytes"
	"compress/gzip"
	"encoding/binary"
	"fmt"
	"io"
	"testing"

	"github.com/stretchr/testify/require"
)

// field is one field of a Protocol Buffers message.
type field struct {
	number int
	value  uint64
	bytes  []byte
}

func fields(t *testing.T, message []byte) []field {
	t.Helper()
	var found []field
	for len(message) > 0 {
		key, n := binary.Uvarint(message)
		require.Positive(t, n)
		value, m := binary.Uvarint(message[n:])
		require.Positive(t, m)
		message = message[n+m:]
		f := field{number: int(key >> 3), value: value}
		if key&7 == 2 {
			require.LessOrEqual(t, value, uint64(len(message)))
			f.bytes, message = message[:value], message[value:]
		}
		found = append(found, f)
	}
	return found
}

// readGlyphs unpacks a range the way MapLibre does: a stack, in it glyphs, of each the size of its bitmap and box.
func readGlyphs(t *testing.T, gz []byte) map[rune]map[int]uint64 {
	t.Helper()
	unzipped, err := gzip.NewReader(bytes.NewReader(gz))
	require.NoError(t, err)
	plain, err := io.ReadAll(unzipped)
	require.NoError(t, err)
	stacks := fields(t, plain)
	require.Len(t, stacks, 1)
	glyphs := map[rune]map[int]uint64{}
	for _, f := range fields(t, stacks[0].bytes) {
		if f.number != 3 {
			continue
		}
		glyph := map[int]uint64{}
		for _, g := range fields(t, f.bytes) {
			glyph[g.number] = g.value
		}
		glyphs[rune(glyph[1])] = glyph
	}
	return glyphs
}

func TestEveryLetterOfTheProductsLanguagesHasAGlyphInEachFace(t *testing.T) {
	letters := "ABCXYZabcxyz0123456789 .,:;-–—’“”«»()/&№€%°" +
		"АБВГДЕЁЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯабвгдеёжзийклмнопрстуфхцчшщъыьэюя" +
		"ÁÉÍÓÚÜÑáéíóúüñ¿¡ÂÊÔÃÕÀÇâêôãõàçÈÙÎÛËÏŒÆèùîûëïœæÿÄÖÅäöåŠšŽžĄąĆćŁłŃńŚśŹźŻżŐőŰűĞğİıŞşΑΩαωάώҐґЄєІіЇїЎў"
	for _, face := range []string{FaceRegular, FaceMedium, FaceSemiBold, FaceItalic} {
		read := map[rune]map[rune]map[int]uint64{}
		for _, letter := range letters {
			from := letter / 256 * 256
			if read[from] == nil {
				gz, ok := Glyphs(face, fmt.Sprintf("%d-%d", from, from+255))
				require.True(t, ok, "%s %d", face, from)
				read[from] = readGlyphs(t, gz)
			}
			glyph := read[from][letter]
			require.NotNil(t, glyph, "%s %q", face, letter)
			if letter != ' ' {
				require.Equal(t, (glyph[3]+6)*(glyph[4]+6), glyph[2], "%s %q: the bitmap is its box and a margin of 3", face, letter)
			}
			require.Positive(t, glyph[7], "%s %q has an advance", face, letter)
			require.Less(t, glyph[7], uint64(40), "%s %q", face, letter)
		}
	}
}

func TestTheFirstKnownFaceOfAStackServes(t *testing.T) {
	want, ok := Glyphs(FaceMedium, "0-255")
	require.True(t, ok)
	got, ok := Glyphs("Other Sans, Inter Medium,Inter Regular", "0-255")
	require.True(t, ok)
	require.Equal(t, want, got)
}

func TestWhatIsNoRangeOfAKnownFaceIsRefused(t *testing.T) {
	for _, c := range [][2]string{
		{"Other Sans", "0-255"}, {"", "0-255"}, {FaceRegular, ""}, {FaceRegular, "0"}, {FaceRegular, "1-256"},
		{FaceRegular, "0-511"}, {FaceRegular, "-256--1"}, {FaceRegular, "65536-65791"}, {FaceRegular, "19968-20223"},
		{FaceRegular, "../0-255"}, {"../inter-regular", "0-255"},
	} {
		_, ok := Glyphs(c[0], c[1])
		require.False(t, ok, c)
	}
}
