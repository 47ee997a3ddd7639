// Starts the demo for the browser tests: the real program, with its own database, trackers and data folder.
import { spawn } from 'node:child_process'
import { chmodSync, existsSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'

const patience = 480_000

export default async function start(): Promise<() => Promise<void>> {
  const binary = resolve(process.env.LIVERY_BINARY ?? '../build/livery')
  if (!existsSync(binary)) throw new Error(`${binary} is not there: make build`)
  const folder = mkdtempSync(join(tmpdir(), 'livery-e2e-'))
  // PostgreSQL's user may pass, so that the cluster lies in here too, and goes with it; else it stays in /var/lib for ever.
  chmodSync(folder, 0o711)
  const told = join(folder, 'demo.json')
  const output = openSync(join(folder, 'output.log'), 'w')
  const demo = spawn(binary, ['demo', '--data', folder], {
    stdio: ['ignore', output, output],
    // Webhooks of tests call this machine. Memory is not what is short here: it is collected as seldom all along as the demo has it while it is filled.
    env: { GOGC: '400', ...process.env, LIVERY_LISTEN: '127.0.0.1:0', LIVERY_METRICS_LISTEN: '127.0.0.1:0', LIVERY_WEBHOOKS_PRIVATE: 'true' },
  })
  let ended = false
  const end = new Promise<void>((done) => demo.on('exit', () => ((ended = true), done())))
  const until = Date.now() + patience
  while (!existsSync(told)) {
    if (ended || Date.now() > until) throw new Error(`the demo did not start:\n${readFileSync(join(folder, 'output.log'), 'utf8')}`)
    await new Promise((done) => setTimeout(done, 200))
  }
  // The desks' six weeks fill a core and are written in everybody's audit: what comes before is no installation as it is used.
  while (!readFileSync(join(folder, 'output.log'), 'utf8').includes('The desks are filled')) {
    if (ended || Date.now() > until) throw new Error(`the desks were not filled:\n${readFileSync(join(folder, 'output.log'), 'utf8')}`)
    await new Promise((done) => setTimeout(done, 200))
  }
  process.env.E2E_WORLD = told
  process.env.E2E_BINARY = binary
  return async () => {
    demo.kill('SIGINT')
    await end
    rmSync(folder, { recursive: true, force: true })
  }
}
