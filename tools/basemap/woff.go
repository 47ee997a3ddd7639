package main

import (
	"bytes"
	"compress/zlib"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"math/bits"
)

// unpackWOFF turns a web font into the plain font it was made of (W3C WOFF File Format 1.0, sections 3 to 5).
func unpackWOFF(packed []byte) ([]byte, error) {
	const headerSize, entrySize, plainHeader, plainEntry = 44, 20, 12, 16
	if len(packed) < headerSize || string(packed[:4]) != "wOFF" {
		return nil, errors.New("not a WOFF 1.0 font")
	}
	count := int(binary.BigEndian.Uint16(packed[12:]))
	if len(packed) < headerSize+count*entrySize {
		return nil, errors.New("the WOFF font's directory is cut off")
	}
	plain := make([]byte, plainHeader+count*plainEntry)
	copy(plain, packed[4:8]) // flavour
	binary.BigEndian.PutUint16(plain[4:], uint16(count))
	log := bits.Len(uint(count)) - 1
	binary.BigEndian.PutUint16(plain[6:], uint16(16<<log))
	binary.BigEndian.PutUint16(plain[8:], uint16(log))
	binary.BigEndian.PutUint16(plain[10:], uint16(16*count-16<<log))
	for i := range count {
		entry := packed[headerSize+i*entrySize:]
		offset, size := binary.BigEndian.Uint32(entry[4:]), binary.BigEndian.Uint32(entry[8:])
		whole := binary.BigEndian.Uint32(entry[12:])
		if uint64(offset)+uint64(size) > uint64(len(packed)) {
			return nil, fmt.Errorf("table %q of the WOFF font is cut off", entry[:4])
		}
		table := packed[offset : offset+size]
		if size < whole {
			unzipped, err := zlib.NewReader(bytes.NewReader(table))
			if err != nil {
				return nil, fmt.Errorf("unpack table %q: %w", entry[:4], err)
			}
			if table, err = io.ReadAll(unzipped); err != nil {
				return nil, fmt.Errorf("unpack table %q: %w", entry[:4], err)
			}
		}
		if uint32(len(table)) != whole {
			return nil, fmt.Errorf("table %q has %d bytes, not %d", entry[:4], len(table), whole)
		}
		to := plain[plainHeader+i*plainEntry:]
		copy(to, entry[:4])
		copy(to[4:], entry[16:20])
		binary.BigEndian.PutUint32(to[8:], uint32(len(plain)))
		binary.BigEndian.PutUint32(to[12:], whole)
		plain = append(plain, table...)
		plain = append(plain, make([]byte, -len(plain)&3)...)
	}
	return plain, nil
}
