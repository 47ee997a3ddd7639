// Package basemap is the map under the objects: tiles, glyphs and styles that work with no internet.
//
// It owns: vector tiles of the world (land, borders, country names: Natural Earth, zoom 0 to 6) and of the demo's city
// (central Helsinki: OpenStreetMap, zoom 10 to 15; both are drawn beyond by over-zooming), the label glyphs, and the
// MapLibre style that draws them in a brand's colours, light and dark.
//
// It does not own: HTTP (the doors serve what Tile, Glyphs and Style return, under the brand's own host), a brand's
// tokens (themes derives Colours from them), or other map providers (configuration names those).
//
// It never: reaches outside the binary, names the platform, or shows data without its attribution. A map of these tiles
// must show Attribution; Style puts it into its sources, and MapLibre's attribution control displays it.
//
// # Tiles
//
// data/tiles.pmtiles is a PMTiles archive (version 3) of gzipped Mapbox Vector Tiles (version 2.1, extent 4096), built
// by tools/basemap. Names are in `name`, and where a language of the product differs, in `name_en`, `name_ru`,
// `name_es`, `name_pt`, `name_fr`. Layers of the world:
//
//	land      polygons
//	boundary  lines between countries, as Natural Earth draws them: who holds the ground, not who claims it
//	country   points; size grows with the country
//	city      points: the demo's city
//
// and of the city:
//
//	area      polygons; class water, park, green, pitch, plaza, pier, yard
//	building  polygons
//	rail      lines; class rail, tram, subway; tunnel
//	road      lines; class primary, secondary, tertiary, street, pedestrian, service, path; tunnel
//	fade      frames along the edge of the data; hidden says how much of what is below is covered, 0 to 1
//	street    lines to write street names along; class as of road
//	place     points; class suburb, station, water, park, square, culture
//	house     points; number
//
// # Glyphs
//
// data/glyphs holds signed distance fields of Inter (SIL Open Font License, data/glyphs/LICENSE.txt) for Latin, Greek
// and Cyrillic, in the form MapLibre asks for: 24 pixels an em, a margin of 3, ranges of 256 code points.
//
// # Building the data again
//
// The files under data are committed; building Livery needs none of this. tools/basemap is a module of its own:
//
//	tools/basemap/fetch.sh build/basemap                              # brings the pinned inputs
//	cd tools/basemap && CGO_ENABLED=0 go run . -inputs ../../build/basemap -root ../..
//
// The inputs are checked against digests, and the same inputs give the same bytes; with -check the command compares
// instead of writing. (Without CGO_ENABLED=0 the reader of OpenStreetMap's format wants the C library zlib.)
package basemap
