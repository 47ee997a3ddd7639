import { firstObject } from './places'
import { brand, enter, expect, expectAccessible, expectNoSidewaysScroll, expectSoundAtEachWidth, readsIn, test, user, world } from './world'

test('a reseller sees customers and their objects, and searches them', async ({ page }) => {
  const meridian = brand('Meridian')
  await enter(page, meridian.url, meridian.owner, '/console/customers?sort=objects&desc=true')
  const table = page.getByRole('table', { name: 'Customers' })
  await expect(table.getByRole('row').nth(1)).toBeVisible()
  await expect(table).toContainText('Kallio Couriers')
  await expect(table).not.toContainText('Северный')
  await expectAccessible(page)
  await page.getByRole('searchbox').fill('ruoho')
  await expect(page).toHaveURL(/q=ruoho/)
  await expect(table).not.toContainText('Kallio Couriers')
  await page.getByRole('link', { name: 'Objects' }).click()
  await expect(page.getByRole('table', { name: 'Objects' }).getByRole('row').nth(1)).toBeVisible()
  await expectAccessible(page)
})

test('staff see the tree on the platform’s host, and it does not exist on a brand’s', async ({ page }) => {
  const { platform } = world()
  await enter(page, platform.url, platform, '/platform')
  const tree = page.getByRole('tree', { name: 'Tenants' })
  await expect(tree).toContainText('Meridian Fleet')
  await page.getByRole('searchbox').fill('guard')
  await expect(page.getByRole('list', { name: 'Tenants found' })).toContainText('Esplanadi Guard')
  await expectAccessible(page)
  expect((await page.goto(`${brand('Meridian').url}/platform`))?.status()).toBe(404)
})

test('staff announce maintenance from their own area, and take it back', async ({ page }) => {
  const { platform } = world()
  await enter(page, platform.url, platform, '/platform/maintenance')
  await page.getByRole('button', { name: 'Announce maintenance' }).click()
  const dialog = page.getByRole('dialog', { name: 'Announce maintenance' })
  // So far ahead that no page of another test shows it.
  const day = new Date(Date.now() + 95 * 86_400_000).toISOString().slice(0, 10)
  const words = `Racks of ${Date.now()}`
  await dialog.getByLabel('Begins').fill(`${day}T01:00`)
  await dialog.getByLabel('Ends').fill(`${day}T02:00`)
  await dialog.getByRole('textbox', { name: 'In words, English' }).fill(words)
  await expectAccessible(page)
  await dialog.getByRole('button', { name: 'Announce maintenance' }).click()
  await expect(dialog).toHaveCount(0)
  const row = page.getByRole('listitem').filter({ hasText: words })
  await row.getByRole('button', { name: 'Cancel' }).click()
  await expect(row).toContainText('Cancelled')
  await expectAccessible(page)
  await page.setViewportSize({ width: 390, height: 844 })
  await expectNoSidewaysScroll(page)
})

// The two whose words are longest.
for (const language of ['ru', 'es'] as const) {
  test(`what is done with an object stands in one row, in ${language}`, async ({ page }) => {
    const meridian = brand('Meridian')
    await readsIn(page, language)
    await page.setViewportSize({ width: 390, height: 844 })
    await enter(page, meridian.url, user(meridian), '/?status=moving')
    await firstObject(page)
    const ask = page.locator('a[href^="/account/support/new?kind=object"]')
    const tops = await ask.locator('xpath=..').locator('> *').evaluateAll((all) => all.map((one) => [Math.round(one.getBoundingClientRect().top), one.scrollWidth - one.clientWidth]))
    expect(tops).toHaveLength(3)
    for (const [top, hidden] of tops) expect([top, hidden]).toEqual([tops[0]![0], 0])
    await expectNoSidewaysScroll(page)
  })
}

test('profile, language and sessions are the user’s own to look after', async ({ page }) => {
  const meridian = brand('Meridian')
  await enter(page, meridian.url, meridian.users.find((one) => one.login === 'dispatch') ?? user(meridian, 'viewer'))
  await page.getByRole('button', { name: /Menu of/ }).click()
  await page.getByRole('menuitem', { name: 'Dark' }).click()
  await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', 'dark')
  await page.getByRole('menuitem', { name: 'Profile and security' }).click()
  const drawer = page.getByRole('dialog', { name: 'Profile and security' })
  await expect(drawer.getByText('this device')).toBeVisible()
  await expectAccessible(page)
  await page.keyboard.press('Escape')
  await page.reload()
  await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', 'dark')
})

test('a Russian brand speaks Russian throughout', async ({ page }) => {
  const polaris = brand('Polaris')
  await enter(page, polaris.url, polaris.owner, '/console')
  await expect(page.getByRole('heading', { name: 'Сегодня' })).toBeVisible()
  await enter(page, polaris.url, user(polaris))
  await expect(page.getByRole('searchbox', { name: 'Поиск объектов' })).toBeVisible()
  await expect(page.getByText('Онлайн', { exact: true })).toBeVisible()
  const words = await page.locator('#work').innerText()
  expect(words).not.toMatch(/Moving|Standing|Search|Blocked:/)
})

test('the console is accessible in light and dark, from the narrowest screen to the widest', async ({ page }) => {
  const polaris = brand('Polaris')
  await enter(page, polaris.url, polaris.owner, '/console/customers')
  await expect(page.getByRole('table').getByRole('row').nth(1)).toBeVisible()
  await expectSoundAtEachWidth(page)
})

test('two brands do not look alike', async ({ page }) => {
  const looks: Record<string, string>[] = []
  for (const name of ['Meridian', 'Polaris']) {
    await page.goto(brand(name).url)
    looks.push(
      await page.evaluate(() => {
        const style = getComputedStyle(document.documentElement)
        return Object.fromEntries(['--brand-primary', '--brand-font', '--brand-radius-card', '--brand-chrome', '--brand-backdrop'].map((one) => [one, style.getPropertyValue(one)]))
      }),
    )
  }
  for (const token of Object.keys(looks[0]!)) expect(looks[0]![token], token).not.toBe(looks[1]![token])
})
