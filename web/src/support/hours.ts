interface Span {
  day: number
  from: number
  to: number
}

const clock = (minutes: number) => `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`

/** When somebody is there in a week, as people write it: Mon–Fri 09:00–24:00, Sat 10:00–14:00. */
export function weekly(spans: readonly Span[], language: string): string {
  const name = new Intl.DateTimeFormat(language, { weekday: 'short', timeZone: 'UTC' })
  // The first of January 2024 was a Monday.
  const day = (n: number) => name.format(Date.UTC(2024, 0, 1 + n))
  const groups: { from: number; to: number; hours: string }[] = []
  for (let n = 0; n < 7; n++) {
    const hours = spans
      .filter((one) => one.day === (n + 1) % 7)
      .sort((a, b) => a.from - b.from)
      .map((one) => `${clock(one.from)}–${clock(one.to)}`)
      .join(', ')
    const last = groups.at(-1)
    if (!hours) continue
    if (last && last.to === n - 1 && last.hours === hours) last.to = n
    else groups.push({ from: n, to: n, hours })
  }
  return groups.map((one) => `${day(one.from)}${one.to > one.from ? `–${day(one.to)}` : ''} ${one.hours}`).join('; ')
}
