import { useTranslation } from 'react-i18next'
import { useMemo } from 'react'
import { kept } from './kept'
import { gallon, type Measures, over, toFahrenheit, toFeet, toGallons, toMiles, type WholeMeasures } from './measures'

// The zone of whoever is signed in, as their profile or account says; none: the browser's.
const clock = { zone: undefined as string | undefined, measures: over() }

/** Sets the zone that times are told in from now on. */
export function setZone(zone: string | undefined) {
  clock.zone = zone || undefined
}

/** The zone of whoever reads; none: the browser's. */
export const readerZone = () => clock.zone

/** Sets the units that figures are told in from now on: one's own before the brand's. */
export function setMeasures(mine: Measures | undefined, brands: Measures | undefined) {
  const next = over(mine, brands)
  // The same object as long as nothing has changed: what is shown is worked out again only then.
  if (JSON.stringify(next) !== JSON.stringify(clock.measures)) clock.measures = next
}

/** The units of whoever reads. */
export const readerMeasures = () => clock.measures

/** Figures and times in the reader's language, time zone and units. They come in km/h, metres, litres, °C and UTC. */
export function formats(language: string, zone?: string, measures: WholeMeasures = over()) {
  const options = zone ? { timeZone: zone } : {}
  const cycle = measures.clock === 'h12' ? ({ hour: 'numeric', hourCycle: 'h12' } as const) : ({ hour: '2-digit', hourCycle: 'h23' } as const)
  const hours = () => kept(Intl.DateTimeFormat, language, { ...cycle, minute: '2-digit', ...options })
  const clockFine = () => kept(Intl.DateTimeFormat, language, { ...cycle, minute: '2-digit', second: '2-digit', ...options })
  const day = () => kept(Intl.DateTimeFormat, language, { day: 'numeric', month: 'short', ...options })
  const dayOfYear = () => kept(Intl.DateTimeFormat, language, { day: 'numeric', month: 'short', year: 'numeric', ...options })
  const dayAlone = () => kept(Intl.DateTimeFormat, language, { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' })
  const full = () => kept(Intl.DateTimeFormat, language, { dateStyle: 'long', timeStyle: 'medium', hourCycle: cycle.hourCycle, ...options })
  const relative = () => kept(Intl.RelativeTimeFormat, language, { numeric: 'auto', style: 'short' })
  const whole = () => kept(Intl.NumberFormat, language, { maximumFractionDigits: 0 })
  const one = () => kept(Intl.NumberFormat, language, { maximumFractionDigits: 1 })
  const inMiles = measures.distance === 'mi'
  const unit = (value: number, name: string, digits = 0) =>
    kept(Intl.NumberFormat, language, { style: 'unit', unit: name, maximumFractionDigits: digits }).format(value)
  return {
    whole: (value: number) => whole().format(value),
    one: (value: number) => one().format(value),
    // Of a file: nobody counts its bytes.
    size: (bytes: number) => (bytes < 1_000_000 ? unit(Math.max(1, Math.round(bytes / 1000)), 'kilobyte') : unit(bytes / 1_000_000, 'megabyte', 1)),
    speed: (kmh: number) => (inMiles ? unit(Math.round(toMiles(kmh)), 'mile-per-hour') : unit(Math.round(kmh), 'kilometer-per-hour')),
    distance: (metres: number) => {
      if (!inMiles) return metres < 1000 ? unit(Math.round(metres), 'meter') : unit(metres / 1000, 'kilometer', metres < 100_000 ? 1 : 0)
      const miles = toMiles(metres / 1000)
      return miles < 0.1 ? unit(Math.round(toFeet(metres)), 'foot') : unit(miles, 'mile', miles < 100 ? 1 : 0)
    },
    /** Above the sea: no way, so never in kilometres or miles. */
    height: (metres: number) => (inMiles ? unit(Math.round(toFeet(metres)), 'foot') : unit(Math.round(metres), 'meter')),
    volume: (litres: number) => (measures.volume === 'litre' ? unit(litres, 'liter', 1) : `${one().format(toGallons(litres, measures.volume))}\u00a0${gallon(language, measures.volume)}`),
    percent: (value: number) => kept(Intl.NumberFormat, language, { style: 'percent', maximumFractionDigits: 0 }).format(value / 100),
    temperature: (celsius: number) => (measures.temperature === 'fahrenheit' ? unit(toFahrenheit(celsius), 'fahrenheit', 1) : unit(celsius, 'celsius', 1)),
    /** A day, or the day of a moment: a day alone is the same one in every zone. */
    date: (at: string | number | Date) => (typeof at === 'string' && /^\d{4}-\d\d-\d\d$/.test(at) ? dayAlone : dayOfYear)().format(new Date(at)),
    clock: (at: string | number | Date) => hours().format(new Date(at)),
    clockFine: (at: string | number | Date) => clockFine().format(new Date(at)),
    full: (at: string | number | Date) => full().format(new Date(at)),
    /** The clock today, the day and the clock before. */
    moment: (at: string | number | Date, now = Date.now()) => {
      const then = new Date(at)
      const date = dayOfYear().format(then)
      if (date === dayOfYear().format(new Date(now))) return hours().format(then)
      return Math.abs(now - then.getTime()) > 300 * 86_400_000 ? date : `${day().format(then)}, ${hours().format(then)}`
    },
    ago: (at: string | number | Date, now: number) => {
      const seconds = Math.max(0, Math.round((now - new Date(at).getTime()) / 1000))
      if (seconds < 60) return relative().format(-seconds, 'second')
      if (seconds < 3600) return relative().format(-Math.round(seconds / 60), 'minute')
      if (seconds < 86_400) return relative().format(-Math.round(seconds / 3600), 'hour')
      return relative().format(-Math.round(seconds / 86_400), 'day')
    },
    /** How far off a moment is, before or ahead. */
    off: (at: string | number | Date, now = Date.now()) => {
      const seconds = Math.round((new Date(at).getTime() - now) / 1000)
      const far = Math.abs(seconds)
      if (far < 3600) return relative().format(Math.round(seconds / 60), 'minute')
      if (far < 172_800) return relative().format(Math.round(seconds / 3600), 'hour')
      return relative().format(Math.round(seconds / 86_400), 'day')
    },
    span: (seconds: number) => {
      const minutes = Math.round(seconds / 60)
      if (minutes < 60) return unit(minutes, 'minute')
      const hours = Math.floor(minutes / 60)
      if (hours >= 48) return unit(Math.round(hours / 24), 'day')
      const rest = minutes % 60
      return rest === 0 ? unit(hours, 'hour') : `${unit(hours, 'hour')} ${unit(rest, 'minute')}`
    },
    /** Hours alone, however many: what a machine has worked is counted in nothing else. */
    hours: (seconds: number) => unit(seconds / 3600, 'hour', seconds < 360_000 ? 1 : 0),
    degrees: (lat: number, lon: number) => `${lat.toFixed(5)}, ${lon.toFixed(5)}`,
  }
}

export type Formats = ReturnType<typeof formats>

export function useFormats(): Formats {
  const { i18n } = useTranslation()
  const { zone, measures } = clock
  return useMemo(() => formats(i18n.language, zone, measures), [i18n.language, zone, measures])
}
