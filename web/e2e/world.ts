import AxeBuilder from '@axe-core/playwright'
import { type BrowserContext, expect, type Page, test as base } from '@playwright/test'
import type Axe from 'axe-core'
import type { RunOptions } from 'axe-core'
import { type ChildProcess, spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { judgePainted } from './colours'

export interface User {
  login: string
  password: string
  name: string
  role: 'owner' | 'viewer'
  locale: string
  account?: string
}
export interface Brand {
  name: string
  url: string
  host: string
  owner: User
  users: User[]
}
export interface World {
  platform: { url: string; host: string; login: string; password: string; users: User[] }
  brands: Brand[]
  trackers: Record<string, string>
  mail: { url: string }
}

export function world(): World {
  return JSON.parse(readFileSync(process.env.E2E_WORLD!, 'utf8')) as World
}

export function brand(name: string): Brand {
  const found = world().brands.find((one) => one.name.startsWith(name))
  if (!found) throw new Error(`the demo has no brand ${name}`)
  return found
}

export function user(of: Brand, role: User['role'] = 'owner'): User {
  const found = of.users.find((one) => one.role === role)
  if (!found) throw new Error(`${of.name} has no ${role}`)
  return found
}

/** What whoever makes a login for somebody gives them. */
export const firstPassword = 'a first password'

// One signing-in serves the tests of a worker: passwords are dear to check, by design. It serves until a page renews or ends the
// session, for whoever came with the same refresh token after that would be taken for a thief, by design too.
const signedIn = new Map<string, { cookies: Awaited<ReturnType<BrowserContext['cookies']>>; until: number }>()
// Half of an access token's life: a page that is entered need not renew it at once.
const signedInFor = 5 * 60_000

const emptyAt = (url: string) => `${url}/an-empty-page`

/**
 * The page stands at a host with nothing in it, to ask the API from: browsers find *.localhost by themselves, the system's resolver need not;
 * and the app would be started for nothing, and ask who is there while that changes.
 */
export async function stand(page: Page, url: string) {
  const empty = emptyAt(url)
  await page.route(empty, (route) => route.fulfill({ contentType: 'text/html', body: '<!doctype html><title>empty</title><link rel="icon" href="data:,">' }))
  await page.goto(empty)
  await page.unroute(empty)
}

/** Whoever has been given a first password signs in with it and chooses their own; the page stands at the host. */
export async function begin(page: Page, url: string, login: string, password: string) {
  await stand(page, url)
  expect((await call(page, 'POST', '/api/session', { login, password: firstPassword })).status).toBe(200)
  expect((await call(page, 'POST', '/api/password', { current: firstPassword, password })).status).toBe(204)
}

/** The page's session is somebody's, one that is kept or a new one; for that the page may have to stand at the host. */
async function resume(page: Page, url: string, who: { login: string; password: string }) {
  const key = `${url} ${who.login}`
  const context = page.context()
  const kept = signedIn.get(key)
  if (kept && kept.until > Date.now()) await context.addCookies(kept.cookies)
  else {
    await stand(page, url)
    expect((await call(page, 'POST', '/api/session', { login: who.login, password: who.password })).status).toBe(200)
    signedIn.set(key, { cookies: await context.cookies(), until: Date.now() + signedInFor })
  }
  context.on('request', (request) => {
    if (request.method() !== 'GET' && new URL(request.url()).pathname.startsWith('/api/session')) signedIn.delete(key)
  })
}

/** Somebody enters the app. */
export async function enter(page: Page, url: string, who: { login: string; password: string }, path = '/') {
  await resume(page, url, who)
  await page.goto(url + path)
}

/** Somebody stands at a host, to ask the API and look at nothing. */
export async function standAs(page: Page, url: string, who: { login: string; password: string }) {
  await resume(page, url, who)
  if (page.url() !== emptyAt(url)) await stand(page, url)
}

/** The page is nobody's any more. What it has asked for is given up first: an answer to it may bring a cookie. */
export async function leave(page: Page) {
  await stand(page, new URL(page.url()).origin)
  await page.context().clearCookies()
}

/** Asks the API from the page: browsers find *.localhost by themselves, the system's resolver need not. */
export async function call<T = unknown>(page: Page, method: string, path: string, body?: unknown): Promise<{ status: number; answer: T }> {
  return page.evaluate(
    async ([how, where, sent]) => {
      const response = await fetch(where!, { method: how!, headers: sent ? { 'Content-Type': 'application/json' } : {}, body: sent ?? undefined })
      const text = await response.text()
      return { status: response.status, answer: text ? JSON.parse(text) : undefined }
    },
    [method, path, body === undefined ? undefined : JSON.stringify(body)] as const,
  )
}

/** Waits until the map is drawn. */
export async function mapIsThere(page: Page) {
  await expect(page.locator('[data-ready] canvas')).toBeVisible({ timeout: 30_000 })
}

// axe as it is published for pages: the same rules in half of the bytes.
const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

// What is judged. Where it stands is not worked out for what is right, which is nearly everything.
const judged = {
  runOnly: { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] },
  // A dialog's <header> is no banner: the dialog is a section of its own (HTML-AAM, header). axe counts it as one.
  rules: { 'landmark-no-duplicate-banner': { enabled: false }, 'landmark-unique': { enabled: false } },
  resultTypes: ['violations'],
  selectors: false,
} satisfies RunOptions

// Sheets of which one rule has read that they let a screen be held either way: it would ask for all of them anew each time.
const sheetsRead = new Set<string>()

/** Nothing on the page is hard to use, by the rules that a machine can check. */
export async function expectAccessible(page: Page) {
  // What is judged is the page, not the moment before it has come.
  await expect(page.locator('h1').first()).toBeAttached()
  await settled(page)
  expect(await faults(page)).toEqual([])
}

/** What is hard to use on the page as it stands, each with its rule and where. */
export async function faults(page: Page): Promise<string[]> {
  const sheets = await page.evaluate(() => [...document.styleSheets].map((one) => one.href).filter((href) => href !== null))
  const options: RunOptions = { ...judged, preload: sheets.some((one) => !sheetsRead.has(one)) }
  const violations = page.frames().length === 1 ? await judge(page, options) : await judgeFrames(page, options)
  sheets.forEach((one) => sheetsRead.add(one))
  const small = violations.find((one) => one.id === 'target-size')
  if (small) small.nodes = await tooSmall(page)
  return told(violations.filter((one) => one.nodes.length > 0))
}

/** What is too small to be hit, but for what stands half under a bar that stays in sight: that is scrolled out from under it. */
async function tooSmall(page: Page) {
  await readAxe(page)
  return page.evaluate(async () => {
    const { axe } = window as unknown as { axe: typeof Axe }
    const nodes = (await axe.run(document, { runOnly: ['target-size'], resultTypes: ['violations'], elementRef: true })).violations.flatMap((one) => one.nodes)
    const covered = (one: Element) => {
      const { left, right, top, bottom } = one.getBoundingClientRect()
      return [left + 2, right - 2].some((x) =>
        [top + 2, bottom - 2].some((y) => {
          for (let over = document.elementFromPoint(x, y); over && !over.contains(one); over = over.parentElement) if (/sticky|fixed/.test(getComputedStyle(over).position)) return true
          return false
        }),
      )
    }
    // An element cannot be sent.
    return nodes.filter(({ element }) => !covered(element!)).map((node) => ({ ...node, element: undefined }))
  })
}

const told = (violations: Axe.Result[]) => violations.map((one) => `${one.impact} ${one.id}: ${one.nodes.map((node) => node.html.slice(0, 140)).join(' | ')}`)

/** axe is read by a page once. */
async function readAxe(page: Page) {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axeSource)
}

/** A page without frames is judged by itself. */
async function judge(page: Page, options: RunOptions) {
  await readAxe(page)
  return judgePainted(page, options)
}

/** What the frames of a page are judged to be has to be put together, in a page opened for it: as dear again as judging. */
async function judgeFrames(page: Page, options: RunOptions) {
  return (await new AxeBuilder({ page, axeSource }).options(options).analyze()).violations
}

/** Nothing is wider than the screen. */
export async function expectNoSidewaysScroll(page: Page) {
  expect(await tooWide(page)).toBeLessThanOrEqual(0)
}

/** By how many pixels something is wider than the screen. */
const tooWide = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)

/** Whether flows are walked in every dress they are written for: LIVERY_FLOWS=all, make test-flows. */
export const everyDress = process.env.LIVERY_FLOWS === 'all'

export const desk = { width: 1440, height: 900 }
export const phone = { width: 390, height: 844 }

/** The device turns light or dark, and the app with it. */
async function turns(page: Page, scheme: 'light' | 'dark') {
  await page.emulateMedia({ colorScheme: scheme })
  await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', scheme)
  await settled(page)
}

/** At each width that a screen has everything is judged in light; dark changes nothing but colours. */
export async function expectSoundAtEachWidth(page: Page) {
  for (const width of [360, 390, 1440, 2560]) {
    await page.setViewportSize({ width, height: width < 600 ? 780 : 1100 })
    await turns(page, 'light')
    await expectAccessible(page)
    await expectNoSidewaysScroll(page)
    // The narrowest and the widest have no colours of their own.
    if (width !== phone.width && width !== desk.width && !everyDress) continue
    await turns(page, 'dark')
    expect(told(await judge(page, { ...judged, runOnly: ['color-contrast'], preload: false })), `in the dark at ${width}`).toEqual([])
    await expectNoSidewaysScroll(page)
  }
}

/** The app speaks another language, as it does when another tab of the same browser has chosen one. */
export async function speak(page: Page, language: string) {
  await page.evaluate(async (chosen) => {
    const spoken = () => document.documentElement.lang === chosen
    if (spoken()) return
    dispatchEvent(new StorageEvent('storage', { key: 'language', newValue: chosen }))
    for (const until = performance.now() + 30_000; !spoken(); await new Promise((done) => setTimeout(done, 5))) if (performance.now() > until) throw new Error(`does not speak ${chosen}`)
  }, language)
  await settled(page)
}

/**
 * The dress in which a flow is walked, of those it is written for: a brand with its language, at a desk or on a phone. Its screens are
 * judged in both brands, sizes and all languages where all screens are (languages.spec.ts), and what it brings them to by expectSound.
 */
export function walked<T>(cases: readonly T[], which: number): readonly T[] {
  return everyDress ? cases : [cases[which]!]
}

/**
 * What a flow has come to is easy to use, by the rules that a machine can check, on a phone; and nothing is wider than the screen, on a phone
 * and at a desk, in the language it is walked in and in another. One walk, and a look from each side; the page is left as it was.
 */
export async function expectSound(page: Page) {
  if (everyDress) {
    await expectAccessible(page)
    await expectNoSidewaysScroll(page)
    return
  }
  const size = page.viewportSize()!
  const narrow = size.width < 600
  const fits = async () => {
    await settled(page)
    await expectNoSidewaysScroll(page)
  }
  if (narrow) await expectAccessible(page)
  await fits()
  await page.setViewportSize(narrow ? desk : phone)
  if (!narrow) await expectAccessible(page)
  await fits()
  // What the server has written whole has a page of its own for each language.
  const language = (await page.locator('#app').count()) > 0 ? await page.locator('html').getAttribute('lang') : null
  if (language) {
    await speak(page, language === 'ru' ? 'en' : 'ru')
    await fits()
  }
  await page.setViewportSize(size)
  await fits()
  if (language) await speak(page, language)
}

/** A tracker that speaks a real protocol over a real socket, from the program's own simulator. */
export function simulate(protocol: string, identity: string, address: string, ...more: string[]): ChildProcess {
  const [host, port] = address.split(':') as [string, string]
  return spawn(process.env.E2E_BINARY!, ['simulate', '--protocol', protocol, '--identity', identity, '--host', host, '--port', port, '--interval', '1s', ...more], { stdio: 'ignore' })
}

/** Waits until the page has what it asked for and stands still: asked within the page, which knows at once. */
export async function settled(page: Page) {
  await page.evaluate(async (patience) => {
    const until = performance.now() + patience
    // A list that waits for what was typed shows what it had, dimmed, and brightens.
    const waits = '[aria-busy=true], [data-dim], .mantine-Skeleton-root, .mantine-Loader-root'
    await document.fonts.ready
    while (document.querySelector(waits)) {
      if (performance.now() > until) throw new Error(`still waiting: ${document.querySelector(waits)!.outerHTML.slice(0, 200)}`)
      await new Promise((done) => setTimeout(done, 20))
    }
    // What takes its colour from something that fades begins when that has ended.
    const moving = () => document.getAnimations().filter((one) => one.playState === 'running' && one.effect?.getComputedTiming().endTime !== Infinity)
    for (let all = moving(); all.length > 0 && performance.now() < until; all = moving()) await Promise.allSettled(all.map((one) => one.finished))
  }, 30_000)
}

/** An IMEI that nobody else has, with its check digit. */
export function newIMEI(): string {
  const body = `35${String(Date.now()).slice(-8)}${String(Math.floor(Math.random() * 10_000)).padStart(4, '0')}`
  const sum = [...body].reduce((all, digit, i) => all + (i % 2 === 0 ? Number(digit) : Math.floor(Number(digit) / 5) + ((2 * Number(digit)) % 10)), 0)
  return body + ((10 - (sum % 10)) % 10)
}

/** Answers that the page is given otherwise than the server says them, by what their address ends with. */
export async function amended(page: Page, path: RegExp, part: object) {
  await page.addInitScript(
    ({ path, part }) => {
      const merged = (was: Record<string, unknown>, is: object): object =>
        ({ ...was, ...Object.fromEntries(Object.entries(is).map(([name, value]) => [name, value && typeof value === 'object' && !Array.isArray(value) ? merged(was[name] as Record<string, unknown>, value as object) : value])) })
      const ask = fetch
      window.fetch = async (...what) => {
        const answer = await ask(...what)
        const { url, method } = what[0] instanceof Request ? what[0] : { url: String(what[0]), method: what[1]?.method ?? 'GET' }
        return method === 'GET' && new RegExp(path).test(url) && answer.ok ? Response.json(merged((await answer.json()) as Record<string, unknown>, part)) : answer
      }
    },
    { path: path.source, part },
  )
}

/** Whoever is signed in reads a language: before signing in the device's choice counts, and then the profile's. */
export async function readsIn(page: Page, language: string) {
  await page.addInitScript((chosen) => localStorage.setItem('language', chosen), language)
  await amended(page, /\/api\/session$/, { user: { locale: language } })
}

/** Tests fail if the page throws, breaks its content policy or complains; being asked to sign in is no fault. */
export const test = base.extend<{ quiet: void; complains: RegExp | undefined }, { density: number; thrift: void }>({
  // Maps are drawn by the processor here: a canvas of a sixteenth of the pixels takes half of the time. Only the map asks what
  // density a screen has; layout, styles and texts are the same at any. Pictures for people are taken at 1.
  density: [0.25, { option: true, scope: 'worker' }],
  thrift: [
    async ({ browser, density }, use) => {
      const make = browser.newContext.bind(browser)
      browser.newContext = async (options) => {
        const context = await make(options)
        if (density !== 1) await context.addInitScript((ratio) => Object.defineProperty(window, 'devicePixelRatio', { get: () => ratio }), density)
        return context
      }
      await use()
    },
    { auto: true, scope: 'worker' },
  ],
  // What the browser is to complain of, where a test takes something away from it.
  complains: [undefined, { option: true }],
  quiet: [
    async ({ page, complains }, use) => {
      const complaints: string[] = []
      page.on('pageerror', (error) => complaints.push(`threw: ${error.message}`))
      page.on('console', (message) => {
        const harmless = /status of (401|403|404|409|410|422|429)|GPU stall|net::ERR_INTERNET_DISCONNECTED|WebSocket connection to|net::ERR_NETWORK_CHANGED/
        if (message.type() === 'error' && !harmless.test(message.text()) && !complains?.test(message.text())) complaints.push(`complained: ${message.text()}`)
      })
      await use()
      expect(complaints).toEqual([])
    },
    { auto: true },
  ],
})
export type { Page } from '@playwright/test'
export { expect } from '@playwright/test'
