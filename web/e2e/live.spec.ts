import type { Page } from '@playwright/test'
import { brand, enter, expect, expectAccessible, expectSoundAtEachWidth, mapIsThere, phone, settled, test, user } from './world'

const list = { name: 'Objects' }

/** Opens the first object of the list and says its name, in one step: the list orders itself anew as objects start and stop. */
async function openFirst(page: Page): Promise<string> {
  const first = page.getByRole('list', list).getByRole('listitem').first()
  return first.evaluate((row: HTMLElement) => {
    const name = row.innerText.split('\n')[0]!
    row.querySelector('button')!.click()
    return name
  })
}

test('objects move on the map and in the list without anybody doing anything', async ({ page }) => {
  const meridian = brand('Meridian')
  await enter(page, meridian.url, user(meridian), '/?status=moving')
  await mapIsThere(page)
  await expect(page.getByText('Live', { exact: true })).toBeVisible()
  const rows = page.getByRole('list', list).getByRole('listitem')
  await expect(rows.first()).toBeVisible()
  // At red lights only a few of the account's may be moving at this moment: then those few must.
  const before = await rows.allInnerTexts()
  const enough = Math.min(3, before.length)
  await expect.poll(async () => (await rows.allInnerTexts()).filter((text, i) => text !== before[i]).length).toBeGreaterThanOrEqual(enough)
})

test('an object opens from the list, its card lives, and the address leads back to it', async ({ page }) => {
  const meridian = brand('Meridian')
  await enter(page, meridian.url, user(meridian), '/?status=moving')
  await mapIsThere(page)
  const name = await openFirst(page)
  const card = page.getByRole('region', { name, exact: true })
  await expect(card.getByRole('heading', { name })).toBeVisible()
  await expect(card.getByText('Speed', { exact: true })).toBeVisible()
  await expect(card.getByText('Distance')).toBeVisible()
  await expect(card.getByText(/km\/h/).first()).toBeVisible()
  await expect(page).toHaveURL(/\/objects\/[0-9a-f-]{36}\?status=moving/)
  await card.getByRole('button', { name: 'Follow' }).click()
  await expect(page).toHaveURL(/follow=1/)
  await settled(page)
  await expectAccessible(page)
  await page.reload()
  await expect(page.getByRole('heading', { name })).toBeVisible()
  await expect(page.getByRole('button', { name: 'Following' })).toHaveAttribute('aria-pressed', 'true')
  await page.keyboard.press('Escape')
  await expect(page).not.toHaveURL(/objects/)
})

test('the list is searched, narrowed and walked through by keyboard', async ({ page }) => {
  const meridian = brand('Meridian')
  await enter(page, meridian.url, user(meridian))
  const rows = page.getByRole('list', list).getByRole('listitem')
  await expect(rows.first()).toBeVisible()
  await page.keyboard.press('/')
  await expect(page.getByRole('searchbox', { name: 'Search objects' })).toBeFocused()
  await page.keyboard.type('van')
  await expect(page).toHaveURL(/q=van/)
  await expect.poll(async () => (await rows.allInnerTexts()).every((text) => /van/i.test(text))).toBe(true)
  await page.keyboard.press('Escape')
  await page.keyboard.press('j')
  await page.keyboard.press('j')
  await expect(rows.nth(1).getByRole('button')).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/\/objects\//)
  await page.keyboard.press('?')
  await expect(page.getByRole('dialog', { name: 'Keyboard' })).toBeVisible()
  await page.keyboard.press('Escape')
  await page.getByRole('searchbox').fill('no such object anywhere')
  await expect(page.getByText('Nothing found')).toBeVisible()
  await page.getByRole('button', { name: 'Show all', exact: true }).click()
  await expect(rows.first()).toBeVisible()
})

test('an object is blocked with a choice about its data, says why, and is unblocked', async ({ page }) => {
  const harbour = brand('Harbour')
  await enter(page, harbour.url, user(harbour), '/?status=moving,standing')
  const name = await openFirst(page)
  const card = page.getByRole('region', { name, exact: true })
  await card.getByRole('button', { name: 'More actions' }).click()
  await page.getByRole('menuitem', { name: 'Block' }).click()
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByRole('radio', { name: /Keep it/ })).toBeChecked()
  await dialog.getByLabel('Reason').fill('Lent to the museum')
  await expectAccessible(page)
  await dialog.getByRole('button', { name: 'Block' }).click()
  await expect(card.getByText('Why it is blocked')).toBeVisible()
  await expect(card.getByText(/by hand: Lent to the museum/)).toBeVisible()
  await card.getByRole('button', { name: 'Unblock' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Unblock' }).click()
  await expect(card.getByText('Why it is blocked')).toBeHidden()
})

test('whoever may only look is offered nothing to change', async ({ page }) => {
  const meridian = brand('Meridian')
  await enter(page, meridian.url, user(meridian, 'viewer'))
  await page.getByRole('list', list).getByRole('listitem').first().getByRole('button').click()
  await expect(page.getByRole('button', { name: 'Follow' })).toBeVisible()
  await expect(page.getByRole('button', { name: 'More actions' })).toHaveCount(0)
  await expect(page.getByRole('link', { name: 'Add an object' })).toHaveCount(0)
})

test('a connection that breaks is told, comes back by itself, and the states are read again', async ({ page }) => {
  const meridian = brand('Meridian')
  let broken = false
  await page.routeWebSocket('**/api/live', (socket) => {
    if (broken) return void socket.close({ code: 1011 })
    const server = socket.connectToServer()
    cut = () => {
      broken = true
      void server.close()
      void socket.close({ code: 1001 })
    }
  })
  let cut = () => {}
  await enter(page, meridian.url, user(meridian))
  await expect(page.getByText('Live', { exact: true })).toBeVisible()
  cut()
  await expect(page.getByText('Not live: reconnecting')).toBeVisible()
  broken = false
  const read = page.waitForResponse((response) => response.url().endsWith('/api/states'))
  await expect(page.getByText('Live', { exact: true })).toBeVisible({ timeout: 30_000 })
  await read
})

test('a link to an object that is not there, or not ours, says so', async ({ page }) => {
  const meridian = brand('Meridian')
  await enter(page, meridian.url, user(meridian), '/objects/018f0000-0000-7000-8000-000000000000')
  await expect(page.getByRole('alert')).toContainText('Not found')
})

for (const name of ['Meridian', 'Polaris']) {
  test(`monitoring in ${name} is accessible in light and dark, on a phone and at a desk`, async ({ page }) => {
    await page.setViewportSize(phone)
    const of = brand(name)
    await enter(page, of.url, user(of))
    await mapIsThere(page)
    const rows = page.getByRole('list').getByRole('listitem')
    await expect(rows.first()).toBeVisible()
    await expectSoundAtEachWidth(page)
    await rows.nth(1).getByRole('button').click()
    await expect(page.getByRole('heading', { level: 2 })).toBeVisible()
    await expectSoundAtEachWidth(page)
  })
}

test('on a phone the list lies over the map’s foot and is drawn up', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 })
  const polaris = brand('Polaris')
  await enter(page, polaris.url, user(polaris))
  const sheet = page.getByRole('button', { name: /Развернуть|Draw the list/ })
  await expect(sheet).toBeVisible()
  const rows = page.getByRole('list').getByRole('listitem')
  await expect(rows.first()).toBeVisible()
  const before = (await sheet.boundingBox())!.y
  await sheet.focus()
  await page.keyboard.press('ArrowUp')
  await expect.poll(async () => (await sheet.boundingBox())!.y).toBeLessThan(before - 200)
})
