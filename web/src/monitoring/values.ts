import type { FleetObject, ObjectState } from '../api/model'
import type { Formats } from '../i18n/format'
import i18next, { type TFunction } from 'i18next'
import type en from '../i18n/en.json'

type Known = keyof typeof en.values
const compass = ['n', 'ne', 'e', 'se', 's', 'sw', 'w', 'nw'] as const

/** The figures everybody asks for first. */
export function headline(object: ObjectState, whole: FleetObject | undefined, t: TFunction, f: Formats): { name: string; value: string }[] {
  const { place, attributes } = object
  // How fast it was when it was last heard is not how fast it is.
  const known = object.status === 'moving' || object.status === 'standing'
  const list: { name: string; value: string }[] = [{ name: t('values.speed'), value: known && place?.speed != null ? f.speed(place.speed) : '–' }]
  if (place?.course != null) list.push({ name: t('values.course'), value: `${Math.round(place.course)}° ${t(`compass.${compass[Math.round(place.course / 45) % 8]!}`)}` })
  const satellites = attributes?.satellites
  if (typeof satellites === 'number') list.push({ name: t('values.satellites'), value: f.whole(satellites) })
  const battery = attributes?.battery_level
  if (typeof battery === 'number') list.push({ name: t('values.battery_level'), value: f.percent(battery) })
  const power = attributes?.power_voltage
  if (typeof power === 'number') list.push({ name: t('values.power_voltage'), value: t('values.volts', { value: f.one(power) }) })
  const odometer = whole?.odometer ?? attributes?.odometer
  if (typeof odometer === 'number' && odometer > 0) list.push({ name: t('values.odometer'), value: f.distance(odometer) })
  if (place?.altitude != null && list.length % 3 !== 0) list.push({ name: t('values.altitude'), value: f.height(place.altitude) })
  while (list.length % 3 !== 0 && list.length > 3) list.pop()
  return list
}

// What trackers tell in km, km/h and litres (platform/ingest/protocol).
const kilometres = new Set(['distance_since_clear', 'mil_distance', 'remaining_distance', 'service_distance'])
const speeds = new Set(['gnss_speed', 'tachograph_speed', 'vehicle_speed'])
const litres = new Set(['fuel_volume', 'fuel_used', 'adblue_volume'])

const shownAbove = new Set(['satellites', 'battery_level', 'power_voltage', 'odometer'])

/** All else that a tracker tells, by name where the name is known. */
export function sensors(object: ObjectState, t: TFunction, f: Formats): { key: string; name: string; value: string }[] {
  return Object.entries(object.attributes ?? {})
    .filter(([key, value]) => !shownAbove.has(key) && value !== null && value !== '')
    .map(([key, value]) => ({ key, name: nameOf(key, t), value: valueOf(key, value, t, f) }))
    .sort((a, b) => Number(a.key.startsWith('io.')) - Number(b.key.startsWith('io.')) || a.name.localeCompare(b.name))
}

function nameOf(key: string, t: TFunction): string {
  const [stem, number] = key.split('.') as [string, string?]
  if (!i18next.exists(`values.${stem}`)) return key
  const name = t(`values.${stem as Known}`)
  return number ? `${name} ${number}` : name
}

function valueOf(key: string, value: unknown, t: TFunction, f: Formats): string {
  const stem = key.split('.')[0]!
  if (typeof value === 'boolean') return t(value ? 'values.yes' : 'values.no')
  if (stem === 'alarm' && Array.isArray(value)) return value.map((one) => (i18next.exists(`alarms.${String(one)}`) ? t(`alarms.${String(one) as keyof typeof en.alarms}`) : String(one))).join(', ')
  if (typeof value === 'number') {
    if (stem.endsWith('voltage')) return t('values.volts', { value: f.one(value) })
    if (stem.includes('temperature')) return f.temperature(value)
    if (stem === 'fuel_level') return f.percent(value)
    if (stem === 'trip_odometer') return f.distance(value)
    if (kilometres.has(stem)) return f.distance(value * 1000)
    if (speeds.has(stem)) return f.speed(value)
    if (litres.has(stem)) return f.volume(value)
    if (stem === 'engine_hours') return f.hours(value)
    return f.one(value)
  }
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}
