package main

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"math"
	"sort"

	"github.com/paulmach/orb"
)

const headerSize = 127

// archive writes tiles as one PMTiles file (PMTiles specification, version 3): clustered, gzipped, with equal tiles
// stored once and, as there are few, every entry in the root directory.
func archive(tiles []tile, metadata map[string]any, centre orb.Point) ([]byte, error) {
	type entry struct{ id, offset, length, run uint64 }
	sort.Slice(tiles, func(i, j int) bool { return tileID(tiles[i]) < tileID(tiles[j]) })

	var data bytes.Buffer
	var entries []entry
	stored := map[[sha256.Size]byte]uint64{}
	least, most := tiles[0].Z, tiles[0].Z
	for _, t := range tiles {
		least, most = min(least, t.Z), max(most, t.Z)
		sum := sha256.Sum256(t.content)
		offset, known := stored[sum]
		if !known {
			offset = uint64(data.Len())
			stored[sum] = offset
			data.Write(t.content)
		}
		id := tileID(t)
		if last := len(entries) - 1; last >= 0 && entries[last].offset == offset && entries[last].id+entries[last].run == id {
			entries[last].run++
			continue
		}
		entries = append(entries, entry{id, offset, uint64(len(t.content)), 1})
	}

	// "Directory Serialization": columns of varints; an offset of 0 means "right after the entry before".
	directory := binary.AppendUvarint(nil, uint64(len(entries)))
	previous := uint64(0)
	for _, e := range entries {
		directory = binary.AppendUvarint(directory, e.id-previous)
		previous = e.id
	}
	for _, e := range entries {
		directory = binary.AppendUvarint(directory, e.run)
	}
	for _, e := range entries {
		directory = binary.AppendUvarint(directory, e.length)
	}
	for i, e := range entries {
		if i > 0 && e.offset == entries[i-1].offset+entries[i-1].length {
			directory = append(directory, 0)
		} else {
			directory = binary.AppendUvarint(directory, e.offset+1)
		}
	}
	directory, err := zipped(directory)
	if err != nil {
		return nil, err
	}
	if len(directory)+headerSize > 16384 {
		return nil, fmt.Errorf("a root directory of %d bytes is more than the format allows: leaf directories are needed", len(directory))
	}
	described, err := json.Marshal(metadata)
	if err != nil {
		return nil, fmt.Errorf("encode metadata: %w", err)
	}
	if described, err = zipped(described); err != nil {
		return nil, err
	}

	// "Header Design".
	const zip, vector = 2, 1
	h := make([]byte, headerSize)
	copy(h, "PMTiles")
	h[7] = 3
	at := uint64(headerSize)
	for i, length := range []int{len(directory), len(described), 0, data.Len()} {
		binary.LittleEndian.PutUint64(h[8+16*i:], at)
		binary.LittleEndian.PutUint64(h[16+16*i:], uint64(length))
		at += uint64(length)
	}
	binary.LittleEndian.PutUint64(h[72:], uint64(len(tiles)))
	binary.LittleEndian.PutUint64(h[80:], uint64(len(entries)))
	binary.LittleEndian.PutUint64(h[88:], uint64(len(stored)))
	h[96], h[97], h[98], h[99] = 1, zip, zip, vector
	h[100], h[101] = byte(least), byte(most)
	for i, degrees := range []float64{-180, -mercatorLimit, 180, mercatorLimit} {
		binary.LittleEndian.PutUint32(h[102+4*i:], uint32(int32(math.Round(degrees*1e7))))
	}
	h[118] = byte(most)
	binary.LittleEndian.PutUint32(h[119:], uint32(int32(math.Round(centre[0]*1e7))))
	binary.LittleEndian.PutUint32(h[123:], uint32(int32(math.Round(centre[1]*1e7))))
	return bytes.Join([][]byte{h, directory, described, data.Bytes()}, nil), nil
}

// tileID numbers tiles zoom by zoom along a Hilbert curve ("Entries").
func tileID(t tile) uint64 {
	id := (uint64(1)<<(2*t.Z) - 1) / 3
	x, y := uint64(t.X), uint64(t.Y)
	for side := uint64(1) << t.Z >> 1; side > 0; side >>= 1 {
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
