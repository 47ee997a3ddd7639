/** How a moment reads on the clock of a zone, as a field for date and time wants it: 2026-11-30T09:00. */
export function local(moment: string, zone: string | undefined): string {
  const parts = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' }).format(new Date(moment))
  return parts.replace(' ', 'T')
}

/** The moment at which the clock of a zone reads so. */
export function instant(reading: string, zone: string | undefined): string {
  const wanted = Date.parse(`${reading}:00Z`)
  // What the zone is ahead by is asked for near the moment; twice, for it changes twice a year.
  let guess = wanted
  for (let i = 0; i < 2; i++) guess = wanted - (Date.parse(`${local(new Date(guess).toISOString(), zone)}:00Z`) - guess)
  return new Date(guess).toISOString()
}

/** Openings of a day as they are typed, "09:00-13:00, 14:00-24:00", in minutes from midnight; undefined: it is not that. */
export function spans(text: string): { from: number; to: number }[] | undefined {
  const list: { from: number; to: number }[] = []
  for (const part of text.split(',').map((one) => one.trim()).filter(Boolean)) {
    const found = /^(\d{1,2}):(\d{2})\s*[-–]\s*(\d{1,2}):(\d{2})$/.exec(part)
    if (!found) return undefined
    const [a, b, c, d] = found.slice(1).map(Number) as [number, number, number, number]
    list.push({ from: a * 60 + b, to: c * 60 + d })
  }
  return list
}

/** The same the other way round. */
export function typed(list: { from: number; to: number }[]): string {
  const at = (n: number) => `${String(Math.floor(n / 60)).padStart(2, '0')}:${String(n % 60).padStart(2, '0')}`
  return list.map((one) => `${at(one.from)}-${at(one.to)}`).join(', ')
}
