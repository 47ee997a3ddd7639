package streets

import (
	"bytes"
	"compress/gzip"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"math"
)

// The file is gzipped. Inside, all numbers are varints of encoding/binary: the version; the street names; then the
// edges, each with its name's index, limit, points (as steps of 1e-7 degrees from the point before, across edges too),
// lights (decimetres from the start, junction) and the edges one may go on to (as steps from the edge's own index).
const (
	version    = 1
	resolution = 1e7
)

// Encode writes a graph; equal graphs give equal bytes.
func Encode(g *Graph) ([]byte, error) {
	plain := binary.AppendUvarint(nil, version)
	index := map[string]int{}
	var names []string
	for i := range g.Edges {
		if _, known := index[g.Edges[i].Name]; !known {
			index[g.Edges[i].Name] = len(names)
			names = append(names, g.Edges[i].Name)
		}
	}
	plain = binary.AppendUvarint(plain, uint64(len(names)))
	for _, name := range names {
		plain = binary.AppendUvarint(plain, uint64(len(name)))
		plain = append(plain, name...)
	}
	plain = binary.AppendUvarint(plain, uint64(len(g.Edges)))
	var lat, lon int64
	for i := range g.Edges {
		e := &g.Edges[i]
		plain = binary.AppendUvarint(plain, uint64(index[e.Name]))
		plain = binary.AppendUvarint(plain, uint64(math.Round(e.Limit)))
		plain = binary.AppendUvarint(plain, uint64(len(e.Line)))
		for _, p := range e.Line {
			nextLat, nextLon := int64(math.Round(p.Lat*resolution)), int64(math.Round(p.Lon*resolution))
			plain = binary.AppendVarint(plain, nextLat-lat)
			plain = binary.AppendVarint(plain, nextLon-lon)
			lat, lon = nextLat, nextLon
		}
		plain = binary.AppendUvarint(plain, uint64(len(e.Signals)))
		for _, s := range e.Signals {
			plain = binary.AppendUvarint(plain, uint64(math.Round(s.At*10)))
			plain = binary.AppendUvarint(plain, uint64(s.Junction))
		}
		plain = binary.AppendUvarint(plain, uint64(len(e.Next)))
		for _, next := range e.Next {
			plain = binary.AppendVarint(plain, int64(next-i))
		}
	}
	var packed bytes.Buffer
	w, err := gzip.NewWriterLevel(&packed, gzip.BestCompression)
	if err != nil {
		return nil, fmt.Errorf("compress the graph: %w", err)
	}
	if _, err := w.Write(plain); err != nil {
		return nil, fmt.Errorf("compress the graph: %w", err)
	}
	if err := w.Close(); err != nil {
		return nil, fmt.Errorf("compress the graph: %w", err)
	}
	return packed.Bytes(), nil
}

// Decode reads what Encode wrote.
func Decode(file []byte) (*Graph, error) {
	unzipped, err := gzip.NewReader(bytes.NewReader(file))
	if err != nil {
		return nil, fmt.Errorf("unpack the graph: %w", err)
	}
	plain, err := io.ReadAll(unzipped)
	if err != nil {
		return nil, fmt.Errorf("unpack the graph: %w", err)
	}
	r := reader{rest: plain}
	if v := r.count(version); v != version {
		return nil, fmt.Errorf("the graph is of version %d, not %d", v, version)
	}
	names := make([]string, r.count(len(r.rest)))
	for i := range names {
		names[i] = r.text()
	}
	g := &Graph{Edges: make([]Edge, r.count(len(r.rest)))}
	var lat, lon int64
	for i := range g.Edges {
		e := &g.Edges[i]
		if name := r.count(len(names) - 1); r.failed == nil {
			e.Name = names[name]
		}
		e.Limit = float64(r.count(math.MaxUint8))
		e.Line = make([]Point, r.count(len(r.rest)))
		for j := range e.Line {
			lat, lon = lat+r.step(), lon+r.step()
			e.Line[j] = Point{float64(lat) / resolution, float64(lon) / resolution}
		}
		e.Signals = make([]Signal, r.count(len(r.rest)))
		for j := range e.Signals {
			e.Signals[j] = Signal{At: float64(r.count(math.MaxInt32)) / 10, Junction: r.count(math.MaxInt32)}
		}
		e.Next = make([]int, r.count(len(r.rest)))
		for j := range e.Next {
			e.Next[j] = i + int(r.step())
			if e.Next[j] < 0 || e.Next[j] >= len(g.Edges) {
				r.fail("a turn leads out of the graph")
			}
		}
		if len(e.Line) < 2 || e.Limit == 0 {
			r.fail("an edge has no shape or no speed")
		}
		if r.failed != nil {
			return nil, fmt.Errorf("read edge %d of the graph: %w", i, r.failed)
		}
		e.measure()
	}
	return g, r.failed
}

// reader takes numbers off the front of a file and remembers the first thing that was wrong.
type reader struct {
	rest   []byte
	failed error
}

func (r *reader) fail(what string) {
	if r.failed == nil {
		r.failed = errors.New(what)
	}
}

// count reads a number that is most at most.
func (r *reader) count(most int) int {
	value, n := binary.Uvarint(r.rest)
	if n <= 0 || value > uint64(max(most, 0)) {
		r.fail("a number is cut off or too large")
		return 0
	}
	r.rest = r.rest[n:]
	return int(value)
}

func (r *reader) step() int64 {
	value, n := binary.Varint(r.rest)
	if n <= 0 {
		r.fail("a number is cut off")
		return 0
	}
	r.rest = r.rest[n:]
	return value
}

func (r *reader) text() string {
	length := r.count(len(r.rest))
	text := string(r.rest[:length])
	r.rest = r.rest[length:]
	return text
}
