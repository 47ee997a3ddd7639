// The console as an office uses it all day: what is told first, in whose words, and where links and mistakes lead.
import { amended, brand, call, enter, expect, expectAccessible, expectNoSidewaysScroll, type Page, settled, test, world } from './world'

async function customer(page: Page, of: ReturnType<typeof brand>, name: string, part = '') {
  await enter(page, of.url, of.owner, `/console/customers?q=${encodeURIComponent(name)}`)
  await page.getByRole('table').getByRole('link', { name }).click()
  await expect(page.locator('dl').first()).toBeVisible()
  if (part) await page.locator(`#work nav a[href$="${part}"]`).last().click()
}

test('today tells what waits and what money does, and no noughts', async ({ page }) => {
  const meridian = brand('Meridian')
  await enter(page, meridian.url, meridian.owner, '/console/today')
  const waits = page.getByRole('region', { name: 'Waiting for you' })
  await expect(waits).toBeVisible()
  await settled(page)
  for (const figure of await waits.locator('li b').allInnerTexts()) expect(figure).not.toBe('0')
  const money = page.getByRole('region', { name: 'Money' })
  await expect(money.getByRole('link', { name: /Earned this month/ }).first()).toContainText(/\d/)
  await expectAccessible(page)
  await money.getByRole('link', { name: /Balances below zero/ }).click()
  await expect(page).toHaveURL(/wallets\?state=owing&sort=balance/)
})

test('a figure of a customer leads to the objects that it counts, with why they are blocked', async ({ page }) => {
  await customer(page, brand('Meridian'), 'Kallio Couriers')
  await expect(page.getByRole('link', { name: /Balance/ })).toContainText(/\d/)
  await page.getByRole('link', { name: /^\d+ ?Blocked/ }).click()
  await expect(page).toHaveURL(/objects\?status=blocked/)
  const table = page.getByRole('table')
  await expect(table.getByRole('row').nth(1)).toContainText('by hand')
  await expect(table).not.toContainText('Moving')
  await page.reload()
  await expect(table.getByRole('row').nth(1)).toContainText('by hand')
  await expect(page.getByRole('combobox', { name: 'Any status' })).toHaveValue('Blocked')
})

test('what was done with a customer is told in the reader’s words', async ({ page }) => {
  await customer(page, brand('Polaris'), 'Северный экспресс', '/trace')
  const done = page.locator('#work li').filter({ hasText: 'Изменены условия' }).last()
  await expect(done).toContainText('Уровень поддержки: Обычный → Золотой')
  const all = await page.locator('#work .figures, #work small').allInnerTexts()
  for (const line of all) {
    expect(line).not.toMatch(/^[a-z_]+: /)
    expect(line).not.toMatch(/\d{4}-\d{2}-\d{2}T/)
  }
})

test('an entry of the audit tells fields and values in words', async ({ page }) => {
  const polaris = brand('Polaris')
  await enter(page, polaris.url, polaris.owner, '/console/audit?action=people.')
  const list = page.getByRole('list', { name: 'Журнал' })
  await list.getByRole('button').filter({ hasText: /Дмитрий|dmitry/ }).first().click()
  const entry = page.getByRole('dialog')
  await expect(entry.getByRole('rowheader', { name: 'Роль' })).toBeVisible()
  await expect(entry.getByRole('row', { name: /Роль/ })).toContainText('Сотрудник поддержки')
  await expectAccessible(page)
})

test('the list of trackers stands in the address', async ({ page }) => {
  const meridian = brand('Meridian')
  await enter(page, meridian.url, meridian.owner, '/console/trackers')
  await page.getByText('In trouble', { exact: true }).click()
  await expect(page).toHaveURL(/list=troubled/)
  await page.reload()
  await expect(page.getByRole('radio', { name: 'In trouble' })).toBeChecked()
})

for (const width of [360, 2560]) {
  test(`a customer’s parts stand in one line at ${width}, the open one in sight`, async ({ page }) => {
    await page.setViewportSize({ width, height: 740 })
    await customer(page, brand('Polaris'), 'Северный экспресс', '/trace')
    const parts = page.getByRole('navigation', { name: 'Части этой страницы' })
    await expect(parts.getByRole('link', { name: 'Что мы делали' })).toBeInViewport({ ratio: 0.9 })
    expect((await parts.boundingBox())!.height).toBeLessThan(60)
    await expectNoSidewaysScroll(page)
  })
}

test('where nothing is, no page is marked, and a way leads on', async ({ page }) => {
  const meridian = brand('Meridian')
  await enter(page, meridian.url, meridian.owner, '/console/nothing-there')
  await expect(page.getByRole('alert')).toContainText('Not found')
  await expect(page.getByRole('navigation', { name: 'Console' }).locator('[aria-current=page]')).toHaveCount(0)
  await page.getByRole('button', { name: 'Go to “Today”' }).click()
  await expect(page.getByRole('heading', { name: 'Today', level: 1 })).toBeVisible()
  await expect(page).toHaveTitle('Today · Meridian Fleet')
})

test('a role is not deleted by one click', async ({ page }) => {
  const meridian = brand('Meridian')
  await enter(page, meridian.url, meridian.owner, '/console/people/roles')
  const name = `Night shift ${Date.now()}`
  expect((await call(page, 'POST', '/api/roles', { name, bundles: ['reports'] })).status).toBeLessThan(300)
  await page.reload()
  await page.getByRole('button', { name: `Change “${name}”` }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: 'Delete the role' }).click()
  await expect(dialog).toContainText('cannot be brought back')
  await expectAccessible(page)
  await dialog.getByRole('group', { name: 'Delete the role' }).getByRole('button', { name: 'Delete the role' }).click()
  await expect(page.getByText(`The role “${name}” is deleted`)).toBeVisible()
  await expect(page.getByRole('listitem').filter({ hasText: name })).toHaveCount(0)
})

test('a page whose answer fails says so, and comes when it is asked again', async ({ page }) => {
  const { platform } = world()
  await enter(page, platform.url, platform, '/platform/health')
  await expect(page.getByRole('heading', { name: 'Health' })).toBeVisible()
  let fail = true
  await page.route('**/api/platform/hosts*', (route) => (fail ? route.abort('internetdisconnected') : route.fallback()))
  await page.getByRole('navigation', { name: 'Platform' }).getByRole('link', { name: 'Hosts' }).click()
  await expect(page.getByRole('alert')).toBeVisible()
  fail = false
  await page.getByRole('button', { name: 'Try again' }).click()
  await expect(page.getByRole('table').getByRole('link', { name: 'Meridian Fleet' })).toBeVisible()
})

test('staff see how the jobs went, and try again what could not be sent', async ({ page }) => {
  const { platform } = world()
  await page.setViewportSize({ width: 390, height: 844 })
  // Nothing fails in the demo.
  await amended(page, /\/api\/platform\/jobs$/, {
    topics: [{ name: 'mail', waiting: 3, oldest: new Date(Date.now() - 120_000).toISOString(), failed: 2 }],
    failed: [{ id: crypto.randomUUID(), topic: 'mail', tenant: crypto.randomUUID(), tenant_name: 'Meridian Fleet', at: new Date().toISOString(), attempts: 12, why: '550 5.1.1 no such mailbox' }],
  })
  await enter(page, platform.url, platform, '/platform/jobs')
  await expect(page.getByRole('listitem').filter({ hasText: 'Renew what is paid for' })).toContainText('every 1 min')
  await expect(page.getByText('no such mailbox')).toBeVisible()
  await expectAccessible(page)
  await expectNoSidewaysScroll(page)
  const asked = page.waitForRequest((request) => request.method() === 'POST' && request.url().endsWith('/api/platform/messages/mail/again'))
  await page.getByRole('button', { name: 'Try again' }).click()
  expect((await (await asked).response())?.status()).toBe(200)
})

test.describe('without a part of the app', () => {
  test.use({ complains: /Failed to fetch dynamically imported module/ })
  test('a page that did not come leaves the others in reach', async ({ page }) => {
    const meridian = brand('Meridian')
    await enter(page, meridian.url, meridian.owner, '/console/today')
    await expect(page.getByRole('heading', { name: 'Today', level: 1 })).toBeVisible()
    await settled(page)
    // The part of the app that holds the page, and nothing that is there already.
    await page.route('**/assets/Webhooks*.js', (route) => route.abort('internetdisconnected'))
    const pages = page.getByRole('navigation', { name: 'Console' })
    await pages.getByRole('link', { name: 'Webhooks' }).click()
    await expect(page.getByRole('alert')).toContainText('No connection')
    await expectAccessible(page)
    await pages.getByRole('link', { name: 'Today' }).click()
    await expect(page.getByRole('heading', { name: 'Today', level: 1 })).toBeVisible()
    await page.unroute('**/assets/Webhooks*.js')
    await pages.getByRole('link', { name: 'Webhooks' }).click()
    await page.getByRole('button', { name: 'Try again' }).click()
    await expect(page.getByRole('heading', { name: 'Webhooks', level: 1 })).toBeVisible()
  })
})

test('a closed customer is restored where it is looked at, and nobody acts in it', async ({ page }) => {
  const meridian = brand('Meridian')
  await enter(page, meridian.url, meridian.owner, '/console/customers')
  const name = `Closing ${Date.now()}`
  const made = await call<{ id: string; number: string }>(page, 'POST', '/api/console/customers', { kind: 'account', name, time_zone: 'Europe/Helsinki', owner: {} })
  expect(made.status).toBeLessThan(300)
  const one = `/console/customers/${made.answer.id}`
  await page.goto(meridian.url + one)
  await page.getByRole('button', { name: 'Actions' }).click()
  await page.getByRole('menuitem', { name: 'Close' }).click()
  await page.getByRole('dialog').getByRole('textbox').fill(name)
  await page.getByRole('dialog').getByRole('button', { name: 'Close' }).last().click()
  await expect(page.getByText('Why it is stopped')).toBeVisible()
  await page.getByRole('button', { name: 'Actions' }).click()
  await expect(page.getByRole('menuitem', { name: /Act in/ })).toHaveCount(0)
  await page.getByRole('menuitem', { name: 'Restore' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Restore' }).click()
  await expect(page.getByText(`${name} is back`)).toBeVisible()
  await expect(page.getByText('Why it is stopped')).toHaveCount(0)
  await page.getByRole('button', { name: 'Actions' }).click()
  await page.getByRole('menuitem', { name: 'Close' }).click()
  await page.getByRole('dialog').getByRole('textbox').fill(name)
  await page.getByRole('dialog').getByRole('button', { name: 'Close' }).last().click()
  await expect(page.getByText('Why it is stopped')).toBeVisible()
})
