/** Whether everything that is typed stays typed at an address: each of it lives on the pages below a path. */
export function keeps(within: Iterable<string>, to: string): boolean {
  const path = to.replace(/[?#].*$/, '')
  for (const one of within) if (path !== one && !path.startsWith(`${one}/`)) return false
  return true
}
