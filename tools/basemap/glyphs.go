package main

import (
	"encoding/binary"
	"fmt"
	"math"
	"path"
	"slices"
	"strings"

	"golang.org/x/image/font"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
)

// Faces by the name a style asks for, and the file of each. Every face is cut into files by script, of which the first
// that has a letter gives it.
var faces = map[string]string{
	"Inter Regular":  "400-normal",
	"Inter Medium":   "500-normal",
	"Inter SemiBold": "600-normal",
	"Inter Italic":   "400-italic",
}

var scripts = []string{"latin", "latin-ext", "greek", "greek-ext", "cyrillic", "cyrillic-ext", "vietnamese"}

const (
	glyphSize = 24 // pixels an em, as MapLibre expects of served glyphs
	// baseline is how far above the baseline a glyph's top is counted from. It puts capitals in the middle of the line
	// MapLibre lays out, whose own offset is 17 pixels.
	baseline = 25
	// rangeSize is how many code points a served file has.
	rangeSize = 256
	lastRune  = 0xFFFF
)

// buildGlyphs returns the glyph ranges of all faces by path, gzipped.
func buildGlyphs(in inputs, folder string) (map[string][]byte, error) {
	files := map[string][]byte{}
	for name, file := range faces {
		glyphs := map[rune][]byte{}
		for _, script := range scripts {
			if err := addGlyphs(glyphs, in, fmt.Sprintf("files/inter-%s-%s.woff", script, file)); err != nil {
				return nil, err
			}
		}
		ranges := map[rune][]rune{}
		for letter := range glyphs {
			ranges[letter/rangeSize] = append(ranges[letter/rangeSize], letter)
		}
		for number, letters := range ranges {
			slices.Sort(letters)
			packed, err := zipped(glyphRange(name, number*rangeSize, letters, glyphs))
			if err != nil {
				return nil, err
			}
			slug := strings.ReplaceAll(strings.ToLower(name), " ", "-")
			files[path.Join(folder, slug, fmt.Sprintf("%d-%d.pbf.gz", number*rangeSize, number*rangeSize+rangeSize-1))] = packed
		}
	}
	licence, err := in.font("LICENSE")
	if err != nil {
		return nil, err
	}
	files[path.Join(folder, "LICENSE.txt")] = licence
	return files, nil
}

// addGlyphs draws every letter of a font file that glyphs does not have yet.
func addGlyphs(glyphs map[rune][]byte, in inputs, name string) error {
	packed, err := in.font(name)
	if err != nil {
		return err
	}
	plain, err := unpackWOFF(packed)
	if err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	parsed, err := sfnt.Parse(plain)
	if err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	var buffer sfnt.Buffer
	for letter := rune(0x20); letter <= lastRune; letter++ {
		if glyphs[letter] != nil {
			continue
		}
		index, err := parsed.GlyphIndex(&buffer, letter)
		if err != nil || index == 0 {
			continue
		}
		if glyphs[letter], err = glyph(parsed, &buffer, index, letter); err != nil {
			return fmt.Errorf("%s: draw %q: %w", name, letter, err)
		}
	}
	return nil
}

// glyph encodes one letter as MapLibre reads it (glyphs.proto of the MapLibre and Mapbox font stacks: id 1, bitmap 2,
// width 3, height 4, left 5, top 6, advance 7).
func glyph(f *sfnt.Font, buffer *sfnt.Buffer, index sfnt.GlyphIndex, letter rune) ([]byte, error) {
	// At one pixel a font unit nothing is rounded.
	units := fixed.I(int(f.UnitsPerEm()))
	scale := float64(glyphSize) / float64(f.UnitsPerEm()) / 64
	segments, err := f.LoadGlyph(buffer, index, units, nil)
	if err != nil {
		return nil, fmt.Errorf("load the outline: %w", err)
	}
	shape := outlineOf(segments, scale)
	advance, err := f.GlyphAdvance(buffer, index, units, font.HintingNone)
	if err != nil {
		return nil, fmt.Errorf("load the advance: %w", err)
	}
	field := shape.field()
	message := varint(nil, 1, uint64(letter))
	if field.width > 0 {
		message = bytesField(message, 2, field.values)
	}
	message = varint(message, 3, uint64(field.width))
	message = varint(message, 4, uint64(field.height))
	message = varint(message, 5, zigzag(field.left))
	message = varint(message, 6, zigzag(field.top-baseline))
	return varint(message, 7, uint64(math.Round(float64(advance)*scale))), nil
}

// glyphRange encodes a range of a face: one font stack with its name, its range and its glyphs.
func glyphRange(name string, first rune, letters []rune, glyphs map[rune][]byte) []byte {
	stack := bytesField(nil, 1, []byte(name))
	stack = bytesField(stack, 2, fmt.Appendf(nil, "%d-%d", first, first+rangeSize-1))
	for _, letter := range letters {
		stack = bytesField(stack, 3, glyphs[letter])
	}
	return bytesField(nil, 1, stack)
}

// The wire format of Protocol Buffers: a key of field number and wire type, then the value.

func varint(to []byte, field int, value uint64) []byte {
	return binary.AppendUvarint(binary.AppendUvarint(to, uint64(field)<<3), value)
}

func bytesField(to []byte, field int, value []byte) []byte {
	to = binary.AppendUvarint(to, uint64(field)<<3|2)
	return append(binary.AppendUvarint(to, uint64(len(value))), value...)
}

func zigzag(value int) uint64 { return uint64(int64(value)<<1 ^ int64(value)>>63) }
