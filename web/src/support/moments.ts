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
