import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

test('no component is given sizes by the width of the screen: that is written as a style into the page, which its content policy refuses', () => {
  for (const name of readdirSync('src', { recursive: true, encoding: 'utf8' })) {
    if (!name.endsWith('.tsx')) continue
    expect.soft(readFileSync(join('src', name), 'utf8'), name).not.toMatch(/=\{\{ *(base|xs|sm|md|lg|xl):|<Grid\b|<SimpleGrid\b/)
  }
})
