// What somebody sees who watches their objects: the map goes with the list, the list with what is live, and the day with the reader's clock.
import { texts } from './letters'
import { brand, call, enter, expect, expectSound, mapIsThere, test, user, walked } from './world'

interface Listed {
  items: { id: string; name: string; status: string }[]
}

test('a list by status is read again as soon as what is live no longer fits it', async ({ page }) => {
  const of = brand('Meridian')
  const t = texts('en')
  await enter(page, of.url, user(of), '/')
  const rows = page.getByRole('list', { name: t.list.title }).getByRole('listitem')
  await expect(rows.first()).toBeVisible()
  const offline = (await call<Listed>(page, 'GET', '/api/objects?status=offline')).answer.items[0]!
  // The first answer still takes an offline object for one that moves.
  await page.route('**/api/objects?*status=moving*', (route) => route.fulfill({ json: { items: [{ ...offline, status: 'moving' }] } }), { times: 1 })
  await page.getByRole('button', { name: new RegExp(`^${t.status.moving}`) }).click()
  await expect(rows.filter({ hasText: offline.name })).toBeVisible()
  // The twenty seconds between two readings are not waited for.
  await expect(rows.filter({ hasText: offline.name })).toHaveCount(0, { timeout: 14_000 })
})

test('the map shows what the list asks for, and all when it asks for all', async ({ page }) => {
  const of = brand('Meridian')
  const t = texts('en')
  await enter(page, of.url, user(of), '/')
  await mapIsThere(page)
  const shown = async () => Number(await page.locator('[data-objects]').getAttribute('data-objects'))
  await expect.poll(shown).toBeGreaterThan(15)
  await page.getByRole('button', { name: new RegExp(`^${t.status.offline}`) }).click()
  await expect.poll(shown).toBeLessThan(8)
  await page.getByRole('button', { name: new RegExp(`^${t.list.all} `) }).click()
  await expect.poll(shown).toBeGreaterThan(15)
  await page.getByRole('searchbox').fill('no such object anywhere')
  await expect.poll(shown).toBe(0)
})

test('the day of an object is that of its reader, wherever the browser is', async ({ browser }) => {
  const of = brand('Meridian')
  const context = await browser.newContext({ timezoneId: 'America/Los_Angeles', locale: 'en', reducedMotion: 'reduce' })
  const page = await context.newPage()
  await enter(page, of.url, user(of), '/')
  const { user: mine, tenant } = (await call<{ user: { time_zone?: string }; tenant: { time_zone: string } }>(page, 'GET', '/api/session')).answer
  const day = page.waitForRequest((request) => request.url().includes('/day?'))
  await page.getByRole('list', { name: 'Objects' }).getByRole('listitem').first().getByRole('button').click()
  expect(new URL((await day).url()).searchParams.get('zone')).toBe(mine.time_zone || tenant.time_zone)
  await context.close()
})

for (const [name, language, viewport] of walked([
  ['Meridian', 'en', { width: 1440, height: 900 }],
  ['Polaris', 'ru', { width: 360, height: 740 }],
] as const, 1)) {
  test(`the account of ${name} is found from the map and the way back too, in ${language} at ${viewport.width}`, async ({ page }) => {
    const of = brand(name)
    const t = texts(language)
    await page.setViewportSize(viewport)
    await page.addInitScript((chosen) => localStorage.setItem('language', chosen), language)
    await enter(page, of.url, user(of), '/')
    const bar = page.getByRole('navigation', { name: t.shell.areas })
    await bar.getByRole('link', { name: t.shell.account }).click()
    await expect(page).toHaveURL(/\/account$/)
    await expect(bar.getByRole('link', { name: t.shell.account })).toHaveAttribute('aria-current', 'page')
    await expectSound(page)
    await page.goto(`${of.url}/account/people`)
    // The heading goes before the parts of the page.
    const [heading, parts] = await Promise.all([page.getByRole('heading', { level: 1 }).boundingBox(), page.getByRole('navigation', { name: t.people.parts }).boundingBox()])
    expect(heading!.y + heading!.height).toBeLessThanOrEqual(parts!.y)
    await bar.getByRole('link', { name: t.shell.monitoring }).click()
    await expect(page.getByRole('list', { name: t.list.title })).toBeVisible()
  })
}
