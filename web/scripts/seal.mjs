// After a build: notes what it was built from.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { sourcesDigest } from './sources.mjs'

writeFileSync(join(process.env.WEB_OUT ?? 'dist', 'sources.sha256'), sourcesDigest() + '\n')
