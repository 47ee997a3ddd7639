// Signing in with more than a password, in two brands, on a phone, in two languages: an authenticator app whose codes are
// computed here, and passkeys of Chromium's virtual authenticator.
import { createHmac } from 'node:crypto'
import { letter, texts } from './letters'
import { begin, brand, type Brand, call, enter, expect, expectNoSidewaysScroll, expectSound, firstPassword, leave, type Page, standAs, test, user, walked } from './world'

const password = 'a password of hers'

/** RFC 6238, for a moment so many steps from now. */
function codeOf(secret: string, step = 0): string {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'
  const bits = [...secret].map((sign) => alphabet.indexOf(sign).toString(2).padStart(5, '0')).join('')
  const key = Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => parseInt(byte, 2)))
  const counter = Buffer.alloc(8)
  counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000) + step))
  const sum = createHmac('sha1', key).update(counter).digest()
  const at = sum[19]! & 15
  return String((sum.readUInt32BE(at) & 0x7fffffff) % 1_000_000).padStart(6, '0')
}

let made = 0

/** Somebody new in the account of a brand's first customer, with a password of their own. */
async function newcomer(page: Page, of: Brand, language: string, role: string) {
  const login = `strong-${language}-${Date.now()}-${made++}`
  const email = `${login}@example.com`
  await standAs(page, of.url, user(of))
  expect((await call(page, 'POST', '/api/people', { login, email, name: 'Lumi', role, locale: language, password: firstPassword })).status).toBe(201)
  await leave(page)
  await begin(page, of.url, login, password)
  return { login, email }
}

/** A device that shows passkeys without asking anybody. */
async function withAuthenticator(page: Page): Promise<(asksNobody: boolean) => Promise<unknown>> {
  const cdp = await page.context().newCDPSession(page)
  await cdp.send('WebAuthn.enable')
  const { authenticatorId } = await cdp.send('WebAuthn.addVirtualAuthenticator', {
    options: { protocol: 'ctap2', transport: 'internal', hasResidentKey: true, hasUserVerification: true, isUserVerified: true, automaticPresenceSimulation: true },
  })
  return (enabled) => cdp.send('WebAuthn.setAutomaticPresenceSimulation', { authenticatorId, enabled })
}

const places = [
  { name: 'Meridian', language: 'en' },
  { name: 'Polaris', language: 'ru' },
] as const

for (const { name, language } of walked(places, 0)) {
  test.describe(`${name} in ${language}`, () => {
    const t = texts(language)
    test.use({ viewport: { width: 390, height: 844 } })
    test.beforeEach(async ({ page }) => {
      await page.addInitScript((chosen) => {
        localStorage.setItem('language', chosen)
        if (localStorage.getItem('offers-nothing')) PublicKeyCredential.isConditionalMediationAvailable = () => Promise.resolve(false)
      }, language)
    })

    const signIn = async (page: Page, of: Brand, login: string) => {
      await leave(page)
      await page.goto(of.url)
      await page.getByLabel(t.signIn.login).fill(login)
      await page.getByLabel(t.signIn.password, { exact: true }).fill(password)
      await page.keyboard.press('Enter')
    }

    test('a code of an app is needed besides the password, and a recovery code where the phone is lost', async ({ page }) => {
      const of = brand(name)
      const who = await newcomer(page, of, language, 'operator')
      await page.goto(`${of.url}/account/security`)
      await page.getByRole('button', { name: t.security.appAdd }).click()
      const dialog = page.getByRole('dialog')
      await dialog.getByLabel(t.settings.passwordNow, { exact: true }).fill(password)
      await dialog.getByRole('button', { name: t.security.goOn }).click()
      await expect(dialog.getByRole('img', { name: t.security.appPicture })).toBeVisible()
      await expectSound(page)
      const secret = await dialog.getByLabel(t.security.appSecret, { exact: true }).inputValue()
      await dialog.getByLabel(t.security.code, { exact: true }).fill('000000')
      await dialog.getByRole('button', { name: t.security.appConfirm }).click()
      await expect(dialog.getByText(t.problems.wrong_totp)).toBeVisible()
      const first = codeOf(secret, -1)
      await dialog.getByLabel(t.security.code, { exact: true }).fill(first)
      await dialog.getByRole('button', { name: t.security.appConfirm }).click()
      const codes = page.getByRole('dialog', { name: t.security.codes }).getByRole('listitem')
      await expect(codes).toHaveCount(10)
      await expectSound(page)
      const recovery = (await codes.first().textContent())!
      await page.getByRole('button', { name: t.security.codesTaken }).click()
      await expect(page.getByText(t.security.on, { exact: true })).toBeVisible()
      await letter(who.email)

      await signIn(page, of, who.login)
      await expect(page.getByRole('heading', { name: t.security.secondTitle })).toBeVisible()
      expect((await call(page, 'GET', '/api/session')).status, 'half signed in is not signed in').toBe(401)
      await expectSound(page)
      await page.getByLabel(t.security.code, { exact: true }).fill(first)
      await page.keyboard.press('Enter')
      await expect(page.getByRole('alert')).toHaveText(t.problems.wrong_second)
      await page.getByLabel(t.security.code, { exact: true }).fill(codeOf(secret, 0))
      await page.keyboard.press('Enter')
      await expect(page.locator('#work')).toBeVisible()

      await signIn(page, of, who.login)
      await page.getByRole('button', { name: t.security.byRecovery }).click()
      await page.getByLabel(t.security.recoveryCode, { exact: true }).fill(recovery.toLowerCase())
      await page.keyboard.press('Enter')
      await expect(page.locator('#work')).toBeVisible()
      await page.goto(`${of.url}/account/security`)
      await page.getByRole('button', { name: t.security.appRemove }).click()
      await page.getByRole('button', { name: t.security.proveByCode }).click()
      await page.getByRole('dialog').getByLabel(t.security.code, { exact: true }).fill(codeOf(secret, 1))
      await page.getByRole('dialog').getByRole('button', { name: t.security.appRemove }).click()
      await expect(page.getByRole('button', { name: t.security.appAdd })).toBeVisible()
    })

    test('a passkey signs in alone, and is a second step beside the password', async ({ page }) => {
      const of = brand(name)
      const who = await newcomer(page, of, language, 'operator')
      await page.goto(`${of.url}/account/security`)
      const show = await withAuthenticator(page)
      await page.getByRole('button', { name: t.security.passkeyAdd }).click()
      const dialog = page.getByRole('dialog', { name: t.security.passkeyAdd })
      await dialog.getByLabel(t.security.passkeyName).fill('Key of the test')
      await dialog.getByLabel(t.settings.passwordNow, { exact: true }).fill(password)
      await expectSound(page)
      await dialog.getByRole('button', { name: t.security.passkeyAdd }).click()
      await page.getByRole('button', { name: t.security.codesTaken }).click()
      await expect(page.getByText('Key of the test')).toBeVisible()
      await expectNoSidewaysScroll(page)

      await show(false) // or the field's own offer would be taken at once
      await signIn(page, of, who.login)
      await expect(page.getByRole('heading', { name: t.security.secondTitle })).toBeVisible()
      await expectSound(page)
      await show(true)
      await page.getByRole('button', { name: t.security.usePasskey }).click()
      await expect(page.locator('#work')).toBeVisible()

      // A browser that offers nothing in fields has the button, and in one that does the offer may be quicker than a hand.
      await page.evaluate(() => localStorage.setItem('offers-nothing', '1'))
      await leave(page)
      await page.goto(of.url)
      await page.getByRole('button', { name: t.security.signInPasskey }).click()
      await expect(page.locator('#work')).toBeVisible()
      await page.evaluate(() => localStorage.removeItem('offers-nothing'))
      // Nothing is pressed: the browser offers it in the field, and a device that asks nobody takes the offer.
      await leave(page)
      await page.goto(of.url)
      await expect(page.locator('#work')).toBeVisible()
      expect((await call<{ user: { login: string } }>(page, 'GET', '/api/session')).answer.user.login).toBe(who.login)

      await page.goto(`${of.url}/account/security`)
      await page.getByRole('button', { name: t.security.passkeyRenameNamed.replace('{{name}}', 'Key of the test') }).click()
      const rename = page.getByRole('dialog', { name: t.security.passkeyRename })
      await rename.getByLabel(t.security.passkeyName).fill('Key of the house')
      await rename.getByRole('button', { name: t.security.passkeyRename }).click()
      await expect(page.getByText('Key of the test')).toHaveCount(0)
      await page.getByRole('button', { name: t.security.passkeyRemoveNamed.replace('{{name}}', 'Key of the house') }).click()
      await page.getByRole('dialog').getByLabel(t.settings.passwordNow, { exact: true }).fill(password)
      await page.getByRole('dialog').getByRole('button', { name: t.security.passkeyRemove }).click()
      await expect(page.getByText('Key of the house')).toHaveCount(0)
      await letter(who.email, 2)
    })

    test('whom the brand requires a second factor of sets one up before anything else', async ({ page }) => {
      const of = brand(name)
      const who = await newcomer(page, of, language, 'billing')
      await leave(page)
      // A role that no other test has; nothing is required of the others.
      await enter(page, of.url, of.owner, '/console/settings')
      await page.getByLabel(texts(of.owner.locale || 'en').security.rulesCustomers).first().waitFor()
      expect((await call(page, 'PUT', '/api/console/sign-in-rules', { staff: [], customers: ['billing'] })).status).toBe(204)
      await page.reload()
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
      await expectSound(page)

      await signIn(page, of, who.login)
      await expect(page.getByRole('heading', { name: t.security.strengthen })).toBeVisible()
      await expectSound(page)
      expect((await call<{ reason: string }>(page, 'GET', '/api/objects')).answer.reason).toBe('second_factor_required')
      await page.getByRole('button', { name: t.security.appAdd }).click()
      const dialog = page.getByRole('dialog')
      await dialog.getByLabel(t.settings.passwordNow, { exact: true }).fill(password)
      await dialog.getByRole('button', { name: t.security.goOn }).click()
      const secret = await dialog.getByLabel(t.security.appSecret, { exact: true }).inputValue()
      await dialog.getByLabel(t.security.code, { exact: true }).fill(codeOf(secret))
      await dialog.getByRole('button', { name: t.security.appConfirm }).click()
      await page.getByRole('button', { name: t.security.codesTaken }).click()
      await expect(page.locator('#work')).toBeVisible()
    })
  })
}
