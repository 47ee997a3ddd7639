/** An event as the server keeps it: what it is, and after a colon what belongs to it. */
export function eventOf(body: string): { name: string; rest: string } {
  const at = body.indexOf(':')
  return at < 0 ? { name: body, rest: '' } : { name: body.slice(0, at), rest: body.slice(at + 1).trim() }
}
