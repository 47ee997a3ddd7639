// Builds again, elsewhere, and compares every byte with what is committed. Changes nothing.
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { schema } from './generate.mjs'

const out = mkdtempSync(join(tmpdir(), 'web-'))
const list = (root, path = root) =>
  statSync(path).isDirectory() ? readdirSync(path).flatMap((name) => list(root, join(path, name))) : [relative(root, path)]

try {
  if (readFileSync('src/api/schema.d.ts', 'utf8') !== (await schema())) {
    console.error('web/src/api/schema.d.ts is stale (make generate-web)')
    process.exitCode = 1
  }
  execFileSync('npm', ['run', '--silent', 'build'], { env: { ...process.env, WEB_OUT: out }, stdio: ['ignore', 'ignore', 'inherit'] })
  const committed = list('dist').sort()
  const built = list(out).sort()
  const differ = [...new Set([...committed, ...built])].filter(
    (name) => !committed.includes(name) || !built.includes(name) || !readFileSync(join('dist', name)).equals(readFileSync(join(out, name))),
  )
  if (differ.length > 0) {
    console.error(`web/dist is stale (make generate-web): ${differ.join(', ')}`)
    process.exitCode = 1
  } else console.log(`web/dist: ${built.length} files are what their sources give`)
} finally {
  rmSync(out, { recursive: true })
}
