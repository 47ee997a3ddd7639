package archtest_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"
)

// source is one parsed file.
type source struct {
	pkg  pkg
	name string // of the file
	test bool
	set  *token.FileSet
	tree *ast.File
}

func (s source) at(node ast.Node) string {
	return s.pkg.name + "/" + s.name + ":" + strconv.Itoa(s.set.Position(node.Pos()).Line)
}

// generated is the mark that generators put into a file (go help generate).
func (s source) generated() bool { return ast.IsGenerated(s.tree) }

// parsed holds every file of the module, each parsed once for all tests, which only read.
var parsed = sync.OnceValues(func() (map[string][]source, error) {
	all, err := list()
	if err != nil {
		return nil, err
	}
	files := map[string][]source{}
	for _, p := range all {
		set := token.NewFileSet()
		for i, names := range [][]string{p.GoFiles, p.TestGoFiles, p.XTestGoFiles} {
			for _, name := range names {
				tree, err := parser.ParseFile(set, filepath.Join(p.Dir, name), nil, parser.ParseComments)
				if err != nil {
					return nil, err
				}
				files[p.name] = append(files[p.name], source{pkg: p, name: name, test: i > 0, set: set, tree: tree})
			}
		}
	}
	return files, nil
})

// sources are all files of a package.
func sources(t *testing.T, p pkg) []source {
	t.Helper()
	all, err := parsed()
	require.NoError(t, err)
	return all[p.name]
}

func TestEveryPackageSaysWhatItOwnsAndNeverDoes(t *testing.T) {
	t.Parallel()
	for _, p := range packages(t) {
		if strings.Contains(p.name, "/internal/") {
			continue // generated, or a part of the package above
		}
		var comment string
		for _, file := range sources(t, p) {
			if file.name == "doc.go" && file.tree.Doc != nil {
				comment = file.tree.Doc.Text()
			}
		}
		if comment == "" {
			t.Errorf("%s has no doc.go with a package comment", p.name)
			continue
		}
		if p.Name != "main" && (!strings.Contains(comment, "own") || !strings.Contains(comment, "never")) {
			t.Errorf("%s/doc.go must say what the package owns, what it does not own and what it never does", p.name)
		}
	}
}

// statement begins like SQL. Lower and upper case count; a sentence in English seldom has the second word.
var statement = regexp.MustCompile(`(?is)^\s*(select\s.*\sfrom\s|select\s+\w+\(|insert\s+into\s|update\s+\w+\s+set\s|` +
	`delete\s+from\s|with\s+\w+\s+as\s*\(|truncate\s|(create|alter|drop)\s+(table|index|role|database|function|policy)\s|` +
	`copy\s+\w+\s|call\s+\w+\()`)

// sqlFiles are the files of a package where SQL may stand besides queries.sql: the store, and filters that are put
// together at run time (DESIGN §3).
var sqlFiles = regexp.MustCompile(`^(store|filter|filters|\w+_store|\w+_filter)\.go$`)

// sqlPackages are about the database itself.
var sqlPackages = []string{"internal/db", "internal/testdb", "internal/privatepg", "bench", "migrations"}

func TestSQLStandsInStoresOnly(t *testing.T) {
	t.Parallel()
	for _, p := range packages(t) {
		if within(p.name, sqlPackages) {
			continue
		}
		for _, file := range sources(t, p) {
			if file.test || file.generated() || sqlFiles.MatchString(file.name) && !within(p.name, []string{"api", "cmd"}) {
				continue
			}
			ast.Inspect(file.tree, func(node ast.Node) bool {
				literal, ok := node.(*ast.BasicLit)
				if !ok || literal.Kind != token.STRING {
					return true
				}
				if text, err := strconv.Unquote(literal.Value); err == nil && statement.MatchString(text) {
					t.Errorf("%s: SQL outside a store: move it to queries.sql, or to the package's store.go", file.at(node))
				}
				return true
			})
		}
	}
}

func TestSQLIsToldFromEnglish(t *testing.T) {
	t.Parallel()
	for _, text := range []string{"select id from objects", "INSERT INTO x values (1)", "\n\tupdate x set y = 1",
		"delete from x", "with a as (select 1)", "select pg_notify($1, '')", "create role r"} {
		require.True(t, statement.MatchString(text), text)
	}
	for _, text := range []string{"Select an object", "update the tracker", "delete this object?", "with care", "set"} {
		require.False(t, statement.MatchString(text), text)
	}
}

// sleepers may call time.Sleep in a test; each with its reason.
var sleepers = map[string]string{}

func TestTestsDoNotSleep(t *testing.T) {
	t.Parallel()
	for _, p := range packages(t) {
		for _, file := range sources(t, p) {
			if !file.test || sleepers[p.name+"/"+file.name] != "" {
				continue
			}
			ast.Inspect(file.tree, func(node ast.Node) bool {
				if calls(node, "time", "Sleep") {
					t.Errorf("%s: a test sleeps: await a signal or a condition, or give it a clock", file.at(node))
				}
				return true
			})
		}
	}
}

// skippers may skip a test where its condition is not testing.Short(); each with its reason.
var skippers = map[string]string{
	"platform/ingest/protocol/protocoltest": "the shared vectors are not part of the repository",
}

// A password in less memory than OWASP recommends is for worlds of people that live for a second.
func TestPasswordsAreHashedCheaplyInTestsOnly(t *testing.T) {
	t.Parallel()
	for _, p := range packages(t) {
		for _, file := range sources(t, p) {
			if file.test {
				continue
			}
			ast.Inspect(file.tree, func(n ast.Node) bool {
				pair, ok := n.(*ast.KeyValueExpr)
				if !ok {
					return true
				}
				if key, ok := pair.Key.(*ast.Ident); ok && key.Name == "HashMemory" {
					t.Errorf("%s sets HashMemory", file.at(pair))
				}
				return true
			})
		}
	}
}

// What commits late may be lost, so it is for what the demo makes up of its past, and for nothing that anybody did.
func TestOnlyTheDemoCommitsLate(t *testing.T) {
	t.Parallel()
	found := false
	for _, p := range packages(t) {
		for _, file := range sources(t, p) {
			if p.name == "internal/db" {
				continue
			}
			demo := p.name == "cmd/livery" && strings.HasPrefix(file.name, "demo") && !file.test
			ast.Inspect(file.tree, func(n ast.Node) bool {
				if name, ok := n.(*ast.Ident); ok && name.Name == "CommitLate" {
					found = true
					if !demo {
						t.Errorf("%s commits late", file.at(name))
					}
				}
				return true
			})
		}
	}
	require.True(t, found, "the demo does: is it called otherwise by now?")
}

func TestNothingIsSkippedSilently(t *testing.T) {
	t.Parallel()
	for _, p := range packages(t) {
		if skippers[p.name] != "" {
			continue
		}
		for _, file := range sources(t, p) {
			allowed := map[ast.Node]bool{} // bodies of `if testing.Short()`
			ast.Inspect(file.tree, func(node ast.Node) bool {
				if branch, ok := node.(*ast.IfStmt); ok && calls(branch.Cond, "testing", "Short") {
					allowed[branch.Body] = true
				}
				if allowed[node] {
					return false
				}
				for _, skip := range []string{"Skip", "Skipf", "SkipNow"} {
					if calls(node, "t", skip) || calls(node, "b", skip) {
						t.Errorf("%s: a test skips itself: what it needs must be there, or it fails", file.at(node))
					}
				}
				return true
			})
		}
	}
}

// calls tells whether the node is a call of the function or method by that name: time.Sleep(…).
func calls(node ast.Node, on, name string) bool {
	call, ok := node.(*ast.CallExpr)
	if !ok {
		return false
	}
	selector, ok := call.Fun.(*ast.SelectorExpr)
	if !ok || selector.Sel.Name != name {
		return false
	}
	x, ok := selector.X.(*ast.Ident)
	return ok && x.Name == on
}
