package web

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io/fs"
	"mime"
	"path"
	"slices"
	"strings"
	"sync"
)

//go:embed dist
var dist embed.FS

// File is what a door sends: its bytes, and the same gzipped if that is shorter.
type File struct {
	Content []byte
	// Gzip compresses the content when it is first asked for so. It answers nil where that does not pay.
	Gzip func() []byte
	// Type is the media type, with its charset.
	Type string
	// Tag names the content, as HTTP wants it (RFC 9110, section 8.8.3).
	Tag string
	// Immutable tells that the address changes with the content: keep it for a year. Others are asked for again.
	Immutable bool
}

// App is the built app, opened.
type App struct {
	chunks map[string]chunk
	assets map[string]func() File
	// staff are the addresses of files that the platform's area alone needs.
	staff map[string]bool
}

// chunk is one row of the bundler's manifest.
type chunk struct {
	File    string   `json:"file"`
	Imports []string `json:"imports"`
	Dynamic []string `json:"dynamicImports"`
	CSS     []string `json:"css"`
	Assets  []string `json:"assets"`
}

// Open reads the build within the program.
func Open() (*App, error) {
	app := &App{assets: map[string]func() File{}}
	manifest, err := dist.ReadFile("dist/manifest.json")
	if err != nil {
		return nil, fmt.Errorf("web: the app is not built (make generate-web): %w", err)
	}
	if err := json.Unmarshal(manifest, &app.chunks); err != nil {
		return nil, fmt.Errorf("web: read the build's manifest: %w", err)
	}
	for _, area := range []Area{Monitoring, Console, Platform} {
		if _, ok := app.chunks[area.entry()]; !ok {
			return nil, fmt.Errorf("web: the build has no %s", area.entry())
		}
	}
	err = fs.WalkDir(dist, "dist/assets", func(name string, entry fs.DirEntry, err error) error {
		if err == nil && !entry.IsDir() {
			app.assets[strings.TrimPrefix(name, "dist")] = sync.OnceValue(func() File {
				content, _ := dist.ReadFile(name) // it was listed
				return newFile(content, mediaType(name), true)
			})
		}
		return err
	})
	app.staff = app.files(Platform)
	for address := range app.files(Monitoring, Console) {
		delete(app.staff, address)
	}
	return app, err
}

// files are the addresses of all that areas may come to load.
func (a *App) files(areas ...Area) map[string]bool {
	found, seen := map[string]bool{}, map[string]bool{}
	var visit func(name string)
	visit = func(name string) {
		if seen[name] {
			return
		}
		seen[name] = true
		c := a.chunks[name]
		for _, file := range slices.Concat([]string{c.File}, c.CSS, c.Assets) {
			found["/"+file] = true
		}
		for _, other := range slices.Concat(c.Imports, c.Dynamic) {
			visit(other)
		}
	}
	for _, area := range areas {
		visit(area.entry())
	}
	return found
}

// StaffOnly tells of a file that nobody needs but the platform's staff: brands' hosts do not have it.
func (a *App) StaffOnly(address string) bool { return a.staff[address] }

// Asset returns a file of the build by the path of its address, "/assets/…". ok is false if there is none.
func (a *App) Asset(address string) (file File, ok bool) {
	load, ok := a.assets[address]
	if !ok {
		return File{}, false
	}
	return load(), true
}

func newFile(content []byte, kind string, immutable bool) File {
	packed := sync.OnceValue(func() []byte { return compress(content, kind) })
	return File{Content: content, Gzip: packed, Type: kind, Tag: tagOf(content), Immutable: immutable}
}

// NewFile makes a file of what was made for one visitor or for all.
func NewFile(content []byte, kind string, immutable bool) File {
	return newFile(content, kind, immutable)
}

func tagOf(content []byte) string {
	digest := sha256.Sum256(content)
	return `"` + hex.EncodeToString(digest[:12]) + `"`
}

// compress returns nil for what is compressed already or does not get shorter.
func compress(content []byte, kind string) []byte {
	if strings.HasPrefix(kind, "image/png") || kind == "image/jpeg" || strings.HasPrefix(kind, "font/") || len(content) < 512 {
		return nil
	}
	var b bytes.Buffer
	w, _ := gzip.NewWriterLevel(&b, gzip.BestCompression) // the level exists
	_, _ = w.Write(content)                               // a bytes.Buffer takes everything
	_ = w.Close()
	if b.Len() >= len(content) {
		return nil
	}
	return b.Bytes()
}

// mediaType does not ask the system, whose table differs from machine to machine.
func mediaType(name string) string {
	switch path.Ext(name) {
	case ".js", ".mjs":
		return "text/javascript; charset=utf-8"
	case ".css":
		return "text/css; charset=utf-8"
	case ".woff2":
		return "font/woff2"
	case ".svg":
		return "image/svg+xml"
	case ".json":
		return "application/json"
	default:
		if kind := mime.TypeByExtension(path.Ext(name)); kind != "" {
			return kind
		}
		return "application/octet-stream"
	}
}
