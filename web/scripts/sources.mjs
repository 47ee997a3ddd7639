// What the built app is made from, as one digest: dist/sources.sha256 keeps it, stale_test.go computes it again.
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'

const roots = ['package.json', 'package-lock.json', 'tsconfig.json', 'vite.config.ts', 'src']

function files(path) {
  if (!statSync(path).isDirectory()) return [path]
  return readdirSync(path).flatMap((name) => files(join(path, name)))
}

export function sourcesDigest() {
  const whole = createHash('sha256')
  for (const path of roots.flatMap(files).filter((path) => !path.endsWith('.test.ts')).sort()) {
    whole.update(`${createHash('sha256').update(readFileSync(path)).digest('hex')}  ${path}\n`)
  }
  return whole.digest('hex')
}
