// Letters that the demo's own mail server has taken, and the words of both languages.
import { readFileSync } from 'node:fs'
import { type Brand, expect, world } from './world'

export interface Letter {
  from: string
  subject: string
  text: string
  html: string
}

/** The words of the app in a language, so that a test asks for what a person reads. */
export const texts = (language: string) => JSON.parse(readFileSync(`src/i18n/${language}.json`, 'utf8')) as typeof import('../src/i18n/en.json')

/** The letter that came last for an address, once there are so many. */
export async function letter(to: string, count = 1): Promise<Letter> {
  let found: Letter[] = []
  await expect
    .poll(async () => {
      found = (await (await fetch(`${world().mail.url}/letters.json?to=${encodeURIComponent(to)}`)).json()) as Letter[]
      return found.length
    })
    .toBe(count)
  return found[0]!
}

/** The link in a letter, which leads to the brand's own host. */
export function linkIn(found: Letter, of: Brand, path: string): string {
  const link = /^https?:\/\/\S+#\S+$/m.exec(found.text)?.[0] ?? ''
  expect(link.startsWith(`${of.url}${path}#`), link).toBe(true)
  return link
}
