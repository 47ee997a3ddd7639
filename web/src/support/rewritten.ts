const words = (text: string) => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []

/** Whether a translation was written anew rather than corrected: less than half of the words that go out are the machine's. */
export function rewritten(machine: string, sent: string): boolean {
  const left = new Map<string, number>()
  for (const word of words(machine)) left.set(word, (left.get(word) ?? 0) + 1)
  const mine = words(sent)
  const kept = mine.filter((word) => {
    const n = left.get(word) ?? 0
    left.set(word, n - 1)
    return n > 0
  })
  return kept.length * 2 < mine.length
}
