// The brand studio and the domains of a partner of the test's own, so that nobody else's look changes: pictures reach the host and the
// papers, what is locked above stays, a draft is seen by its link alone, versions come back, and certificates are brought.
import { readFileSync } from 'node:fs'
import type { Browser, BrowserContext } from '@playwright/test'
import { texts } from './letters'
import { certificate, picture, privateKey } from './making'
import { amended, begin, brand, call, enter, expect, expectSound, firstPassword, newIMEI, type Page, settled, test, walked } from './world'

const password = 'a password of theirs'

interface House {
  url: string
  host: string
  name: string
  page: Page
}

/** A partner below somebody, whose owner has come in. */
async function partner(browser: Browser, above: Page, aboveURL: string, language: string, viewport = { width: 1440, height: 900 }): Promise<House> {
  const name = `kelo${newIMEI().slice(-8)}`
  const owner = { login: name, password: firstPassword, locale: language }
  const made = await call<{ id: string; host: string }>(above, 'POST', '/api/console/customers', { kind: 'reseller', name, host: name, country: 'FI', locale: language, owner })
  expect(made.status).toBe(201)
  const url = aboveURL.replace(new URL(aboveURL).hostname, made.answer.host)
  const context = await browser.newContext({ viewport, locale: language, timezoneId: 'Europe/Helsinki', reducedMotion: 'reduce' })
  await context.addInitScript((chosen) => localStorage.setItem('language', chosen), language)
  const page = await context.newPage()
  await begin(page, url, name, password)
  return { url, host: made.answer.host, name, page }
}

async function visitor(browser: Browser, language: string): Promise<{ context: BrowserContext; page: Page }> {
  const context = await browser.newContext({ locale: language, reducedMotion: 'reduce' })
  return { context, page: await context.newPage() }
}

async function sound(page: Page) {
  await settled(page)
  await expectSound(page)
}

const say = (text: string, values: Record<string, string | number>) => Object.entries(values).reduce((said, [name, value]) => said.replaceAll(`{{${name}}}`, String(value)), text)

async function save(page: Page, t: ReturnType<typeof texts>) {
  await page.getByRole('button', { name: t.studio.save, exact: true }).click()
  await expect(page.getByText(t.studio.hasDraft)).toBeVisible()
}

async function publish(page: Page, t: ReturnType<typeof texts>, note = '') {
  await page.getByRole('button', { name: t.studio.publish, exact: true }).click()
  const dialog = page.getByRole('dialog', { name: t.studio.publish })
  if (note) await dialog.getByLabel(t.studio.note).fill(note)
  await dialog.getByRole('button', { name: t.studio.publish, exact: true }).click()
  await expect(dialog).toHaveCount(0)
  await expect(page.getByText(t.studio.noDraft)).toBeVisible()
}

/** What the middle of a picture on the page's own host is painted in, and how large it is. */
const painted = (page: Page, address: string) =>
  page.evaluate(async (from) => {
    const image = await createImageBitmap(await (await fetch(from, { cache: 'reload' })).blob())
    const canvas = new OffscreenCanvas(image.width, image.height)
    const pen = canvas.getContext('2d')!
    pen.drawImage(image, 0, 0)
    const [red, green, blue, alpha] = pen.getImageData(image.width / 2, image.height / 2, 1, 1).data
    return { width: image.width, height: image.height, colour: [red, green, blue, alpha] }
  }, address)

interface Manifest {
  name: string
  icons: { src: string; purpose: string; sizes: string }[]
}
const manifest = (page: Page) => page.evaluate(async () => (await (await fetch('/manifest.webmanifest', { cache: 'reload' })).json()) as unknown) as Promise<Manifest>

for (const [language, viewport] of walked([
  ['en', { width: 1440, height: 900 }],
  ['ru', { width: 390, height: 844 }],
] as const, 0)) {
  const t = texts(language)

  test(`pictures sent in the studio are the app’s icon, cut to shape too, and stand on papers, in ${language}`, async ({ page, browser }) => {
    const above = brand('Meridian')
    await enter(page, above.url, above.owner, '/console/today')
    const mine = await partner(browser, page, above.url, language, viewport)
    const studio = mine.page
    const theirs = await visitor(browser, language)
    await theirs.page.goto(`${mine.url}/?sign-in`)
    const before = await manifest(theirs.page)

    await studio.goto(`${mine.url}/console/brand`)
    const place = (kind: 'icon' | 'maskable' | 'document' | 'light') => studio.getByRole('group', { name: t.studio[`logo_${kind}`], exact: true })
    await place('maskable').locator('input[type=file]').setInputFiles({ name: 'mark.svg', mimeType: 'image/svg+xml', buffer: Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>') })
    await expect(place('maskable').getByRole('alert')).toBeVisible()
    await place('icon').locator('input[type=file]').setInputFiles(picture(512, 512, '#c2410c'))
    await place('maskable').locator('input[type=file]').setInputFiles(picture(600, 600, '#7c3aed'))
    await place('document').locator('input[type=file]').setInputFiles(picture(333, 77, '#15803d'))
    for (const kind of ['icon', 'maskable', 'document'] as const) await expect(place(kind).locator('img')).toBeVisible()
    await expect(place('maskable').getByRole('alert')).toHaveCount(0)
    await sound(studio)
    await save(studio, t)
    expect(await manifest(theirs.page), 'a draft is nobody’s icon').toEqual(before)
    await publish(studio, t, 'Pictures')

    await expect.poll(async () => (await manifest(theirs.page)).icons).not.toEqual(before.icons)
    const { icons } = await manifest(theirs.page)
    const cut = icons.find((one) => one.purpose === 'maskable')!
    expect(await painted(theirs.page, cut.src)).toEqual({ width: 512, height: 512, colour: [0x7c, 0x3a, 0xed, 255] })
    expect(await painted(theirs.page, icons.find((one) => one.sizes === '192x192')!.src)).toEqual({ width: 192, height: 192, colour: [0xc2, 0x41, 0x0c, 255] })
    const addresses = () => manifest(theirs.page).then((now) => now.icons.map((one) => one.src))
    const first = await addresses()

    // On papers: what is drawn carries the picture as it was sent.
    await studio.goto(`${mine.url}/console/letters/paper_invoice/${language}`)
    const drawing = studio.waitForEvent('download')
    await studio.getByRole('button', { name: t.letters.draw }).click()
    const paper = readFileSync((await (await drawing).path())!).toString('latin1')
    expect(paper.startsWith('%PDF-')).toBe(true)
    expect(paper).toMatch(/\/Width 333\b/)
    expect(paper).toMatch(/\/Height 77\b/)

    // Another picture is another address: whoever has the app on their phone is shown it.
    await studio.goto(`${mine.url}/console/brand`)
    await place('maskable').locator('input[type=file]').setInputFiles(picture(512, 512, '#0f766e'))
    await save(studio, t)
    await publish(studio, t)
    await expect.poll(addresses).not.toEqual(first)
    expect((await painted(theirs.page, (await manifest(theirs.page)).icons.find((one) => one.purpose === 'maskable')!.src)).colour).toEqual([0x0f, 0x76, 0x6e, 255])

    // Without pictures it is drawn from the tokens again.
    for (const kind of ['icon', 'maskable', 'document'] as const) await place(kind).getByRole('button', { name: t.studio.without }).click()
    await save(studio, t)
    await publish(studio, t)
    await expect.poll(async () => (await manifest(theirs.page)).icons.map((one) => one.src.split('?')[0])).toEqual(before.icons.map((one) => one.src.split('?')[0]))
    await theirs.context.close()
    await studio.context().close()
  })

  test(`what a provider locks is the same for those below: they see it and cannot change it, in ${language}`, async ({ page, browser }) => {
    const above = brand('Meridian')
    await enter(page, above.url, above.owner, '/console/today')
    const mine = await partner(browser, page, above.url, language, viewport)
    const child = await partner(browser, mine.page, mine.url, language, viewport)
    const t = texts(language)
    const primary = (of: Page) => of.getByRole('textbox', { name: t.studio.token_primary, exact: true })

    // Below, before: it is theirs to choose.
    await child.page.goto(`${child.url}/console/brand`)
    await expect(primary(child.page)).toBeEnabled()
    await primary(child.page).fill('#a21caf')
    await primary(child.page).blur()
    await save(child.page, t)
    await publish(child.page, t)

    await mine.page.goto(`${mine.url}/console/brand`)
    await primary(mine.page).fill('#0e7490')
    await primary(mine.page).blur()
    const lock = mine.page.getByRole('button', { name: say(t.studio.lock, { token: t.studio.token_primary }) })
    await lock.click()
    await expect(lock).toHaveAttribute('aria-pressed', 'true')
    await save(mine.page, t)
    await publish(mine.page, t)

    // Below, after: it is told, it is not to be written in, and the host shows what is locked.
    await child.page.reload()
    await expect(primary(child.page)).toBeDisabled()
    await expect(primary(child.page)).toHaveValue('')
    await expect(primary(child.page)).toHaveAttribute('placeholder', '#0e7490')
    await expect(child.page.getByText(t.studio.lockedAbove).first()).toBeVisible()
    await sound(child.page)
    const state = (await call<{ published: { name: string; tokens: Record<string, string>; locked: string[]; dress: object } }>(child.page, 'GET', '/api/console/brand')).answer.published
    const refused = await call<{ reason: string }>(child.page, 'PUT', '/api/console/brand/draft', { ...state, tokens: { ...state.tokens, primary: '#a21caf' } })
    expect([refused.status, refused.answer.reason]).toEqual([422, 'token_locked'])
    const seen = await visitor(browser, language)
    await seen.page.goto(`${child.url}/?sign-in`)
    const fill = () => seen.page.evaluate(() => getComputedStyle(document.documentElement).getPropertyValue('--brand-primary').trim())
    await expect.poll(async () => (await seen.page.reload()) && fill()).toBe('#0e7490')
    // The demo's own: a state colour that Meridian locks for Harbour.
    const harbour = brand('Harbour')
    await enter(page, harbour.url, harbour.owner, '/console/brand')
    await expect(page.getByRole('textbox', { name: texts('en').studio.token_danger, exact: true })).toBeDisabled()

    // Unlocked, what they had chosen is in force again.
    await lock.click()
    await save(mine.page, t)
    await publish(mine.page, t)
    await expect.poll(async () => (await seen.page.reload()) && fill()).toBe('#a21caf')
    await child.page.reload()
    await expect(primary(child.page)).toBeEnabled()
    await expect(primary(child.page)).toHaveValue('#a21caf')
    for (const context of [seen.context, child.page.context(), mine.page.context()]) await context.close()
  })

  test(`a draft is seen by its link alone; it is published, and what was before is brought back, in ${language}`, async ({ page, browser }) => {
    const above = brand('Polaris')
    await enter(page, above.url, above.owner, '/console/today')
    const mine = await partner(browser, page, above.url, language, viewport)
    const studio = mine.page
    const [one, two] = [`Ahti ${mine.name}`, `Ilmari ${mine.name}`]
    await studio.goto(`${mine.url}/console/brand`)
    const name = studio.getByRole('textbox', { name: t.studio.name })
    await name.fill(one)
    await save(studio, t)
    await publish(studio, t, 'The first')
    // A partner that has just been made has published something already: its name.
    const { version: first } = (await call<{ version: number }>(studio, 'GET', '/api/console/brand')).answer
    const greeting = `Tervetuloa ${mine.name}`
    await name.fill(two)
    await studio.getByLabel(t.studio.text_signIn_title, { exact: true }).fill(greeting)
    await save(studio, t)
    await studio.getByRole('button', { name: t.studio.link, exact: true }).click()
    const dialog = studio.getByRole('dialog', { name: t.studio.link })
    const link = await dialog.getByRole('textbox').inputValue()
    expect(link).toContain(`${mine.url}/preview/`)
    await sound(studio)
    await studio.keyboard.press('Escape')
    await expect(dialog).toHaveCount(0)

    // Who has the link only, and who does not have it.
    const shown = await visitor(browser, language)
    await shown.page.goto(link)
    await expect(shown.page).toHaveTitle(new RegExp(two))
    await expect(shown.page.getByRole('heading', { name: greeting })).toBeVisible()
    await expect(shown.page.getByText(t.studio.previewed)).toBeVisible()
    await shown.page.goto(`${mine.url}/${language}/contacts`)
    await expect(shown.page).toHaveTitle(new RegExp(two))
    await sound(shown.page)
    const others = await visitor(browser, language)
    await others.page.goto(`${mine.url}/?sign-in`)
    await expect(others.page.getByRole('button', { name: t.signIn.submit, exact: true })).toBeVisible()
    await expect(others.page).toHaveTitle(new RegExp(one))
    expect(await others.page.content()).not.toContain(two)

    // A new link ends the one before, and leaving the draft is one step.
    await shown.page.goto(`${mine.url}/?sign-in`)
    await shown.page.getByRole('link', { name: t.studio.previewEnd }).click()
    await expect(shown.page).toHaveTitle(new RegExp(one))
    await studio.getByRole('button', { name: t.studio.link, exact: true }).click()
    await dialog.getByRole('button', { name: t.studio.linkAnew }).click()
    await expect(dialog.getByRole('textbox')).not.toHaveValue(link)
    await studio.keyboard.press('Escape')
    expect((await shown.page.goto(link))?.status()).toBe(404)

    await publish(studio, t, 'The second')
    await expect.poll(async () => (await others.page.goto(`${mine.url}/?sign-in`)) && others.page.title()).toContain(two)
    await expect(others.page.getByRole('heading', { name: greeting })).toBeVisible()

    // The history says what and when; what was before comes back as a version of its own, and so does what was after.
    const history = studio.locator('section').filter({ has: studio.getByRole('heading', { name: t.studio.versions, exact: true }) }).getByRole('listitem')
    await expect(history).toHaveCount(first + 1)
    await expect(history.first()).toContainText('The second')
    await expect(history.first()).toContainText(t.studio.inForce)
    await studio.getByRole('button', { name: say(t.studio.restore, { number: first }) }).click()
    await expect(history).toHaveCount(first + 2)
    await expect(history.first()).toContainText(say(t.studio.restored, { number: first }))
    await expect(name).toHaveValue(one)
    await expect.poll(async () => (await others.page.goto(`${mine.url}/?sign-in`)) && others.page.title()).toContain(one)
    await expect(others.page.getByRole('heading', { name: greeting })).toHaveCount(0)
    await studio.getByRole('button', { name: say(t.studio.restore, { number: first + 1 }) }).click()
    await expect(history).toHaveCount(first + 3)
    await expect(name).toHaveValue(two)
    await sound(studio)
    for (const context of [shown.context, others.context, studio.context()]) await context.close()
  })

  test(`where a brand’s map begins is chosen on a map, or typed, in ${language}`, async ({ page, browser }) => {
    const above = brand('Meridian')
    await enter(page, above.url, above.owner, '/console/today')
    const mine = await partner(browser, page, above.url, language, viewport)
    const studio = mine.page
    await studio.goto(`${mine.url}/console/brand`)
    await studio.getByRole('switch', { name: t.studio.view }).click()
    const map = studio.getByRole('region', { name: t.studio.viewMap })
    await expect(map).toBeVisible()
    await map.scrollIntoViewIfNeeded()
    const [latitude, longitude, zoom] = [t.studio.latitude, t.studio.longitude, t.studio.zoom].map((name) => studio.getByRole('textbox', { name, exact: true }))
    await latitude!.fill('-23.55')
    await longitude!.fill('-46.63')
    await zoom!.fill('9')
    await studio.getByRole('button', { name: t.map.zoomIn }).click()
    await expect(zoom!).toHaveValue('10')
    await expect(latitude!).toHaveValue('-23.55')
    await map.scrollIntoViewIfNeeded()
    const box = (await map.boundingBox())!
    await studio.mouse.move(box.x + box.width / 2, box.y + box.height / 2)
    await studio.mouse.down()
    await studio.mouse.move(box.x + box.width / 2 - 60, box.y + box.height / 2 - 40, { steps: 6 })
    await studio.mouse.up()
    await expect(latitude!).not.toHaveValue('-23.55')
    await sound(studio)
    await save(studio, t)
    await publish(studio, t)
    const kept = (await call<{ published: { dress: { view: { latitude: number; longitude: number; zoom: number } } } }>(studio, 'GET', '/api/console/brand')).answer.published.dress.view
    expect(kept.latitude).toBeLessThan(-23.55)
    expect(kept.longitude).toBeGreaterThan(-46.63)
    expect(kept.zoom).toBe(10)
    await studio.context().close()
  })

  test(`a certificate of one’s own is brought, and one that browsers would refuse is not, in ${language}`, async ({ page, browser }) => {
    const above = brand('Polaris')
    await enter(page, above.url, above.owner, '/console/today')
    const mine = await partner(browser, page, above.url, language, viewport)
    const domains = mine.page
    await domains.goto(`${mine.url}/console/domains`)
    await domains.getByRole('link', { name: mine.host }).click()
    await expect(domains.getByRole('heading', { name: mine.host, level: 1 })).toBeVisible()
    const good = certificate(mine.host, 'Kelo Test Authority', 60)
    await domains.getByRole('button', { name: t.domains.bring }).click()
    const dialog = domains.getByRole('dialog', { name: t.domains.bring })
    const bring = async (chain: string, key: string) => {
      await dialog.getByRole('textbox', { name: t.domains.chain }).fill(chain)
      await dialog.getByRole('textbox', { name: t.domains.key }).fill(key)
      await dialog.getByRole('button', { name: t.state.save, exact: true }).click()
    }
    for (const [chain, key, told] of [
      ['no certificate', good.key, t.problems.bad_certificate],
      [good.chain, privateKey().text, t.problems.certificate_other_key],
      ...[certificate(mine.host, 'Kelo Test Authority', -1)].map((one) => [one.chain, one.key, t.problems.certificate_expired]),
      ...[certificate('elsewhere.example', 'Kelo Test Authority', 60)].map((one) => [one.chain, one.key, t.problems.certificate_other_name]),
    ] as [string, string, string][]) {
      await bring(chain, key)
      await expect(dialog.getByText(told)).toBeVisible()
    }
    await sound(domains)
    await bring(good.chain, good.key)
    await expect(dialog).toHaveCount(0)
    await expect(domains.getByText('Kelo Test Authority')).toBeVisible()
    await sound(domains)
    expect(JSON.stringify((await call(domains, 'GET', '/api/console/domains')).answer)).not.toContain('PRIVATE KEY')
    await domains.getByRole('button', { name: t.domains.drop }).click()
    await expect(domains.getByText('Kelo Test Authority')).toHaveCount(0)
    await expect(domains.getByText(t.domains.noCertificate)).toBeVisible()

    // A domain that is given up says whose passkeys would go with it.
    await domains.goto(`${mine.url}/console/domains`)
    await domains.getByRole('button', { name: t.domains.add }).click()
    const own = `track.${mine.name}.example`
    await domains.getByRole('dialog').getByRole('textbox').fill(own)
    await domains.getByRole('dialog').getByRole('button', { name: t.domains.ask }).click()
    await expect(domains.getByRole('heading', { name: own, level: 1 })).toBeVisible()
    await domains.getByRole('button', { name: t.domains.remove }).click()
    await expect(domains.getByRole('dialog').getByText(say(t.security.boundNone, { host: own }))).toBeVisible()
    await sound(domains)
    await domains.getByRole('dialog').getByRole('button', { name: t.domains.remove }).click()
    await expect(domains.getByRole('link', { name: mine.host })).toBeVisible()
    await expect(domains.getByRole('link', { name: own })).toHaveCount(0)
    await domains.context().close()
  })

  test(`whoever gives a domain up, or sends browsers on from it, is told whose passkeys would end, in ${language}`, async ({ page, browser }) => {
    const above = brand('Meridian')
    await enter(page, above.url, above.owner, '/console/today')
    const mine = await partner(browser, page, above.url, language, viewport)
    const owner = mine.page
    await owner.goto(`${mine.url}/account/security`)
    const cdp = await owner.context().newCDPSession(owner)
    await cdp.send('WebAuthn.enable')
    await cdp.send('WebAuthn.addVirtualAuthenticator', { options: { protocol: 'ctap2', transport: 'internal', hasResidentKey: true, hasUserVerification: true, isUserVerified: true, automaticPresenceSimulation: true } })
    await owner.getByRole('button', { name: t.security.passkeyAdd }).click()
    const adding = owner.getByRole('dialog', { name: t.security.passkeyAdd })
    await adding.getByLabel(t.security.passkeyName).fill('Key of the owner')
    await adding.getByLabel(t.settings.passwordNow, { exact: true }).fill(password)
    await adding.getByRole('button', { name: t.security.passkeyAdd }).click()
    await owner.getByRole('button', { name: t.security.codesTaken }).click()

    // The demo's hosts are all given, and each realm has one: to the page this one looks like another of its own. Whose passkeys there
    // are is asked of the server.
    await amended(owner, /\/api\/console\/domains\/[0-9a-f-]{36}$/, { given: false, primary: false })
    await owner.goto(`${mine.url}/console/domains`)
    await owner.getByRole('link', { name: mine.host }).click()
    await owner.getByRole('button', { name: t.domains.remove }).click()
    const warning = say(t.security.bound_one, { count: 1, host: mine.host })
    const dialog = owner.getByRole('dialog', { name: t.domains.remove })
    await expect(dialog.getByRole('alert')).toContainText(warning)
    await sound(owner)
    await owner.keyboard.press('Escape')
    await owner.getByRole('switch', { name: t.domains.redirectLabel }).click()
    await expect(owner.getByRole('dialog', { name: t.domains.redirectLabel }).getByRole('alert')).toContainText(warning)
    await owner.context().close()
  })
}
