// A new reseller's way from the letter that invites it to a customer whose tracker moves, on a domain of its own with a certificate that
// browsers would trust. Everything is done on the screens; what a person would do elsewhere (their DNS, their mailbox, their tracker) is
// done there: pebble's challenge server, the catcher of letters, a real socket.
import { type Browser, type BrowserContext, chromium, expect, type Page } from '@playwright/test'
import { type ChildProcess, spawn } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { connect, type PeerCertificate } from 'node:tls'
import { browserPath } from './browser'
import { call, expectAccessible, expectNoSidewaysScroll, newIMEI, settled, simulate, test } from './world'

interface StartWorld {
  url: string
  login: string
  password: string
  zone: string
  starter: string
  tls_port: number
  dns: string
  mail: string
  tracker: string
  binary: string
  root: string
  trusted: string[]
}

interface Letter {
  subject: string
  text: string
}

let world: StartWorld
let house: ChildProcess | undefined
let browser: Browser

// The second way goes on where the first has come to.
test.describe.configure({ mode: 'serial' })

test.beforeAll(async () => {
  test.setTimeout(300_000)
  if (process.env.E2E_START) world = JSON.parse(readFileSync(process.env.E2E_START, 'utf8')) as StartWorld
  else {
    const binary = process.env.E2E_BINARY ?? resolve('../build/livery')
    house = spawn('go', ['run', './bench/prove/start', '-serve', '-binary', binary], { cwd: '..', stdio: ['pipe', 'pipe', 'inherit'] })
    let said = ''
    world = await new Promise<StartWorld>((done, failed) => {
      house!.stdout!.on('data', (part: Buffer) => {
        said += String(part)
        if (said.includes('\n')) done(JSON.parse(said) as StartWorld)
      })
      house!.on('exit', (status) => failed(new Error(`the world ended with ${status}`)))
    })
  }
  process.env.E2E_BINARY = world.binary
  // Names lead to this machine's port, and no chain is believed but pebble's.
  browser = await chromium.launch({
    executablePath: browserPath,
    args: ['--no-sandbox', '--disable-gpu', '--enable-unsafe-swiftshader', '--disable-background-networking', '--no-first-run', '--disable-component-update', '--disable-sync',
      `--host-resolver-rules=MAP *.test 127.0.0.1:${world.tls_port}`, `--ignore-certificate-errors-spki-list=${world.trusted.join(',')}`],
  })
})

test.afterAll(async () => {
  await browser?.close()
  if (house) {
    const ended = new Promise((done) => house!.on('exit', done))
    house.stdin!.end()
    await ended
  }
})

const owner = { email: 'aino@northern.example', login: 'aino', password: 'a sledge over the lake' }
const [own, second] = ['track.northern.test', 'northerntracks.test']
const customerOfTheirs = { login: 'eero', password: 'reindeer at the gate' }

const counted = { letters: 0, records: 0, certificates: 0, screens: new Set<string>() }

/** What the server has refused to do, and was sent. */
const refused: string[] = []

// These pages are of a browser of the test's own, of which the runner tells nothing.
test.afterEach(async ({}, info) => {
  if (info.status === info.expectedStatus) return
  await info.attach('refused', { body: refused.join('\n'), contentType: 'text/plain' })
  for (const page of browser.contexts().flatMap((one) => one.pages())) {
    const shown = `${page.url()}\n${await page.locator('body').ariaSnapshot()}`
    await info.attach('page', { body: shown, contentType: 'text/plain' })
  }
})

async function person(width = 1280): Promise<Page> {
  const context: BrowserContext = await browser.newContext({ locale: 'en-GB', timezoneId: 'Europe/Helsinki', viewport: { width, height: 900 }, reducedMotion: 'reduce' })
  context.setDefaultTimeout(60_000)
  const page = await context.newPage()
  page.on('response', async (answer) => {
    const asked = answer.request()
    if (answer.status() >= 400 && asked.method() !== 'GET') refused.push(`${asked.method()} ${asked.url()} ${asked.postData()}: ${answer.status()} ${await answer.text().catch(() => '')}`)
  })
  page.on('framenavigated', (frame) => counted.screens.add(new URL(frame.url()).pathname.replace(/[0-9a-f-]{36}/, ':id')))
  return page
}

async function signIn(page: Page, url: string, login: string, password: string) {
  await page.goto(url)
  await page.getByLabel(/^Login/).fill(login)
  await page.getByRole('textbox', { name: 'Password' }).fill(password)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
}

/** The link in the letter that came last for an address. */
async function linkFor(to: string): Promise<string> {
  let link = ''
  await expect
    .poll(async () => {
      const found = (await (await fetch(`${world.mail}/letters.json?to=${encodeURIComponent(to)}`)).json()) as Letter[]
      link = /^https?:\/\/\S+#\S+$/m.exec(found[0]?.text ?? '')?.[0] ?? ''
      return link
    }, { timeout: 90_000 })
    .not.toBe('')
  counted.letters++
  return link
}

async function dns(what: string, content: unknown) {
  const answer = await fetch(`${world.dns}/${what}`, { method: 'POST', body: JSON.stringify(content) })
  expect(answer.status).toBe(200)
  counted.records++
}

/** The certificate that a browser is shown for a host, if pebble's chain and the name hold. */
async function certificateOf(host: string): Promise<PeerCertificate> {
  const shown = await new Promise<PeerCertificate>((done, failed) => {
    const socket = connect({ host: '127.0.0.1', port: world.tls_port, servername: host, ca: [world.root] }, () => {
      expect(socket.authorized, String(socket.authorizationError)).toBe(true)
      done(socket.getPeerCertificate())
      socket.destroy()
    })
    socket.on('error', failed)
  })
  counted.certificates++
  return shown
}

/** A step of the guide, by its title. */
const step = (page: Page, name: string) => page.getByRole('listitem').filter({ has: page.getByRole('heading', { name, level: 2 }) })

/** From wherever the reseller is, back to the guide. */
async function back(page: Page) {
  await page.getByRole('link', { name: /^Getting started: / }).click()
  await expect(page.getByRole('heading', { name: 'Getting started', level: 1 })).toBeVisible()
}

/** Asks for a domain on the list of domains; ends on its page. */
async function askFor(page: Page, host: string) {
  await page.getByRole('button', { name: 'Add a domain' }).click()
  await page.getByRole('dialog').getByRole('textbox').fill(host)
  await page.getByRole('dialog').getByRole('button').last().click()
  await expect(page.getByRole('heading', { name: host, level: 1 })).toBeVisible()
}

/** Reads the proof from the screen, and sets the records where the domain's owner sets them. */
async function point(page: Page, host: string) {
  const records = page.locator('code')
  await expect(records.first()).toBeVisible()
  const told = await records.allTextContents()
  const [proof, value] = [told[0]!, told[1]!]
  expect(proof).toContain(host)
  await dns('set-txt', { host: `${proof}.`, value })
  await dns('add-a', { host: `${host}.`, addresses: ['127.0.0.1'] })
}

/** Has a domain looked at until its page says what it should. */
async function look(page: Page, seen: () => Promise<void>) {
  await expect(async () => {
    await page.getByRole('button', { name: 'Look now' }).click({ timeout: 2_000 }).catch(() => undefined)
    await seen()
  }).toPass({ timeout: 120_000 })
}

const live = (page: Page) => look(page, () => expect(page.locator('header [aria-live=polite]')).toContainText('Live', { timeout: 5_000 }))

/** Lets everybody sign up; partners have a form of their own beside it. */
async function openToEverybody(page: Page) {
  const form = page.locator('form').filter({ has: page.getByRole('radio', { name: /Everybody: the account works at once/ }) })
  await form.getByRole('radio', { name: /Everybody: the account works at once/ }).check()
  await form.getByRole('button', { name: 'Save' }).click()
}

test('a new reseller sets up its business alone, from its invitation to a customer whose tracker moves on its own domain', async () => {
  test.setTimeout(600_000)
  const begun = Date.now()
  const given = `https://${world.starter}.${world.zone}`

  // The house invites a partner.
  const staff = await person()
  await signIn(staff, `${world.url}/console/resellers`, world.login, world.password)
  await staff.getByRole('button', { name: 'New partner' }).click()
  const opening = staff.getByRole('dialog', { name: 'New partner' })
  await opening.getByRole('textbox', { name: 'Name', exact: true }).fill('Northern Tracks')
  await opening.getByRole('textbox', { name: 'Host' }).fill('mail')
  await opening.getByRole('textbox', { name: 'E-mail' }).fill(owner.email)
  await opening.getByRole('button', { name: 'Open', exact: true }).click()
  await expect(opening.getByText('This name is kept for the installation itself')).toBeVisible()
  await opening.getByRole('textbox', { name: 'Host' }).fill(world.starter)
  await opening.getByRole('button', { name: 'Open', exact: true }).click()
  await expect(opening).toBeHidden()
  await staff.context().close()

  // It answers in the neutral zone from the first minute: the letter's link leads there.
  const link = await linkFor(owner.email)
  expect(link.startsWith(`${given}/invitation#`), link).toBe(true)
  await expect.poll(() => certificateOf(`${world.starter}.${world.zone}`).then(() => true, () => false), { timeout: 60_000 }).toBe(true)
  const page = await person()
  await page.goto(link)
  await page.getByRole('textbox', { name: 'Login' }).fill(owner.login)
  await page.getByRole('textbox', { name: 'Password' }).fill(owner.password)
  await page.getByRole('button', { name: 'Join' }).click()
  await expect(page).toHaveURL(`${given}/console`)
  await expect(page.getByRole('heading', { name: 'Getting started', level: 1 })).toBeVisible()
  await expect(page.getByText('Registration and paid plans are closed')).toBeVisible()
  await settled(page)
  await expectAccessible(page)
  await page.setViewportSize({ width: 390, height: 844 })
  await expectNoSidewaysScroll(page)
  await expectAccessible(page)
  await page.setViewportSize({ width: 1280, height: 900 })
  expect((await page.content()).toLowerCase()).not.toContain('livery')

  // Nobody is let in before it is known who is behind the business.
  const closed = await person()
  await closed.goto(`${given}/sign-up`)
  await expect(closed.getByRole('heading', { name: /Accounts are opened by Northern Tracks/ })).toBeVisible()
  await closed.context().close()
  await page.goto(`${given}/console/sign-up`)
  await openToEverybody(page)
  await expect(page.getByText('This opens once your legal entity is complete').first()).toBeVisible()
  await back(page)

  // Who it is, by the keyboard alone.
  await step(page, 'Legal entity').getByRole('link', { name: 'Go on: Legal entity' }).focus()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: 'Legal entity', level: 1 })).toBeVisible()
  for (const [label, value] of [['Name', 'Northern Tracks Oy'], ['Address', 'Rovakatu 1, 96200 Rovaniemi'], ['Phone', '+358 16 555 0100'], ['Registration number', '7654321-0']] as const) {
    await page.getByRole('textbox', { name: label, exact: true }).fill(value)
  }
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByText('Saved for papers to come')).toBeVisible()
  await back(page)
  await expect(step(page, 'Legal entity')).toHaveAttribute('data-state', 'done')
  await expect(page.getByText('Registration and paid plans are closed')).toBeHidden()

  await step(page, 'Brand').getByRole('link', { name: 'Go on: Brand' }).click()
  await page.getByRole('textbox', { name: 'Brand name' }).fill('Northern Tracks GPS')
  await page.getByRole('button', { name: 'Save draft' }).click()
  await page.getByRole('button', { name: 'Publish' }).first().click()
  await page.getByRole('dialog', { name: 'Publish' }).getByRole('button', { name: 'Publish' }).click()
  await expect(page.getByText('Published. Your customers see it within seconds.')).toBeVisible()
  await back(page)
  await expect(step(page, 'Brand')).toHaveAttribute('data-state', 'done')

  // Its own domain: the records are read from the screen, and set where the domain's owner sets them.
  await step(page, 'Your own domain').getByRole('link', { name: 'Go on: Your own domain' }).click()
  await askFor(page, own)
  const asked = Date.now()
  await point(page, own)
  await live(page)
  const domainAfter = (Date.now() - asked) / 1000
  const shown = await certificateOf(own)
  expect(shown.subjectaltname).toBe(`DNS:${own}`)
  expect(String(shown.issuer.CN)).toContain('Pebble')
  await page.getByRole('button', { name: 'Make it the primary one' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Make it the primary one' }).click()
  await expect(page.getByText(/Letters and links lead here/).first()).toBeVisible()

  // From now on the reseller is at home there.
  await signIn(page, `https://${own}/console`, owner.login, owner.password)
  await expect(step(page, 'Your own domain')).toHaveAttribute('data-state', 'done')
  await step(page, 'Price list').getByRole('link', { name: 'Go on: Price list' }).click()
  await page.getByRole('button', { name: 'Add a plan' }).first().click()
  const adding = page.getByRole('dialog', { name: 'Add a plan' })
  await adding.getByRole('textbox', { name: 'Name' }).fill('Standard')
  await adding.getByRole('textbox', { name: 'Price' }).fill('4.90')
  await adding.getByRole('button', { name: 'Add', exact: true }).click()
  await expect(adding).toHaveCount(0)
  await back(page)
  for (const name of ['Price list', 'Documents', 'Mail sender']) await expect(step(page, name)).toHaveAttribute('data-state', 'done')

  await page.goto(`https://${own}/console/sign-up`)
  await openToEverybody(page)
  await expect(page.getByText('Saved', { exact: true })).toBeVisible()

  // A stranger becomes a customer on the reseller's own domain, and their tracker moves.
  const customer = await person(390)
  await customer.goto(`https://${own}/sign-up`)
  await customer.getByLabel('Your name').fill('Eero Halla')
  await customer.getByLabel('E-mail').fill('eero@halla.example')
  await customer.getByRole('textbox', { name: 'Login' }).fill(customerOfTheirs.login)
  await customer.getByRole('textbox', { name: 'Password' }).fill(customerOfTheirs.password)
  await customer.getByRole('combobox', { name: 'Country' }).fill('Finl')
  await customer.getByRole('option', { name: 'Finland' }).click()
  const boxes = customer.getByRole('group', { name: 'I have read and accept:' }).getByRole('checkbox')
  await expect(boxes).toHaveCount(4)
  for (const box of await boxes.all()) await box.check()
  await customer.getByRole('button', { name: 'Create the account' }).click()
  await expect(customer.getByText('follow the link in the letter to eero@halla.example')).toBeVisible()
  const confirmation = await linkFor('eero@halla.example')
  expect(confirmation.startsWith(`https://${own}/confirm#`), confirmation).toBe(true)
  await customer.goto(`https://${own}/add`)
  const imei = newIMEI()
  await customer.getByLabel('Name').fill('First van')
  await customer.getByLabel('Model', { exact: true }).first().fill('FMB9')
  await customer.getByRole('option', { name: /^FMB920$/ }).click()
  await customer.getByLabel(/^(IMEI|Identifier)/).fill(imei)
  await customer.getByRole('button', { name: 'Add and set up' }).click()
  await expect(customer.getByRole('region', { name: 'What has arrived' })).toContainText('Waiting for the tracker')
  // One that makes no long breaks: whether another moves just now is luck.
  const tracker = simulate('teltonika', imei, world.tracker, '--restless')
  try {
    await expect(customer.getByRole('region', { name: 'What has arrived' })).toHaveAttribute('data-what', 'well', { timeout: 60_000 })
    await customer.getByRole('link', { name: 'Show on the map' }).click()
    const van = customer.getByRole('region', { name: 'First van' })
    await expect(van.getByText(/Moving|Standing/).first()).toBeVisible()
    // It moves: again and again it is elsewhere than it was.
    const place = async () => {
      const { answer } = await call<{ items: { place?: { lat: number; lon: number } }[] }>(customer, 'GET', '/api/objects')
      const at = answer.items[0]?.place
      return at ? `${at.lat} ${at.lon}` : ''
    }
    const places = new Set<string>()
    await expect.poll(async () => places.add(await place()).size, { timeout: 240_000 }).toBeGreaterThan(3)
  } finally {
    tracker.kill('SIGINT')
  }
  expect((await customer.content()).toLowerCase()).not.toMatch(/livery|edge\.test|root\.test/)
  await customer.context().close()

  // Nothing is left to do: the way is over, and can still be looked at.
  await page.goto(`https://${own}/console/start`)
  await expect(page.getByText('Everything is done.')).toBeVisible()
  const done = await page.locator('li[data-state=done]').count()
  expect(done).toBe(7)
  await page.goto(`https://${own}/console`)
  await expect(page.getByRole('heading', { name: 'Today', level: 1 })).toBeVisible()
  await page.context().close()

  const figures = { steps: done, letters: counted.letters, records: counted.records, certificates: counted.certificates, screens: counted.screens.size, domain_after: domainAfter, seconds: (Date.now() - begun) / 1000 }
  if (process.env.E2E_FIGURES) writeFileSync(process.env.E2E_FIGURES, JSON.stringify(figures))
})

test('a second domain is told what is wrong with it, becomes the primary one, and the first sends on to it', async () => {
  test.setTimeout(300_000)
  const page = await person()
  await signIn(page, `https://${own}/account/security`, owner.login, owner.password)
  const cdp = await page.context().newCDPSession(page)
  await cdp.send('WebAuthn.enable')
  await cdp.send('WebAuthn.addVirtualAuthenticator', { options: { protocol: 'ctap2', transport: 'internal', hasResidentKey: true, hasUserVerification: true, isUserVerified: true, automaticPresenceSimulation: true } })
  await page.getByRole('button', { name: 'Add a passkey' }).click()
  const passkey = page.getByRole('dialog', { name: 'Add a passkey' })
  await passkey.getByLabel('Name').fill('Laptop')
  await passkey.getByLabel('Present password', { exact: true }).fill(owner.password)
  await passkey.getByRole('button', { name: 'Add a passkey' }).click()
  const kept = (await page.getByRole('dialog').getByRole('listitem').first().textContent())!
  await page.getByRole('button', { name: 'I have kept them' }).click()
  await expect(page.getByText(`for ${own}`)).toBeVisible()

  // The name is the domain itself. A stray AAAA record and a CAA record of another authority stand in its zone.
  await page.goto(`https://${own}/console/domains`)
  await askFor(page, second)
  await dns('add-aaaa', { host: `${second}.`, addresses: ['2001:db8::7'] })
  await dns('add-caa', { host: `${second}.`, policies: [{ tag: 'issue', value: 'elsewhere.test' }] })
  await point(page, second)
  await look(page, async () => {
    for (const told of ['Its IPv6 address leads elsewhere', 'The zone forbids our certificate authority']) await expect(page.getByText(told)).toBeVisible({ timeout: 5_000 })
  })
  await expect(page.getByText(`Remove the AAAA record of ${second}`)).toBeVisible()
  await expect(page.getByText('2001:db8::7')).toBeVisible()
  await expectAccessible(page)
  await expect(page.getByRole('button', { name: 'Make it the primary one' })).toHaveCount(0)
  await dns('clear-aaaa', { host: `${second}.` })
  await dns('clear-caa', { host: `${second}.` })
  await live(page)
  expect((await certificateOf(second)).subjectaltname).toBe(`DNS:${second}`)

  // Somebody is at home on the first one meanwhile.
  const customer = await person(390)
  await signIn(customer, `https://${own}/`, customerOfTheirs.login, customerOfTheirs.password)
  await expect(customer.getByText('First van')).toBeVisible()

  // It is said whose passkeys would be worth nothing.
  await page.getByRole('button', { name: 'Make it the primary one' }).click()
  const asked = page.getByRole('dialog', { name: 'Make it the primary one' })
  await expect(asked.getByText(`1 person has a passkey for ${own}`)).toBeVisible()
  await expect(asked.getByText(`No passkeys are bound to ${world.starter}.${world.zone}`)).toBeVisible()
  await expect(asked.getByRole('checkbox', { name: /Send browsers on/ })).toBeChecked()
  await expectAccessible(page)
  // They are written to before, once, with the way out and in the brand's name.
  await asked.getByRole('button', { name: 'Write to them now' }).click()
  await expect(asked.getByText('1 of them has been written to.')).toBeVisible({ timeout: 60_000 })
  const moves = async () => ((await (await fetch(`${world.mail}/letters.json?to=${encodeURIComponent(owner.email)}`)).json()) as Letter[]).filter((letter) => letter.subject === `Signing in to Northern Tracks GPS moves to ${second}`)
  await expect.poll(async () => (await moves()).length, { timeout: 60_000 }).toBe(1)
  const told = (await moves())[0]!.text
  for (const said of [own, second, owner.login, 'new recovery codes', `https://${own}/account/security`]) expect(told).toContain(said)
  await asked.getByRole('button', { name: 'Make it the primary one' }).click()
  await expect(page.getByText(/Letters and links lead here/).first()).toBeVisible()
  await page.getByRole('link', { name: 'Domains' }).first().click()
  const row = (host: string) => page.getByRole('listitem').filter({ has: page.getByRole('link', { name: host }) })
  await expect(row(second)).toContainText('Primary')
  for (const host of [own, `${world.starter}.${world.zone}`]) await expect(row(host)).toContainText('Sends on')

  // Who has the app open goes on; the page that they open next is on the new address, where they sign in once more.
  expect((await call(customer, 'GET', '/api/objects')).status).toBe(200)
  await customer.goto(`https://${own}/account/security?from=kept#there`)
  await expect(customer).toHaveURL(new RegExp(`^https://${second}/account/security\\?from=kept`))
  await customer.getByLabel(/^Login/).fill(customerOfTheirs.login)
  await customer.getByRole('textbox', { name: 'Password' }).fill(customerOfTheirs.password)
  await customer.getByRole('button', { name: 'Sign in', exact: true }).click()
  await expect(customer.getByRole('heading', { name: 'Security' }).first()).toBeVisible()
  await customer.goto(`https://${world.starter}.${world.zone}/`)
  await expect(customer).toHaveURL(new RegExp(`^https://${second}/`))
  await customer.context().close()

  // Letters, the site, its map and the installable app say the new address.
  const guest = await person()
  const read = async (address: string) => {
    const answer = await guest.goto(address)
    expect(answer?.status(), address).toBe(200)
    return (await answer?.text()) ?? ''
  }
  const home = await read(`https://${own}/en`)
  expect(guest.url()).toBe(`https://${second}/en`)
  expect(home).toContain(`<link rel="canonical" href="https://${second}/en">`)
  expect(home).not.toContain(own)
  const sitemap = await read(`https://${second}/sitemap.xml`)
  expect(sitemap).toContain(`https://${second}/en`)
  expect(sitemap).not.toContain(own)
  const manifest = JSON.parse(await read(`https://${own}/manifest.webmanifest`)) as { name: string; start_url: string }
  expect(new URL(manifest.start_url, guest.url()).origin).toBe(`https://${second}`)
  expect(manifest.name).toBe('Northern Tracks GPS')
  await guest.goto(`https://${own}/forgot`)
  await guest.getByRole('textbox').fill(owner.email)
  await guest.getByRole('button', { name: /link/i }).click()
  await expect.poll(async () => new URL(await linkFor(owner.email)).host).toBe(second)
  await guest.context().close()

  // The owner is told why their passkey is not asked for, and comes in by a code that they have kept.
  await signIn(page, `https://${own}/account/security`, owner.login, owner.password)
  await expect(page).toHaveURL(`https://${second}/account/security`)
  await expect(page.getByText('Your passkeys were made at another address')).toBeVisible()
  await expectAccessible(page)
  await page.getByLabel('Recovery code').fill(kept)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await expect(page.getByText(`for ${own}`)).toBeVisible()
  await expect(page.getByRole('listitem').filter({ hasText: 'Laptop' })).toContainText('not at this address')
  expect(await moves()).toHaveLength(1)

  // One for the new address is a click and the password away.
  await expect(page.getByText(`You have no passkey for ${second} yet`)).toBeVisible()
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Add a passkey for this address' }).click()
  const fresh = page.getByRole('dialog', { name: 'Add a passkey' })
  await expect(fresh.getByLabel('Name')).not.toHaveValue('')
  await fresh.getByLabel('Present password', { exact: true }).fill(owner.password)
  await fresh.getByRole('button', { name: 'Add a passkey' }).click()
  await expect(page.getByText(`for ${second}`, { exact: false }).last()).toBeVisible()
  await expect(page.getByText(`You have no passkey for ${second} yet`)).toHaveCount(0)

  // The first address can answer by itself again.
  await page.goto(`https://${second}/console/domains`)
  await page.getByRole('link', { name: own }).click()
  await page.getByRole('switch', { name: 'Send browsers on to the primary domain' }).click()
  await expect(page.getByRole('switch', { name: 'Send browsers on to the primary domain' })).not.toBeChecked()
  const back = await person()
  await back.goto(`https://${own}/en/contacts`)
  expect(back.url()).toBe(`https://${own}/en/contacts`)
  // It is the same page all the same: whoever finds it is told which of the two it is.
  await expect(back.locator('link[rel=canonical]')).toHaveAttribute('href', `https://${second}/en/contacts`)
  await back.context().close()
  await page.context().close()
})
