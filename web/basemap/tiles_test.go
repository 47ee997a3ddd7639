package basemap

import (
	"math"
	"testing"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/encoding/mvt"
	"github.com/paulmach/orb/geojson"
	"github.com/paulmach/orb/maptile"
	"github.com/paulmach/orb/planar"
	"github.com/stretchr/testify/require"
)

// layerNames are the layers doc.go promises.
func layerNames() []string {
	return []string{
		"land", "boundary", "country", "city",
		"area", "building", "rail", "road", "fade", "street", "place", "house",
	}
}

func unpack(t *testing.T, z, x, y int) map[string][]*geojson.Feature {
	t.Helper()
	gz, ok := Tile(z, x, y)
	require.True(t, ok)
	layers, err := mvt.UnmarshalGzipped(gz)
	require.NoError(t, err, "tile %d/%d/%d", z, x, y)
	found := map[string][]*geojson.Feature{}
	for _, layer := range layers {
		require.Contains(t, layerNames(), layer.Name)
		require.EqualValues(t, 2, layer.Version)
		require.EqualValues(t, 4096, layer.Extent)
		found[layer.Name] = layer.Features
	}
	return found
}

// at returns the tile that holds a place, and where in it the place is.
func at(lon, lat float64, z int) (tile maptile.Tile, inside orb.Point) {
	part := maptile.Fraction(orb.Point{lon, lat}, maptile.Zoom(z))
	x, y := math.Floor(part[0]), math.Floor(part[1])
	return maptile.New(uint32(x), uint32(y), maptile.Zoom(z)), orb.Point{(part[0] - x) * 4096, (part[1] - y) * 4096}
}

func isLand(t *testing.T, lon, lat float64, z int) bool {
	t.Helper()
	tile, p := at(lon, lat, z)
	for _, f := range unpack(t, z, int(tile.X), int(tile.Y))["land"] {
		switch g := f.Geometry.(type) {
		case orb.Polygon:
			if planar.PolygonContains(g, p) {
				return true
			}
		case orb.MultiPolygon:
			if planar.MultiPolygonContains(g, p) {
				return true
			}
		}
	}
	return false
}

func TestEveryTileOfTheWorldAndTheCityDecodes(t *testing.T) {
	for z := range 6 {
		for x := range 1 << z {
			for y := range 1 << z {
				unpack(t, z, x, y)
			}
		}
	}
	bounds := CityBounds()
	for z := cityFirstZoom; z <= cityLastZoom; z++ {
		first, _ := at(bounds[0], bounds[3], z)
		last, _ := at(bounds[2], bounds[1], z)
		for x := first.X; x <= last.X; x++ {
			for y := first.Y; y <= last.Y; y++ {
				require.NotEmpty(t, unpack(t, z, int(x), int(y)), "%d/%d/%d", z, x, y)
			}
		}
	}
}

func TestLandIsWhereLandIs(t *testing.T) {
	land := map[string][2]float64{
		"Moscow": {37.6, 55.75}, "Paris": {2.35, 48.85}, "Bamako": {-8, 12.6}, "Ushuaia inland": {-68.5, -54.4},
		"Chukotka, beyond 180 degrees": {-175, 66.8}, "Chukotka, before 180 degrees": {175, 66.8},
		"the South Pole's shelf": {30, -80}, "Antarctica at 180 degrees": {179.9, -84.5}, "Denver": {-105, 39.7},
		"Finland": {26, 63},
	}
	sea := map[string][2]float64{
		"the Atlantic": {-35, 20}, "the Pacific at 180 degrees": {179.99, 10}, "the Caspian Sea": {50.5, 41.5},
		"the Arctic Ocean": {-150, 80}, "null island": {0, 0}, "the Baltic Sea": {20, 58},
	}
	for _, z := range []int{0, 2, 4, 6} {
		for name, p := range land {
			require.True(t, isLand(t, p[0], p[1], z), "%s at zoom %d", name, z)
		}
		for name, p := range sea {
			require.False(t, isLand(t, p[0], p[1], z), "%s at zoom %d", name, z)
		}
	}
}

func TestTheCityIsToldInTheLanguagesItsDataHas(t *testing.T) {
	street, _ := at(24.9433, 60.1709, 15)
	var names []any
	for _, f := range unpack(t, 15, int(street.X), int(street.Y))["street"] {
		names = append(names, f.Properties["name"])
	}
	require.Contains(t, names, "Kaivokatu")

	country, _ := at(26, 62, 4)
	var finland geojson.Properties
	for _, f := range unpack(t, 4, int(country.X), int(country.Y))["country"] {
		if f.Properties["name"] == "Finland" {
			finland = f.Properties
		}
	}
	require.Equal(t, "Финляндия", finland["name_ru"])
	require.Equal(t, "Finlandia", finland["name_es"])
	require.Equal(t, "Finlândia", finland["name_pt"])
	require.Equal(t, "Finlande", finland["name_fr"])
}

func TestNothingOfTheCityLiesOutsideItsBounds(t *testing.T) {
	bounds := CityBounds()
	reach := 0.003 // the fading frame goes a little beyond
	for z := cityFirstZoom; z <= 12; z++ {
		tile, _ := at(24.944, 60.172, z)
		for name, features := range unpack(t, z, int(tile.X), int(tile.Y)) {
			for _, f := range features {
				layer := &mvt.Layer{Name: name, Extent: 4096, Features: []*geojson.Feature{f}}
				layer.ProjectToWGS84(tile)
				b := f.Geometry.Bound()
				require.Greater(t, b.Min[0], bounds[0]-reach, name)
				require.Greater(t, b.Min[1], bounds[1]-reach, name)
				require.Less(t, b.Max[0], bounds[2]+reach, name)
				require.Less(t, b.Max[1], bounds[3]+reach, name)
			}
		}
	}
}

func TestTheOpenSeaIsAnEmptyTile(t *testing.T) {
	tile, _ := at(-150, 80, 6)
	require.Empty(t, unpack(t, 6, int(tile.X), int(tile.Y)))
	require.Empty(t, unpack(t, 15, 5, 5))
}

func TestAddressesThatNoSourceAsksForAreRefused(t *testing.T) {
	for _, address := range [][3]int{
		{-1, 0, 0}, {0, 0, 1}, {0, -1, 0}, {6, 64, 0}, {6, 0, 64}, {7, 0, 0}, {9, 290, 148}, {16, 0, 0}, {63, 0, 0}, {64, 0, 0},
	} {
		_, ok := Tile(address[0], address[1], address[2])
		require.False(t, ok, address)
	}
}

func TestADamagedArchiveIsRefused(t *testing.T) {
	for _, length := range []int{0, 8, 126, 127, 200, len(archiveFile) / 2} {
		_, err := openArchive(archiveFile[:length])
		require.Error(t, err, "%d bytes", length)
	}
	other := append([]byte{}, archiveFile[:4096]...)
	other[7] = 2
	_, err := openArchive(other)
	require.Error(t, err)
}

func BenchmarkTile(b *testing.B) {
	tiles()
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		if _, ok := Tile(15, 18654+i&3, 9488+i&3); !ok {
			b.Fatal("no tile")
		}
	}
}
