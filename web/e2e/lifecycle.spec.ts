import { type Page } from '@playwright/test'
import { begin, brand, call, enter, expect, expectSound, firstPassword, newIMEI, simulate, test, user, walked, world } from './world'

interface Made {
  id: string
  heard_at?: string
  tracker?: { waiting: boolean }
}

/** Adds an object that a tracker has been heard for, and waits for its first record. */
async function heardObject(page: Page, name: string) {
  const identity = newIMEI()
  const made = await call<Made>(page, 'POST', '/api/objects', { name, tracker: { protocol: 'teltonika', identity } })
  expect(made.status).toBe(201)
  const tracker = simulate('teltonika', identity, world().trackers.teltonika!)
  try {
    await expect.poll(async () => (await call<Made>(page, 'GET', `/api/objects/${made.answer.id}`)).answer.heard_at ?? '', { timeout: 30_000 }).not.toBe('')
  } finally {
    tracker.kill('SIGINT')
  }
  return made.answer.id
}

const words = {
  en: { title: 'Trash', restore: (name: string) => `Restore: ${name}`, back: (name: string) => `${name} is back` },
  ru: { title: 'Корзина', restore: (name: string) => `Восстановить: ${name}`, back: (name: string) => `Восстановлен: ${name}` },
}

for (const [language, brandName, width] of walked([
  ['en', 'Harbour', 1440],
  ['en', 'Harbour', 390],
  ['ru', 'Polaris', 390],
] as const, 2)) {
  test(`an object is deleted by its name, lies in the trash and comes back with its history, in ${language} at ${width}`, async ({ page }) => {
    await page.setViewportSize({ width, height: 844 })
    await page.addInitScript((chosen) => localStorage.setItem('language', chosen), language)
    const of = brand(brandName)
    const say = words[language]
    const name = `Van ${newIMEI().slice(-5)}`
    await enter(page, of.url, user(of), '/account/trash')
    const id = await heardObject(page, name)
    // Without its name nothing goes.
    expect((await call(page, 'DELETE', `/api/objects/${id}`)).status).toBe(409)
    expect((await call(page, 'DELETE', `/api/objects/${id}?confirm=${encodeURIComponent(name)}`)).status).toBe(204)
    await page.reload()
    await expect(page.getByRole('heading', { name: say.title, level: 1 })).toBeVisible()
    const list = page.getByRole('list', { name: say.title })
    await expect(list).toContainText(name)
    await expectSound(page)
    const button = page.getByRole('button', { name: say.restore(name) })
    await button.focus()
    await page.keyboard.press('Enter')
    await expect(page.getByText(say.back(name))).toBeVisible()
    await expect(button).toHaveCount(0)
    await expectSound(page)
    expect((await call(page, 'GET', `/api/objects/${id}/day`)).status).toBe(200)
    const back = (await call<Made>(page, 'GET', `/api/objects/${id}`)).answer
    expect(back.heard_at).toBeTruthy()
    expect(back.tracker?.waiting).toBe(true)
  })
}

test('a customer that its provider suspends sees why on every page, and is served again when it is lifted', async ({ page, browser }) => {
  const meridian = brand('Meridian')
  await enter(page, meridian.url, meridian.owner, '/console/trash')
  await expect(page.getByRole('heading', { name: 'Closed customers' })).toBeVisible()
  await expectSound(page)
  const login = `suspended-${newIMEI().slice(-6)}`
  const made = await call<Made>(page, 'POST', '/api/console/customers', { kind: 'account', name: `Customer ${login}`, owner: { login, password: firstPassword } })
  expect(made.status).toBe(201)
  const id = made.answer.id
  const context = await browser.newContext({ viewport: { width: 390, height: 844 }, locale: 'en-GB' })
  const theirs = await context.newPage()
  await begin(theirs, meridian.url, login, 'a password of their own')
  expect((await call(page, 'PUT', `/api/console/customers/${id}/suspension`, { ground: 'spam', reason: 'Four thousand letters in a night' })).status).toBe(204)
  await theirs.goto(`${meridian.url}/account/security`)
  await expect(theirs.getByText('Four thousand letters in a night')).toBeVisible()
  await expectSound(theirs)
  expect((await call(theirs, 'POST', '/api/objects', { name: 'Not now' })).status).toBe(403)
  expect((await call(page, 'DELETE', `/api/console/customers/${id}/suspension`)).status).toBe(204)
  await theirs.reload()
  await expect(theirs.getByRole('heading').first()).toBeVisible()
  await expect(theirs.getByText('Your account is suspended')).toHaveCount(0)
  await context.close()
  expect((await call(page, 'DELETE', `/api/console/customers/${id}?confirm=${encodeURIComponent(`Customer ${login}`)}`)).status).toBe(204)
  await page.reload()
  await page.getByRole('button', { name: `Restore: Customer ${login}` }).click()
  await expect(page.getByText(`Customer ${login} is back`)).toBeVisible()
})
