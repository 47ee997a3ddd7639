// What somebody does who has lost a password, an address or a login: in two brands, on a phone, in two languages, with the
// letters that the demo's own mail server has taken.
import type { Page } from '@playwright/test'
import { letter, linkIn, texts } from './letters'
import { begin, brand, type Brand, call, enter, expect, expectNoSidewaysScroll, expectSound, firstPassword, leave, standAs, test, user, walked, world } from './world'

/** How the API answers whoever the page belongs to. */
const ask = async (...what: Parameters<typeof call>) => (await call(...what)).status

interface Somebody {
  login: string
  email: string
}

/** Somebody new in the account of a brand's first customer, with a password of their own if one is given. */
async function newcomer(page: Page, of: Brand, language: string, name: string, password?: string): Promise<Somebody> {
  const who = { login: `${name}-${language}-${Date.now()}`, email: `${name}-${language}-${Date.now()}@example.com` }
  await standAs(page, of.url, user(of))
  expect(await ask(page, 'POST', '/api/people', { ...who, name: 'Lumi', role: 'operator', locale: language, password: firstPassword })).toBe(201)
  await leave(page)
  if (password) {
    await begin(page, of.url, who.login, password)
    await leave(page)
  }
  return who
}

async function signIn(page: Page, of: Brand, t: ReturnType<typeof texts>, login: string, password: string) {
  await page.goto(of.url)
  await page.getByLabel(t.signIn.login).fill(login)
  await page.getByLabel(t.signIn.password, { exact: true }).fill(password)
  await page.keyboard.press('Enter')
}

async function choosePassword(page: Page, t: ReturnType<typeof texts>, login: string, password: string) {
  await expect(page.getByLabel(t.recovery.yourLogin)).toHaveValue(login)
  await page.getByLabel(t.settings.passwordNew).fill(password)
  await page.getByRole('button', { name: t.recovery.setPassword }).click()
  await expect(page.getByText(t.recovery.resetDone)).toBeVisible()
}

/** Ticks a check, which stands when the server has noted it. */
async function tick(page: Page, check: string) {
  await page.getByLabel(check).click()
  await expect(page.getByLabel(check)).toBeChecked()
}

const places = [
  { name: 'Meridian', other: 'Polaris', language: 'en' },
  { name: 'Polaris', other: 'Meridian', language: 'ru' },
] as const

for (const { name, other, language } of walked(places, 1)) {
  test.describe(`${name} in ${language}`, () => {
    const t = texts(language)
    test.use({ viewport: { width: 390, height: 844 } })
    test.beforeEach(async ({ page }) => {
      await page.addInitScript((chosen) => localStorage.setItem('language', chosen), language)
    })

    test('a forgotten password is chosen anew by a letter, and nobody learns who has a login', async ({ page }) => {
      const of = brand(name)
      const who = await newcomer(page, of, language, 'lost')
      await page.goto(of.url)
      await page.getByRole('link', { name: t.recovery.forgotLink }).click()
      await expectSound(page)
      await page.getByLabel(t.signIn.login).fill('nobody-of-this-name')
      await page.getByRole('button', { name: t.recovery.sendLink }).click()
      await expect(page.getByRole('status')).toHaveText(t.recovery.asked)
      await page.reload()
      await page.getByLabel(t.signIn.login).fill(who.login)
      await page.keyboard.press('Enter')
      await expect(page.getByRole('status')).toHaveText(t.recovery.asked)
      const found = await letter(who.email)
      expect(found.subject).toContain(name)
      expect(found.text + found.html + found.from).not.toMatch(new RegExp(`${other}|livery`, 'i'))
      const link = linkIn(found, of, '/reset')
      await page.goto(link)
      await expectSound(page)
      await choosePassword(page, t, who.login, 'what she likes better')
      await page.getByRole('button', { name: t.signIn.submit }).click()
      await signIn(page, of, t, who.login, 'what she likes better')
      await expect(page.locator('#work')).toBeVisible()
      // Once, and here only.
      await leave(page)
      for (const url of [link, link.replace(of.url, brand(other).url)]) {
        await page.goto(of.url)
        await page.goto(url)
        await expect(page.getByRole('alert')).toContainText(t.recovery.void)
      }
    })

    test('an address is changed when the new one confirms, and taken back from the old one', async ({ page }) => {
      const of = brand(name)
      const who = await newcomer(page, of, language, 'moved', 'a password of hers')
      const thief = `new.${who.login}@example.org`
      await signIn(page, of, t, who.login, 'a password of hers')
      await expect(page.locator('#work')).toBeVisible()
      await page.getByRole('button', { name: t.shell.userMenu.split('{{')[0]!.trim() }).click()
      await page.getByRole('menuitem', { name: t.settings.title }).click()
      await page.getByRole('button', { name: t.mailing.change }).click()
      await page.getByLabel(t.mailing.new).fill(thief)
      await page.getByLabel(t.settings.passwordNow).first().fill('a password of hers')
      await page.getByRole('button', { name: t.mailing.ask }).click()
      await expect(page.getByText(t.mailing.pending.replace('{{email}}', thief))).toBeVisible()
      await expectNoSidewaysScroll(page)
      const asked = await letter(thief)
      await page.goto(linkIn(asked, of, '/address'))
      await expectSound(page)
      await page.getByRole('button', { name: t.recovery.confirmYes }).click()
      await expect(page.getByRole('status')).toContainText(thief)
      const told = await letter(who.email)
      expect(told.text).toContain(thief)
      await page.goto(linkIn(told, of, '/undo'))
      await expectSound(page)
      await page.getByRole('button', { name: t.recovery.undoYes }).click()
      await choosePassword(page, t, who.login, 'hers again')
      await page.goto(of.url)
      await expect(page.getByRole('heading', { name: t.signIn.title }), 'whoever was signed in is out').toBeVisible()
      await signIn(page, of, t, who.email, 'hers again')
      await expect(page.locator('#work')).toBeVisible()
    })

    test('a stolen login is reported, checked, blocked at once and given back', async ({ page, browser }) => {
      const of = brand(name)
      const who = await newcomer(page, of, language, 'stolen', 'the thief knows it')
      const thief = await browser.newPage()
      await thief.goto(of.url)
      expect(await ask(thief, 'POST', '/api/session', { login: who.login, password: 'the thief knows it' })).toBe(200)
      expect(await ask(thief, 'GET', '/api/profile')).toBe(200)

      await page.goto(of.url)
      await page.getByRole('link', { name: t.recovery.stolenLink }).click()
      await expectSound(page)
      await page.getByLabel(t.recovery.stolenLogin).fill(who.login)
      await page.getByLabel(t.recovery.contact).fill('+358 40 1234567')
      await page.getByLabel(t.recovery.knows).fill('two vans')
      await page.getByRole('button', { name: t.recovery.report }).click()
      await expect(page.getByRole('status')).toBeVisible()

      await enter(page, of.url, of.owner, '/console/stolen')
      await page.getByRole('link', { name: who.login }).click()
      await expect(page.getByText('+358 40 1234567')).toBeVisible()
      await expect(page.getByRole('button', { name: t.recovery.block })).toBeDisabled()
      await page.getByRole('button', { name: t.recovery.look }).click()
      await expect(page.getByText(who.email)).toBeVisible()
      await tick(page, t.recovery.check_email)
      await page.getByRole('button', { name: t.recovery.block }).click()
      await expect(page.getByText(t.recovery.state_blocked, { exact: true })).toBeVisible()
      await expect.poll(() => ask(thief, 'GET', '/api/profile')).toBe(401)
      expect(await ask(thief, 'POST', '/api/session', { login: who.login, password: 'the thief knows it' })).toBe(401)
      await thief.close()
      await tick(page, t.recovery.check_objects)
      await expectSound(page)
      await page.getByRole('button', { name: t.recovery.restore }).click()
      await expect(page.getByText(t.recovery.state_restored, { exact: true })).toBeVisible()
      await leave(page)
      await page.goto(linkIn(await letter(who.email), of, '/reset'))
      await choosePassword(page, t, who.login, 'hers again')
      await signIn(page, of, t, who.login, 'hers again')
      await expect(page.locator('#work')).toBeVisible()
    })
  })
}

test('the page of letters finds them by recipient', async ({ page }) => {
  const of = brand('Meridian')
  const who = await newcomer(page, of, 'en', 'reader')
  await page.goto(`${of.url}/forgot`)
  expect(await ask(page, 'POST', '/api/reset', { login: who.login })).toBe(202)
  await letter(who.email)
  await page.goto(world().mail.url)
  await page.getByRole('searchbox').fill(who.email)
  await page.keyboard.press('Enter')
  // Not opened here: what this browser is driven by runs scripts in every frame, which a letter's does not allow.
  await expect(page.getByRole('listitem').getByRole('link')).toHaveAttribute('href', /^\/letters\/\d+$/)
})
