import type { GeoJSON } from 'geojson'
import type { GeoJSONSource, Map as MapLibre, SymbolLayerSpecification } from 'maplibre-gl'
import type { ObjectState } from '../api/model'
import type { LiveFleet } from './live'
import { putMarkers, shade } from './markers'

const faces = { medium: ['Inter Medium'], semiBold: ['Inter SemiBold'] }
const nothing = { type: 'FeatureCollection' as const, features: [] }
type Line = { type: 'Feature'; properties: object; geometry: { type: 'LineString'; coordinates: [number, number][] } }

/** Puts what moves onto the base map: trails below the names, objects above everything. */
export function addLayers(map: MapLibre, below: string | undefined) {
  putMarkers(map)
  const before = below && map.getLayer(below) ? below : undefined
  map.addSource('track', { type: 'geojson', data: nothing })
  map.addSource('trail', { type: 'geojson', data: nothing })
  map.addSource('chosen', { type: 'geojson', data: nothing })
  map.addSource('objects', { type: 'geojson', data: nothing, cluster: true, clusterRadius: 30, clusterMaxZoom: 14 })
  for (const source of ['track', 'trail']) {
    map.addLayer({ id: `${source}-casing`, type: 'line', source, layout: { 'line-join': 'round', 'line-cap': 'round' }, paint: { 'line-color': shade('raised'), 'line-width': 7, 'line-opacity': 0.85 } }, before)
  }
  map.addLayer({ id: 'track', type: 'line', source: 'track', layout: { 'line-join': 'round', 'line-cap': 'round' }, paint: { 'line-color': shade('primary-control'), 'line-width': 3.5, 'line-opacity': 0.75 } }, before)
  map.addLayer({ id: 'trail', type: 'line', source: 'trail', layout: { 'line-join': 'round', 'line-cap': 'round' }, paint: { 'line-color': shade('accent'), 'line-width': 4 } }, before)
  map.addLayer({
    id: 'chosen',
    type: 'circle',
    source: 'chosen',
    paint: { 'circle-radius': 22, 'circle-color': shade('primary'), 'circle-opacity': 0.16, 'circle-stroke-color': shade('primary-control'), 'circle-stroke-width': 2 },
  })
  map.addLayer({
    id: 'clusters',
    type: 'circle',
    source: 'objects',
    filter: ['has', 'point_count'],
    paint: {
      'circle-color': shade('primary'),
      'circle-radius': ['interpolate', ['linear'], ['get', 'point_count'], 2, 15, 20, 20, 200, 28],
      'circle-stroke-color': shade('raised'),
      'circle-stroke-width': 3,
    },
  })
  map.addLayer({
    id: 'cluster-count',
    type: 'symbol',
    source: 'objects',
    filter: ['has', 'point_count'],
    layout: { 'text-field': ['get', 'point_count_abbreviated'], 'text-font': faces.semiBold, 'text-size': 13, 'text-allow-overlap': true },
    paint: { 'text-color': shade('on-primary') },
  })
  const marks = {
    'icon-image': ['get', 'status'],
    'icon-rotate': ['get', 'turn'],
    'icon-rotation-alignment': 'map',
    'icon-allow-overlap': true,
    'icon-ignore-placement': true,
    'text-font': faces.medium,
    'text-size': 12.5,
    'text-offset': [0, 1.5],
    'text-anchor': 'top',
    'text-max-width': 9,
  } satisfies SymbolLayerSpecification['layout']
  const names = { 'text-color': shade('text'), 'text-halo-color': shade('surface'), 'text-halo-width': 1.6 }
  map.addLayer({
    id: 'objects',
    type: 'symbol',
    source: 'objects',
    filter: ['!', ['has', 'point_count']],
    layout: { ...marks, 'text-field': ['step', ['zoom'], '', 11.5, ['get', 'name']], 'text-optional': true },
    paint: names,
  })
  // The chosen one lies on top with its name, however many stand around it.
  map.addLayer({
    id: 'chosen-mark',
    type: 'symbol',
    source: 'chosen',
    layout: { ...marks, 'text-field': ['get', 'name'], 'text-font': faces.semiBold, 'text-offset': [0, 1.95], 'text-allow-overlap': true },
    paint: names,
  })
}

/** Draws the objects that are wanted, and tells how many they are. */
export function drawObjects(map: MapLibre, fleet: LiveFleet, wanted?: (object: ObjectState) => boolean): number {
  const features = []
  for (const object of fleet.all()) if (!wanted || wanted(object)) features.push(...mark(object))
  source(map, 'objects')?.setData({ type: 'FeatureCollection', features })
  return features.length
}

export function drawLine(map: MapLibre, name: 'track' | 'trail', points: [number, number][]) {
  const line: Line = { type: 'Feature', properties: {}, geometry: { type: 'LineString', coordinates: points } }
  put(map, name, points.length > 1 ? line : nothing)
}

export function drawChosen(map: MapLibre, object: ObjectState | undefined) {
  const features = object ? mark(object) : []
  put(map, 'chosen', features.length > 0 ? { type: 'FeatureCollection', features } : nothing)
}

/** Each source that is given data draws the whole map anew, so one that holds nothing is not given nothing again. */
function put(map: MapLibre, name: string, data: GeoJSON) {
  const of = source(map, name)
  if (of && (data !== nothing || of.serialize().data !== nothing)) of.setData(data)
}

/** An object as the layers draw it; without a place there is nothing to draw. */
function mark(object: ObjectState) {
  const { id, name, status, place } = object
  if (!place) return []
  return [{ type: 'Feature' as const, properties: { id, name, status, turn: status === 'moving' ? (place.course ?? 0) : 0 }, geometry: { type: 'Point' as const, coordinates: [place.lon, place.lat] } }]
}

function source(map: MapLibre, name: string): GeoJSONSource | undefined {
  return map.getSource(name)
}
