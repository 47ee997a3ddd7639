package basemap

import (
	"bytes"
	"compress/gzip"
	_ "embed"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"sort"
	"sync"
)

// TileType is the media type of a tile. Tiles are gzipped: the answer needs Content-Encoding gzip.
const TileType = "application/vnd.mapbox-vector-tile"

// The zooms with tiles of their own.
const (
	worldLastZoom = 6
	cityFirstZoom = 10
	cityLastZoom  = 15
)

//go:embed data/tiles.pmtiles
var archiveFile []byte

var tiles = sync.OnceValue(func() *archive {
	opened, err := openArchive(archiveFile)
	if err != nil {
		panic("basemap: the embedded archive cannot be read: " + err.Error())
	}
	return opened
})

// Tile returns a vector tile, gzipped; the caller must not change it. Where there is nothing to show, the open sea say,
// it is an empty tile. ok is false for an address that no source of Style asks for.
func Tile(z, x, y int) (gz []byte, ok bool) {
	if z < 0 || z > cityLastZoom || z > worldLastZoom && z < cityFirstZoom || x < 0 || y < 0 || x >= 1<<z || y >= 1<<z {
		return nil, false
	}
	return tiles().tile(tileID(uint64(z), uint64(x), uint64(y))), true
}

// archive is an opened PMTiles file whose entries are all in its root directory, in order of id.
type archive struct {
	entries []entry
	content []byte
	empty   []byte
}

// entry says where the tiles with ids from first to before first+run are: they are equal and stored once.
type entry struct {
	first, run     uint64
	offset, length uint64
}

// openArchive reads header and directory ("Header Design" and "Directory Serialization" of the PMTiles specification,
// version 3).
func openArchive(file []byte) (*archive, error) {
	const headerSize, gzipped = 127, 2
	if len(file) < headerSize || string(file[:7]) != "PMTiles" || file[7] != 3 {
		return nil, errors.New("not a PMTiles archive of version 3")
	}
	if file[97] != gzipped || file[98] != gzipped {
		return nil, errors.New("directory or tiles are not gzipped")
	}
	section := func(at int) ([]byte, error) {
		offset, length := binary.LittleEndian.Uint64(file[at:]), binary.LittleEndian.Uint64(file[at+8:])
		if offset > uint64(len(file)) || length > uint64(len(file))-offset {
			return nil, fmt.Errorf("the section named at byte %d lies outside the file", at)
		}
		return file[offset : offset+length], nil
	}
	directory, err := section(8)
	if err != nil {
		return nil, err
	}
	content, err := section(56)
	if err != nil {
		return nil, err
	}
	a := &archive{content: content, empty: emptyTile()}
	if a.entries, err = readDirectory(directory); err != nil {
		return nil, fmt.Errorf("directory: %w", err)
	}
	for _, e := range a.entries {
		if e.run == 0 {
			return nil, errors.New("the archive has leaf directories, which this reader has no use for")
		}
		if e.offset > uint64(len(content)) || e.length > uint64(len(content))-e.offset {
			return nil, fmt.Errorf("tile %d lies outside the file", e.first)
		}
	}
	return a, nil
}

func readDirectory(packed []byte) ([]entry, error) {
	unzipped, err := gzip.NewReader(bytes.NewReader(packed))
	if err != nil {
		return nil, fmt.Errorf("unpack: %w", err)
	}
	plain, err := io.ReadAll(unzipped)
	if err != nil {
		return nil, fmt.Errorf("unpack: %w", err)
	}
	var short error
	next := func() uint64 {
		value, n := binary.Uvarint(plain)
		if n <= 0 {
			short = io.ErrUnexpectedEOF
			return 0
		}
		plain = plain[n:]
		return value
	}
	count := next()
	if count > uint64(len(plain)) {
		return nil, io.ErrUnexpectedEOF
	}
	entries := make([]entry, count)
	id := uint64(0)
	for i := range entries {
		id += next()
		entries[i].first = id
	}
	for i := range entries {
		entries[i].run = next()
	}
	for i := range entries {
		entries[i].length = next()
	}
	for i := range entries {
		if offset := next(); offset > 0 {
			entries[i].offset = offset - 1
		} else if i > 0 {
			entries[i].offset = entries[i-1].offset + entries[i-1].length
		}
	}
	return entries, short
}

func (a *archive) tile(id uint64) []byte {
	after := sort.Search(len(a.entries), func(i int) bool { return a.entries[i].first > id })
	if after == 0 {
		return a.empty
	}
	e := a.entries[after-1]
	if id-e.first >= e.run {
		return a.empty
	}
	return a.content[e.offset : e.offset+e.length : e.offset+e.length]
}

// tileID numbers tiles zoom by zoom along a Hilbert curve ("Entries" of the specification).
func tileID(z, x, y uint64) uint64 {
	id := (uint64(1)<<(2*z) - 1) / 3
	for side := uint64(1) << z >> 1; side > 0; side >>= 1 {
		right, lower := x/side, y/side
		x, y = x%side, y%side
		id += side * side * (3*right ^ lower)
		// Each quadrant holds the same curve, turned.
		if lower == 0 {
			if right == 1 {
				x, y = side-1-x, side-1-y
			}
			x, y = y, x
		}
	}
	return id
}

// emptyTile is a vector tile without layers: no bytes, gzipped.
func emptyTile() []byte {
	var packed bytes.Buffer
	// Writing to memory does not fail.
	_ = gzip.NewWriter(&packed).Close()
	return packed.Bytes()
}
