package archtest_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// stateful are package variables that do change; each with its reason.
var stateful = map[string]string{
	"internal/testdb.shared": "the testing package offers no other place for what outlives a test",
}

// A package variable is a constant that Go cannot write as one: a table, a pattern, an error, an embedded file. It is
// given its value where it is declared and never another, and it is nothing that is made to change (a map made empty, a
// pointer, a channel, a lock).
func TestPackagesHoldNoState(t *testing.T) {
	t.Parallel()
	for _, p := range packages(t) {
		var files []source
		for _, file := range sources(t, p) {
			if !file.test && !file.generated() {
				files = append(files, file)
			}
		}
		variables := map[string]bool{}
		for _, file := range files {
			for _, v := range packageVariables(file) {
				if stateful[p.name+"."+v.name] != "" {
					continue
				}
				variables[v.name] = true
				if complaint := v.looksLikeState(); complaint != "" {
					t.Errorf("%s: the package variable %s %s: give it to who needs it", file.at(v.node), v.name, complaint)
				}
			}
		}
		for _, file := range files {
			for _, node := range changes(file.tree, variables) {
				t.Errorf("%s: a package variable is changed: give it to who needs it", file.at(node))
			}
		}
	}
}

func TestNothingHappensByImporting(t *testing.T) {
	t.Parallel()
	for _, p := range packages(t) {
		for _, file := range sources(t, p) {
			for _, declaration := range file.tree.Decls {
				f, ok := declaration.(*ast.FuncDecl)
				if ok && f.Recv == nil && f.Name.Name == "init" {
					t.Errorf("%s: a package must do nothing by being imported", file.at(f))
				}
			}
		}
	}
}

type variable struct {
	name     string
	node     ast.Node
	value    ast.Expr // nil: none
	embedded bool
}

func packageVariables(file source) []variable {
	var list []variable
	for _, declaration := range file.tree.Decls {
		general, ok := declaration.(*ast.GenDecl)
		if !ok || general.Tok != token.VAR {
			continue
		}
		for _, spec := range general.Specs {
			values := spec.(*ast.ValueSpec)
			for i, name := range values.Names {
				if name.Name == "_" {
					continue
				}
				v := variable{name: name.Name, node: name, embedded: embeds(general.Doc) || embeds(values.Doc)}
				if i < len(values.Values) {
					v.value = values.Values[i]
				} else if len(values.Values) == 1 {
					v.value = values.Values[0] // var a, b = f()
				}
				list = append(list, v)
			}
		}
	}
	return list
}

func embeds(comments *ast.CommentGroup) bool {
	if comments == nil {
		return false
	}
	for _, comment := range comments.List {
		if strings.HasPrefix(comment.Text, "//go:embed ") {
			return true
		}
	}
	return false
}

func (v variable) looksLikeState() string {
	switch value := v.value.(type) {
	case nil:
		if !v.embedded {
			return "has no value"
		}
	case *ast.UnaryExpr:
		if value.Op == token.AND {
			return "is a pointer"
		}
	case *ast.CallExpr:
		if name, ok := value.Fun.(*ast.Ident); ok && (name.Name == "make" || name.Name == "new") {
			return "is made to be filled"
		}
	case *ast.CompositeLit:
		if _, isMap := value.Type.(*ast.MapType); isMap && len(value.Elts) == 0 {
			return "is made to be filled"
		}
		if selector, ok := value.Type.(*ast.SelectorExpr); ok {
			if x, ok := selector.X.(*ast.Ident); ok && (x.Name == "sync" || x.Name == "atomic") {
				return "is made to change"
			}
		}
	}
	return ""
}

// changes finds assignments to package variables and to parts of them.
func changes(tree *ast.File, variables map[string]bool) []ast.Node {
	var found []ast.Node
	changed := func(target ast.Expr) {
		for {
			switch inner := target.(type) {
			case *ast.IndexExpr:
				target = inner.X
				continue
			case *ast.SelectorExpr:
				target = inner.X
				continue
			case *ast.StarExpr:
				target = inner.X
				continue
			case *ast.ParenExpr:
				target = inner.X
				continue
			case *ast.Ident:
				if variables[inner.Name] && !local(tree, inner) {
					found = append(found, inner)
				}
			}
			return
		}
	}
	ast.Inspect(tree, func(node ast.Node) bool {
		switch n := node.(type) {
		case *ast.AssignStmt:
			if n.Tok != token.DEFINE {
				for _, target := range n.Lhs {
					changed(target)
				}
			}
		case *ast.IncDecStmt:
			changed(n.X)
		case *ast.CallExpr:
			name, ok := n.Fun.(*ast.Ident)
			if ok && (name.Name == "delete" || name.Name == "clear" || name.Name == "copy") && len(n.Args) > 0 {
				changed(n.Args[0])
			}
		}
		return true
	})
	return found
}

// local: within a file the parser resolves what is declared there; the file's scope holds the package level.
func local(tree *ast.File, name *ast.Ident) bool {
	return name.Obj != nil && tree.Scope.Lookup(name.Name) != name.Obj
}

func TestChangesOfPackageVariablesAreFoundAndLocalsAreNot(t *testing.T) {
	t.Parallel()
	found := func(body string) int {
		set := token.NewFileSet()
		tree, err := parser.ParseFile(set, "p.go", "package p\nvar table = map[string]int{\"a\": 1}\n"+body, 0)
		require.NoError(t, err)
		return len(changes(tree, map[string]bool{"table": true, "elsewhere": true}))
	}
	require.Equal(t, 1, found(`func f() { table["b"] = 2 }`))
	require.Equal(t, 1, found(`func f() { table = nil }`))
	require.Equal(t, 1, found(`func f() { delete(table, "a") }`))
	require.Equal(t, 1, found(`func f() { elsewhere.n++ }`))
	require.Equal(t, 0, found(`func f() { table := map[string]int{}; table["b"] = 2 }`))
	require.Equal(t, 0, found(`func f() { var table map[string]int; table["b"] = 2 }`))
	require.Equal(t, 0, found(`func f(table map[string]int) { table["b"] = 2 }`))
	require.Equal(t, 0, found(`func f() int { return table["a"] }`))
}
