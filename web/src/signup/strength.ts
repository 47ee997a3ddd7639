/** How hard a password is to guess, from 0 (too short to be taken) to 4: by its length and how many kinds of characters it draws from. */
export function strength(password: string): 0 | 1 | 2 | 3 | 4 {
  const letters = [...password]
  if (letters.length < 8) return 0
  const kinds = [/\p{Ll}/u, /\p{Lu}/u, /\p{N}/u, /[^\p{L}\p{N}]/u].filter((kind) => kind.test(password)).length
  const bits = new Set(letters).size * Math.log2(10 + 14 * kinds)
  if (bits < 32) return 1
  if (bits < 44) return 2
  return bits < 56 ? 3 : 4
}
