/** Days as people and date fields write them, "2026-12-09", where the reader is: not those of UTC, which change at another hour. */

/** The day so many days from now. */
export function dayFrom(now: Date, days: number): string {
  const day = new Date(now.getFullYear(), now.getMonth(), now.getDate() + days)
  return `${day.getFullYear()}-${twice(day.getMonth() + 1)}-${twice(day.getDate())}`
}

/** The first day from which on a notice of so many whole days is kept. */
export function firstDayAfter(now: Date, days: number): string {
  return dayFrom(now, days + 1)
}

/** The month so many months ago: "2026-12". */
export function monthBefore(now: Date, months: number): string {
  const day = new Date(now.getFullYear(), now.getMonth() - months, 1)
  return `${day.getFullYear()}-${twice(day.getMonth() + 1)}`
}

/** When a day begins. */
export function midnight(day: string): string {
  return new Date(`${day}T00:00:00`).toISOString()
}

const twice = (n: number) => String(n).padStart(2, '0')
