package explain

import (
	"bufio"
	"bytes"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"github.com/liveryhq/livery/platform/ingest/protocol"
)

// MaxVectorLine bounds a line of a vector file.
const MaxVectorLine = 16 << 20

type answerLine struct {
	ID       string       `json:"id"`
	Identity []string     `json:"identity"`
	Records  []recordJSON `json:"records"`
	Reply    []string     `json:"reply"`
	Refused  bool         `json:"refused"`
	Error    *string      `json:"error"`
}

type recordJSON struct {
	Time       *string             `json:"time"`
	Valid      bool                `json:"valid"`
	Lat        float64             `json:"lat"`
	Lon        float64             `json:"lon"`
	Altitude   float64             `json:"altitude"`
	Speed      float64             `json:"speed"`
	Course     float64             `json:"course"`
	NoFix      bool                `json:"no_fix,omitempty"`
	Attributes protocol.Attributes `json:"attributes"`
}

// Vectors reads a vector file and writes one line of JSON for each of its vectors, in order. A line that cannot be
// read gives a line with an error, and the rest goes on; the error returned is one of reading or writing.
func Vectors(table []protocol.Protocol, r io.Reader, w io.Writer, received time.Time) error {
	lines := bufio.NewScanner(r)
	lines.Buffer(make([]byte, 64<<10), MaxVectorLine)
	out := json.NewEncoder(w)
	out.SetEscapeHTML(false)
	for n := 1; lines.Scan(); n++ {
		line := bytes.TrimSpace(lines.Bytes())
		if len(line) == 0 {
			continue
		}
		if err := out.Encode(answerTo(table, line, n, received)); err != nil {
			return fmt.Errorf("writing the answer to line %d: %w", n, err)
		}
	}
	if err := lines.Err(); err != nil {
		return fmt.Errorf("reading vectors: %w", err)
	}
	return nil
}

func answerTo(table []protocol.Protocol, line []byte, n int, received time.Time) answerLine {
	var v Vector
	if err := json.Unmarshal(line, &v); err != nil {
		return failure("", fmt.Errorf("line %d is not a vector: %w", n, err))
	}
	p, err := Find(table, v.Protocol)
	if err != nil {
		return failure(v.ID, err)
	}
	a := Run(p, v, received)
	out := answerLine{ID: v.ID, Identity: []string{}, Reply: []string{}, Refused: a.Refused}
	if a.Err != nil {
		text := a.Err.Error()
		out.Error = &text
	}
	for _, id := range a.Message.Identities {
		out.Identity = append(out.Identity, id.Value)
	}
	for _, record := range a.Message.Records {
		out.Records = append(out.Records, recordToJSON(record))
	}
	for _, reply := range a.Reply {
		out.Reply = append(out.Reply, hex.EncodeToString(reply))
	}
	return out
}

func failure(id string, err error) answerLine {
	text := err.Error()
	return answerLine{ID: id, Identity: []string{}, Reply: []string{}, Error: &text}
}

func recordToJSON(r protocol.Record) recordJSON {
	out := recordJSON{NoFix: !r.Fix, Attributes: r.Attributes}
	if !r.Time.IsZero() {
		t := r.Time.UTC().Format("2006-01-02T15:04:05.000Z07:00")
		out.Time = &t
	}
	if r.Fix {
		out.Valid, out.Lat, out.Lon = r.Valid, r.Lat, r.Lon
		out.Altitude, out.Speed, out.Course = r.Altitude, r.Speed, r.Course
	}
	return out
}

// Find looks a protocol up by name; the error lists the names there are.
func Find(table []protocol.Protocol, name string) (protocol.Protocol, error) {
	names := make([]string, 0, len(table))
	for _, p := range table {
		if p.Name == name {
			return p, nil
		}
		names = append(names, p.Name)
	}
	slices.Sort(names)
	return protocol.Protocol{}, fmt.Errorf("protocol %q is not known; known are %s", name, strings.Join(names, ", "))
}
