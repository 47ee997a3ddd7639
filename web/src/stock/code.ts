// The signs of an activation code, as the server makes them: the last one finds a slip before anything is sent.
const alphabet = '23456789ABCDEFGHJKLMNPQRSTVWXYZ'
const length = 12

/** Whether what was typed can be a code: all its signs are there, and none is wrong or in another's place. */
export function codeIsWhole(typed: string): boolean {
  const signs = [...typed.toUpperCase().replace(/[\s-]/g, '')].map((sign) => alphabet.indexOf(sign))
  return signs.length === length && !signs.includes(-1) && signs.reduce((sum, sign, i) => sum + (i + 1) * sign, 0) % alphabet.length === 0
}

/** The code that a label's link carries, which no server sees; undefined: none. */
export function codeFromAddress(): string | undefined {
  return new URLSearchParams(location.hash.slice(1)).get('code') ?? undefined
}
