package archtest_test

import (
	"encoding/json"
	"errors"
	"io"
	"io/fs"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"
)

const module = "github.com/liveryhq/livery/"

// pkg is what `go list` knows of one package.
type pkg struct {
	Dir, ImportPath, Name                string
	GoFiles, TestGoFiles, XTestGoFiles   []string
	Imports, TestImports, XTestImports   []string
	Module                               struct{ Dir string }
	IgnoredGoFiles, CgoFiles, EmbedFiles []string

	name string // below the module
}

// own keeps the imports that are packages of this module, named below it.
func (p pkg) own(imports []string) []string {
	var list []string
	for _, imported := range imports {
		if name, ok := strings.CutPrefix(imported, module); ok && name != p.name {
			list = append(list, name)
		}
	}
	slices.Sort(list)
	return slices.Compact(list)
}

// list lists the module once for all tests.
var list = sync.OnceValues(func() ([]pkg, error) {
	if err := lookAtFolders(); err != nil {
		return nil, err
	}
	command := exec.Command("go", "list", "-json", "./...")
	command.Dir = filepath.Join("..", "..")
	output, err := command.Output()
	if exit, ok := errors.AsType[*exec.ExitError](err); ok {
		return nil, errors.New(string(exit.Stderr))
	}
	var all []pkg
	for decoder := json.NewDecoder(strings.NewReader(string(output))); ; {
		var p pkg
		if err := decoder.Decode(&p); errors.Is(err, io.EOF) {
			return all, nil
		} else if err != nil {
			return nil, err
		}
		p.name = strings.TrimPrefix(p.ImportPath, module)
		all = append(all, p)
	}
})

// lookAtFolders opens every folder that may hold a package. `go test` remembers results by the files that the test
// looked at, and does not see what `go list` looks at in its own process.
func lookAtFolders() error {
	return filepath.WalkDir(filepath.Join("..", ".."), func(_ string, entry fs.DirEntry, err error) error {
		if err != nil || !entry.IsDir() {
			return err
		}
		switch name := entry.Name(); {
		case name == "node_modules", name == "build", name == "data", name == "testdata",
			len(name) > 2 && strings.HasPrefix(name, "."):
			return filepath.SkipDir
		}
		return nil
	})
}

func packages(t *testing.T) []pkg {
	t.Helper()
	all, err := list()
	require.NoError(t, err)
	require.NotEmpty(t, all)
	return all
}
