package protocoltest

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/liveryhq/livery/platform/ingest/protocol"
	"github.com/liveryhq/livery/platform/ingest/protocol/explain"
)

// Received is when vectors are said to have arrived. It is not the time of any record; replies that carry the time
// of day carry this one.
var Received = time.Date(2026, time.August, 21, 12, 34, 56, 0, time.UTC)

// Vector is one line of a vector file: the question and what is expected.
type Vector struct {
	explain.Vector
	Identity []string
	Expect   []ExpectedRecord
	Reply    []string
}

// UnmarshalJSON reads the question and the expectation of one line.
func (v *Vector) UnmarshalJSON(b []byte) error {
	if err := json.Unmarshal(b, &v.Vector); err != nil {
		return err
	}
	var expectation struct {
		Identity []string         `json:"identity"`
		Expect   []ExpectedRecord `json:"expect"`
		Reply    []string         `json:"reply"`
	}
	if err := json.Unmarshal(b, &expectation); err != nil {
		return err
	}
	v.Identity, v.Expect, v.Reply = expectation.Identity, expectation.Expect, expectation.Reply
	return nil
}

// Vectors runs the shared vectors of a protocol, one subtest each. exceptions names those the protocol departs
// from on purpose, with the reason; each must still differ, or it is no exception. The closing log line is what
// `make prove-vectors` counts.
func Vectors(t *testing.T, p protocol.Protocol, exceptions map[string]string) {
	t.Helper()
	vectors := sharedVectors(t, p.Name+".jsonl")
	met := map[string]bool{}
	matched := 0
	for _, v := range vectors {
		reason, excepted := exceptions[v.ID]
		met[v.ID] = true
		t.Run(v.ID, func(t *testing.T) {
			differences := Differences(p, v)
			switch {
			case excepted && len(differences) == 0:
				t.Errorf("decodes as expected, so it is no exception (%s)", reason)
			case excepted:
				t.Logf("exception: %s", reason)
			case len(differences) == 0:
				matched++
			}
			if !excepted {
				for _, d := range differences {
					t.Error(d)
				}
			}
		})
	}
	for id, reason := range exceptions {
		if !met[id] {
			t.Errorf("the exception %s (%s) names no shared vector", id, reason)
		}
	}
	t.Logf("vectors of %s: %d vectors, %d decoded as expected, %d exceptions", p.Name, len(vectors), matched, len(exceptions))
}

// Golden runs the protocol's own vectors: every *.jsonl file below testdata, in the format of the shared ones.
// There must be some, every one must hold, and there are no exceptions.
func Golden(t *testing.T, p protocol.Protocol) {
	t.Helper()
	files, err := filepath.Glob("testdata/*.jsonl")
	if err != nil || len(files) == 0 {
		t.Fatalf("no golden vectors in testdata (%v)", err)
	}
	for _, file := range files {
		vectors, err := ReadVectors(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, v := range vectors {
			t.Run(v.ID, func(t *testing.T) {
				for _, d := range Differences(p, v) {
					t.Error(d)
				}
			})
		}
	}
}

// ReadVectors reads a vector file.
func ReadVectors(file string) ([]Vector, error) {
	return readLines[Vector](file)
}

func readLines[T any](file string) ([]T, error) {
	f, err := os.Open(file)
	if err != nil {
		return nil, err
	}
	defer func() { _ = f.Close() }()
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, explain.MaxVectorLine)
	var all []T
	for n := 1; lines.Scan(); n++ {
		var one T
		if err := json.Unmarshal(lines.Bytes(), &one); err != nil {
			return nil, fmt.Errorf("reading line %d of %s: %w", n, file, err)
		}
		all = append(all, one)
	}
	return all, lines.Err()
}

// sharedVectors reads a file of the shared folder. Without the folder the test is skipped, plainly; a folder
// without the file is a failure.
func sharedVectors(t *testing.T, name string) []Vector {
	t.Helper()
	vectors, err := ReadVectors(filepath.Join(sharedFolder(t), name))
	if err != nil {
		t.Fatal(err)
	}
	return vectors
}

// sharedFolder is LIVERY_VECTORS, or the folder shared/vectors beside the repository.
func sharedFolder(t *testing.T) string {
	t.Helper()
	root := repositoryRoot(t)
	folder := os.Getenv("LIVERY_VECTORS")
	if folder == "" {
		folder = filepath.Join("..", "shared", "vectors")
	}
	if !filepath.IsAbs(folder) {
		folder = filepath.Join(root, folder)
	}
	if _, err := os.Stat(folder); errors.Is(err, fs.ErrNotExist) {
		t.Skipf("the shared vectors are not at %s (set LIVERY_VECTORS): only the project's own were run", folder)
	}
	return folder
}

func repositoryRoot(t *testing.T) string {
	t.Helper()
	dir, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			return dir
		}
		parent := filepath.Dir(dir)
		if parent == dir {
			t.Fatal("no go.mod above the test's folder")
		}
		dir = parent
	}
}

// identities of a message, sorted, as a vector writes them.
func identities(m protocol.Message) []string {
	var ids []string
	for _, id := range m.Identities {
		ids = append(ids, id.Value)
	}
	slices.Sort(ids)
	return ids
}
