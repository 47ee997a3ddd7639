import { brand, enter, expect, expectAccessible, expectSoundAtEachWidth, phone, test, user, world } from './world'

test('signing in shows the brand and nobody else', async ({ page }) => {
  const meridian = brand('Meridian')
  await page.goto(meridian.url)
  await expect(page).toHaveTitle(/Meridian Fleet/)
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible()
  const whole = await page.content()
  expect(whole).not.toMatch(/(^|[^e])livery/i)
  expect(whole).not.toContain('Polaris')
  await expect(page.getByLabel('Login or e-mail')).toHaveAttribute('autocomplete', 'username webauthn')
  await expect(page.getByLabel('Password', { exact: true })).toHaveAttribute('autocomplete', 'current-password')
})

test('whoever signs in sees their objects, and signs out again', async ({ page }) => {
  const meridian = brand('Meridian')
  const anna = user(meridian)
  await page.goto(meridian.url)
  await page.getByLabel('Login or e-mail').fill(anna.login)
  await page.getByLabel('Password', { exact: true }).fill(anna.password)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('list', { name: 'Objects' }).getByRole('listitem').first()).toBeVisible()
  await page.getByRole('button', { name: /Menu of/ }).click()
  await page.getByRole('menuitem', { name: 'Sign out' }).click()
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible()
  await page.reload()
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible()
})

test('a wrong password is told in words, and the password is asked for again', async ({ page }) => {
  await page.goto(brand('Polaris').url)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await expect(page.getByText('Type your login or e-mail')).toBeVisible()
  await page.getByLabel('Login or e-mail').fill('nobody-by-that-name')
  await page.getByLabel('Password', { exact: true }).fill('guess')
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await expect(page.getByRole('alert')).toContainText('Login or password is wrong')
  await expect(page.getByLabel('Password', { exact: true })).toBeFocused()
  await expect(page.getByLabel('Password', { exact: true })).toHaveValue('')
  await expectAccessible(page)
  // What is refused for another reason is not called wrong.
  await page.getByLabel('Login or e-mail').fill('a login of more letters than any has '.repeat(9))
  await page.getByLabel('Password', { exact: true }).fill('guess')
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await expect(page.getByRole('alert')).toContainText('not as it must be')
  await expect(page.getByRole('alert')).not.toContainText('wrong')
})

test('with no network the page says so', async ({ page, context }) => {
  await page.goto(brand('Meridian').url)
  await page.getByLabel('Login or e-mail').fill('anna')
  await page.getByLabel('Password', { exact: true }).fill('whatever')
  await context.setOffline(true)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await expect(page.getByRole('alert')).toContainText('cannot be reached')
  await context.setOffline(false)
})

test('being slowed down is told with the seconds that are left', async ({ page }) => {
  await page.route('**/api/session', (route) =>
    route.request().method() === 'POST' ? route.fulfill({ status: 429, headers: { 'Retry-After': '42' }, contentType: 'application/problem+json', body: '{"status":429,"reason":"too_many_requests"}' }) : route.continue(),
  )
  await page.goto(brand('Meridian').url)
  await page.getByLabel('Login or e-mail').fill('anna')
  await page.getByLabel('Password', { exact: true }).fill('whatever')
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await expect(page.getByRole('button', { name: /Wait 4\d seconds/ })).toBeDisabled()
})

test('the password can be shown, Caps Lock is noticed, and the language switched', async ({ page }) => {
  await page.goto(brand('Polaris').url)
  const password = page.getByLabel('Password', { exact: true })
  await password.fill('secret')
  await page.getByRole('button', { name: 'Show the password' }).click()
  await expect(password).toHaveAttribute('type', 'text')
  await password.evaluate((field) => {
    const event = new KeyboardEvent('keydown', { key: 'A', bubbles: true, modifierCapsLock: true })
    field.dispatchEvent(event)
  })
  await expect(page.getByText('Caps Lock is on')).toBeVisible()
  await page.getByText('Русский').click()
  await expect(page.getByRole('heading', { name: 'Вход' })).toBeVisible()
  await expect(page.locator('html')).toHaveAttribute('lang', 'ru')
  await page.reload()
  await expect(page.getByRole('heading', { name: 'Вход' })).toBeVisible()
})

test('a session that has run out is renewed without anybody noticing', async ({ page, context }) => {
  const meridian = brand('Meridian')
  const mika = user(meridian, 'viewer')
  await page.goto(meridian.url)
  await page.getByLabel('Login or e-mail').fill(mika.login)
  await page.getByLabel('Password', { exact: true }).fill(mika.password)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('list', { name: 'Objects' })).toBeVisible()
  await context.clearCookies({ name: 'session' })
  const renewal = page.waitForResponse((response) => response.url().endsWith('/api/session/refresh') && response.ok())
  await page.reload()
  await renewal
  await expect(page.getByRole('list', { name: 'Objects' }).getByRole('listitem').first()).toBeVisible()
})

test('a part of the app that is not for this user says so, with a way out', async ({ page }) => {
  const meridian = brand('Meridian')
  await enter(page, meridian.url, user(meridian), '/console')
  await expect(page.getByRole('alert')).toContainText('Not for this account')
  await page.getByRole('button', { name: 'To my objects' }).click()
  await expect(page.getByRole('list', { name: 'Objects' })).toBeVisible()
})

for (const name of ['Meridian', 'Polaris', 'Harbour']) {
  test(`signing in to ${name} is accessible in light and dark, on a phone and at a desk`, async ({ page }) => {
    await page.setViewportSize(phone)
    await page.goto(`${brand(name).url}/?sign-in`)
    await expect(page.getByRole('button', { name: 'Sign in', exact: true })).toBeVisible()
    await expectSoundAtEachWidth(page)
  })
}

test('the platform’s own host is a brand like any other', async ({ page }) => {
  await page.goto(world().platform.url)
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible()
  await expectAccessible(page)
})
