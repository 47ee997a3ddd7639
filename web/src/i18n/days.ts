import { readerZone } from './format'

/** Days and moments as date fields write them, by the clock of the reader's zone: UTC and a device change day at other hours. */

/** How a moment reads on the clock of a zone, as a field for date and time wants it: 2026-11-30T09:00. */
export function local(moment: string, zone = readerZone()): string {
  const parts = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' }).format(new Date(moment))
  return parts.replace(' ', 'T')
}

/** The moment at which the clock of a zone reads so. */
export function instant(reading: string, zone = readerZone()): string {
  const wanted = Date.parse(`${reading}:00Z`)
  // What the zone is ahead by is asked for near the moment; twice, for it changes twice a year.
  let guess = wanted
  for (let i = 0; i < 2; i++) guess = wanted - (Date.parse(`${local(new Date(guess).toISOString(), zone)}:00Z`) - guess)
  return new Date(guess).toISOString()
}

/** When a day begins. */
export function midnight(day: string, zone = readerZone()): string {
  return instant(`${day}T00:00`, zone)
}

/** The day so many days from now. */
export function dayFrom(now: Date, days: number, zone = readerZone()): string {
  const [year, month, day] = today(now, zone)
  return new Date(Date.UTC(year, month - 1, day + days)).toISOString().slice(0, 10)
}

/** The first day from which on a notice of so many whole days is kept. */
export function firstDayAfter(now: Date, days: number, zone = readerZone()): string {
  return dayFrom(now, days + 1, zone)
}

/** The month so many months ago: "2026-12". */
export function monthBefore(now: Date, months: number, zone = readerZone()): string {
  const [year, month] = today(now, zone)
  return new Date(Date.UTC(year, month - 1 - months, 1)).toISOString().slice(0, 7)
}

function today(now: Date, zone: string | undefined): [number, number, number] {
  return local(now.toISOString(), zone).slice(0, 10).split('-').map(Number) as [number, number, number]
}
