// The consoles: of those who have customers, of the platform's staff, and one's own settings.
import { readFileSync } from 'node:fs'
import { screens as all } from './places'
import { brand, enter, expect, expectAccessible, expectNoSidewaysScroll, type Page, phone, settled, test, user, world } from './world'

const screens = [
  { path: '/console/today', heading: { en: 'Today', ru: 'Сегодня' } },
  { path: '/console/customers', heading: { en: 'Customers', ru: 'Клиенты' } },
  { path: '/console/resellers', heading: { en: 'Partners', ru: 'Партнёры' } },
  { path: '/console/settings', heading: { en: 'Settings', ru: 'Настройки' } },
  { path: '/console/provider', heading: { en: 'Provider', ru: 'Поставщик' } },
  { path: '/account/settings', heading: { en: 'Settings', ru: 'Настройки' } },
]

// That each is accessible at each width is judged where all screens are (languages.spec.ts).
for (const [name, language] of [['Meridian', 'en'], ['Polaris', 'ru']] as const) {
  test(`each console screen of ${name} is called by its name, and each part of a customer is among the screens that are judged`, async ({ page }) => {
    await page.setViewportSize(phone)
    const of = brand(name)
    await enter(page, of.url, of.owner, screens[0]!.path)
    for (const screen of screens) {
      if (screen.path.startsWith('/account')) await enter(page, of.url, of.owner, screen.path)
      else await page.evaluate((to) => history.pushState(null, '', to), screen.path)
      await expect(page.getByRole('heading', { name: screen.heading[language], level: 1 })).toBeVisible()
      await settled(page)
      await expectNoSidewaysScroll(page)
    }
    await openCustomer(page, of.url, of.owner, name === 'Meridian' ? 'Kallio Couriers' : 'Северный экспресс')
    const tabs = page.getByRole('navigation', { name: language === 'en' ? 'Parts of this page' : 'Части этой страницы' })
    const judged = all.map((screen) => screen.name)
    for (const tab of await tabs.getByRole('link').all()) {
      await tab.click()
      await expect(tab).toHaveAttribute('aria-current', 'page')
      const part = new URL(page.url()).pathname.split('/').slice(4).join('-')
      expect(judged).toContain(part ? `customer-${part}` : 'customer')
    }
  })
}

async function openCustomer(page: Page, url: string, owner: { login: string; password: string }, name: string) {
  await enter(page, url, owner, `/console/customers?q=${encodeURIComponent(name)}`)
  await page.getByRole('table').getByRole('link', { name }).click()
  await expect(page.getByRole('heading', { name, level: 1 })).toBeVisible()
}

test('a long list is searched by any word, narrowed and sorted by the server, and the address keeps it', async ({ page }) => {
  const meridian = brand('Meridian')
  await enter(page, meridian.url, meridian.owner, '/console/customers')
  const table = page.getByRole('table', { name: 'Customers' })
  await expect(table.getByRole('row').nth(12)).toBeVisible()
  // Where there are more pages than have been read, nobody has counted them: -1. An import beside this test may bring hundreds.
  const many = Number(await table.getAttribute('aria-rowcount'))
  expect(many === -1 || many > 40).toBe(true)
  await page.keyboard.press('/')
  await page.keyboard.type('florist')
  await expect(page).toHaveURL(/q=florist/)
  await expect(table).toHaveAttribute('aria-rowcount', '12')
  await expect(table).toContainText('Arabia Florist')
  await page.getByRole('searchbox').fill('')
  await expect(page).not.toHaveURL(/q=/)
  await table.getByRole('button', { name: 'Objects' }).click()
  await expect(page).toHaveURL(/sort=objects&desc=true/)
  await expect(table.getByRole('row').nth(1)).toContainText('Kallio Couriers')
  await expect(table.getByRole('columnheader', { name: 'Objects' })).toHaveAttribute('aria-sort', 'descending')
  await page.getByRole('combobox', { name: 'Any objects' }).click()
  await page.getByRole('option', { name: 'With blocked objects' }).click()
  await expect(page).toHaveURL(/with=blocked/)
  await expect(table).not.toContainText('Arabia Florist')
  await page.reload()
  await expect(table.getByRole('row').nth(1)).toBeVisible()
  await expect(table).not.toContainText('Arabia Florist')
  const download = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Export' }).click()
  const file = readFileSync(await (await download).path(), 'utf8')
  expect(file).toContain('number,name,kind')
  expect(file).not.toContain('Arabia Florist')
})

test('the keyboard walks the list and opens a customer', async ({ page }) => {
  const meridian = brand('Meridian')
  await enter(page, meridian.url, meridian.owner, '/console/customers?q=kallio')
  await expect(page.getByRole('table')).toContainText('Kallio Couriers')
  await page.keyboard.press('j')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: 'Kallio Couriers', level: 1 })).toBeVisible()
})

test('each figure of today leads to its list', async ({ page }) => {
  const meridian = brand('Meridian')
  await enter(page, meridian.url, meridian.owner, '/console')
  await expect(page.getByRole('heading', { name: 'Today' })).toBeVisible()
  await page.getByRole('link', { name: /Never heard/ }).click()
  await expect(page).toHaveURL(/with=never/)
  await expect(page.getByRole('table')).toContainText('Arabia')
})

test('terms and notes about a customer are kept, traced, and unseen by the customer', async ({ page }) => {
  const meridian = brand('Meridian')
  await openCustomer(page, meridian.url, meridian.owner, 'Töölö Taxi')
  await page.getByRole('button', { name: 'Actions' }).click()
  await page.getByRole('menuitem', { name: 'Change the terms' }).click()
  const dialog = page.getByRole('dialog', { name: 'Change the terms' })
  await dialog.getByRole('combobox', { name: 'Support tier' }).click()
  await page.getByRole('option', { name: 'Silver' }).click()
  await dialog.getByLabel('Bilateral agreement').fill('T-7')
  await expectAccessible(page)
  await dialog.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(dialog).toBeHidden()
  await expect(page.locator('dl')).toContainText(['Silver'])
  await page.getByRole('link', { name: 'Notes' }).click()
  await page.getByLabel('New note').fill('Ask for the new office')
  await page.getByRole('button', { name: 'Add the note' }).click()
  await expect(page.getByRole('listitem').filter({ hasText: 'Ask for the new office' })).toBeVisible()
  await page.getByRole('link', { name: 'People' }).last().click()
  await expect(page.getByText('Juhani Nieminen')).toBeVisible()
  await page.getByRole('link', { name: 'What we did' }).click()
  for (const deed of ['Changed the terms', 'Wrote a note', 'Looked at the people']) await expect(page.getByText(deed).first()).toBeVisible()
})

test('a customer of a partner shows how it stands, and no more', async ({ page }) => {
  const meridian = brand('Meridian')
  await openCustomer(page, meridian.url, meridian.owner, 'Ruoholahti Logistics')
  await expect(page.getByText(/through Harbour/)).toBeVisible()
  await page.getByRole('link', { name: 'Trackers', exact: true }).click()
  await expect(page.getByRole('alert')).toContainText('looks after this customer')
  await expectAccessible(page)
})

test('the provider is named to the owner, and to nobody else', async ({ page }) => {
  const harbour = brand('Harbour')
  await enter(page, harbour.url, harbour.owner, '/console/provider')
  await expect(page.getByRole('heading', { name: /Meridian/ })).toBeVisible()
  await enter(page, harbour.url, user(harbour), '/account/settings')
  await expect(page.getByRole('heading', { name: 'Help' })).toBeVisible()
  expect(await page.content()).not.toContain('Meridian')
})

test('settings of a business are saved, and what is wrong is told at its field', async ({ page }) => {
  const harbour = brand('Harbour')
  await enter(page, harbour.url, harbour.owner, '/console/settings')
  const country = page.getByRole('combobox', { name: 'Country' })
  await country.fill('Finl')
  await page.getByRole('option', { name: 'Finland' }).click()
  await page.getByLabel('Phone').fill('+358 9 555 0199')
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(page.getByText('Saved')).toBeVisible()
  await page.reload()
  await expect(page.getByLabel('Phone')).toHaveValue('+358 9 555 0199')
})

test('one’s own settings keep a time zone, and give what is kept', async ({ page }) => {
  const meridian = brand('Meridian')
  await enter(page, meridian.url, user(meridian), '/account/settings')
  await page.getByRole('combobox', { name: 'Time zone' }).fill('Asia/Tokyo')
  await page.getByRole('option', { name: /Asia\/Tokyo/ }).click()
  // Chosen once more it stays.
  await page.getByRole('combobox', { name: 'Time zone' }).fill('Tokyo')
  await page.getByRole('option', { name: /Asia\/Tokyo/ }).click()
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(page.getByText('Saved')).toBeVisible()
  const download = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Get the file' }).click()
  const kept = JSON.parse(readFileSync(await (await download).path(), 'utf8')) as { profile: { login: string; time_zone: string }; sessions: unknown[] }
  expect(kept.profile).toMatchObject({ login: user(meridian).login, time_zone: 'Asia/Tokyo' })
  expect(kept.sessions.length).toBeGreaterThan(0)
})

test('the tree opens by its arrows, is searched by host, and leads to a tenant', async ({ page }) => {
  const { platform } = world()
  await enter(page, platform.url, platform, '/platform')
  const tree = page.getByRole('tree', { name: 'Tenants' })
  const meridian = tree.getByRole('treeitem', { name: /Meridian Fleet/ })
  await expect(meridian).toHaveAttribute('aria-expanded', 'false')
  await expectAccessible(page)
  await meridian.focus()
  await page.keyboard.press('ArrowRight')
  await expect(meridian).toHaveAttribute('aria-expanded', 'true')
  await expect(tree.getByRole('treeitem', { name: /Kallio Couriers/ })).toBeVisible()
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('ArrowLeft')
  await expect(meridian).toBeFocused()
  await expectAccessible(page)
  await page.getByRole('searchbox').fill('harbour.local')
  await expect(page.getByRole('list', { name: 'Tenants found' })).toContainText('Meridian Fleet')
  await expectAccessible(page)
  await page.getByRole('list', { name: 'Tenants found' }).getByRole('link').first().click()
  await expect(page.getByRole('heading', { name: /Harbour/, level: 1 })).toBeVisible()
  await expect(page.getByText('harbour.localhost')).toBeVisible()
  await expectAccessible(page)
})

for (const width of [390, 1440]) {
  test(`staff see how the installation is doing at ${width}`, async ({ page }) => {
    await page.setViewportSize({ width, height: 860 })
    const { platform } = world()
    await enter(page, platform.url, platform, '/platform/health')
    await expect(page.getByRole('heading', { name: 'Health' })).toBeVisible()
    await expect(page.getByRole('row', { name: /teltonika/ })).toBeVisible()
    await expect(page.getByRole('list', { name: 'Parts' })).toContainText('Ready')
    await expectAccessible(page)
    await expectNoSidewaysScroll(page)
    await expect(page.getByText(/\/s$/).first()).toBeVisible()
    await enter(page, platform.url, platform, '/platform/tenants')
    await expect(page.getByRole('treeitem').first()).toBeVisible()
    await expectAccessible(page)
    await expectNoSidewaysScroll(page)
  })
}
