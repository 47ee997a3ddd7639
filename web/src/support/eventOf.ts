/** An event as the server keeps it: what it is, and after a colon what belongs to it. */
export function eventOf(body: string): { name: string; rest: string } {
  const at = body.indexOf(':')
  return at < 0 ? { name: body, rest: '' } : { name: body.slice(0, at), rest: body.slice(at + 1).trim() }
}

const moves = ['assignee', 'team', 'category', 'kind'] as const

/** What of a ticket was changed: its event tells from what and to what, by ids, or "-" for nothing. */
export type Move = (typeof moves)[number]

export const isMove = (name: string): name is Move => (moves as readonly string[]).includes(name)

/** From what to what; undefined: from or to nothing. */
export function movedOf(rest: string): { from: string | undefined; to: string | undefined } {
  const [from, to] = rest.split(' ').map((one) => (one === '-' ? undefined : one))
  return { from, to }
}
