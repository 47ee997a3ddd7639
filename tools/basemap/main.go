package main

import (
	"bytes"
	"context"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
)

func main() {
	from := flag.String("inputs", "build/basemap", "the folder with the downloads fetch.sh brought")
	root := flag.String("root", ".", "the repository")
	check := flag.Bool("check", false, "write nothing; fail if what is committed differs from what would be built")
	flag.Parse()
	if err := run(context.Background(), inputs(*from), *root, *check); err != nil {
		fmt.Fprintln(os.Stderr, "basemap:", err)
		os.Exit(1)
	}
}

// run builds every file and writes or compares it.
func run(ctx context.Context, in inputs, root string, check bool) error {
	files, err := build(ctx, in)
	if err != nil {
		return err
	}
	paths := make([]string, 0, len(files))
	for path := range files {
		paths = append(paths, path)
	}
	slices.Sort(paths)
	for _, path := range paths {
		content, target := files[path], filepath.Join(root, path)
		if check {
			committed, err := os.ReadFile(target)
			if err != nil {
				return fmt.Errorf("compare %s: %w", path, err)
			}
			if !bytes.Equal(committed, content) {
				return fmt.Errorf("%s differs from what its inputs give: build it again without -check", path)
			}
			continue
		}
		if err := os.MkdirAll(filepath.Dir(target), 0o755); err != nil {
			return fmt.Errorf("write %s: %w", path, err)
		}
		if err := os.WriteFile(target, content, 0o644); err != nil {
			return fmt.Errorf("write %s: %w", path, err)
		}
		fmt.Printf("%9d  %s\n", len(content), path)
	}
	return nil
}

// build returns every generated file by its path in the repository.
func build(ctx context.Context, in inputs) (map[string][]byte, error) {
	content, err := in.extract()
	if err != nil {
		return nil, err
	}
	city, err := readExtract(ctx, content)
	if err != nil {
		return nil, err
	}
	files, err := buildGlyphs(in, "web/basemap/data/glyphs")
	if err != nil {
		return nil, err
	}
	if files["web/basemap/data/tiles.pmtiles"], err = buildTiles(in, city); err != nil {
		return nil, err
	}
	if files["platform/ingest/simulator/streets/data/helsinki.streets"], err = buildStreets(city); err != nil {
		return nil, err
	}
	return files, nil
}

func buildTiles(in inputs, city *extract) ([]byte, error) {
	world, err := cutWorld(in, theCity(city))
	if err != nil {
		return nil, err
	}
	streets, err := cutCity(city)
	if err != nil {
		return nil, err
	}
	layers := []map[string]any{}
	describe := func(names []string, from, to int) {
		for _, name := range names {
			layers = append(layers, map[string]any{"id": name, "fields": map[string]any{}, "minzoom": from, "maxzoom": to})
		}
	}
	describe(worldLayers, 0, worldZoom)
	describe(cityLayers, cityFirstZoom, cityLastZoom)
	return archive(append(world, streets...), map[string]any{
		"name":          "Base map",
		"description":   "The world at zooms 0 to 6, central Helsinki at zooms 10 to 15",
		"attribution":   "© OpenStreetMap contributors, Natural Earth",
		"type":          "baselayer",
		"vector_layers": layers,
	}, city.degrees.Center())
}
