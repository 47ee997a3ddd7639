import type { Page } from '@playwright/test'
import { brand, enter, everyDress, expect, expectAccessible, expectNoSidewaysScroll, settled, test, user } from './world'

// What a business of full size costs and comes through is what prove-import tells; here it is large enough to be left halfway.
const [customers, trackers] = everyDress ? [300, 2_000] : [60, 500]
const told = (n: number) => n.toLocaleString('en')
/** Whoever has an address: nine of ten. */
const lettered = customers - customers / 10

/** A table as another system exports it: headings that are guessed, and one that is not. */
function business(mark: string): string {
  const lines = ['Account;Customer ID;Unit name;UID;Device type;Phone;Unit group;Login;E-mail;Whatever']
  for (let n = 1; n <= trackers; n++) {
    const c = ((n - 1) % customers) + 1
    lines.push(`${mark} Customer ${String(c).padStart(3, '0')};${mark}-${c};Van ${n};${mark}-unit-${n};Wialon IPS;+35840${String(n).padStart(7, '0')};North;${mark}-${c};${c % 10 ? `${mark}.${c}@example.com` : ''};x`)
  }
  lines.push(`;;Nobody's;;;;;;;`, `${mark} Customer 001;${mark}-1;Rounded;3.53862E+14;Teltonika;;;;;`, `${mark} Customer 001;${mark}-1;Morse;${mark}-m;Morse;;;;;`)
  return lines.join('\r\n')
}

async function choose(page: Page, name: string, content: Buffer) {
  await page.locator('input[type=file]').setInputFiles({ name, mimeType: 'text/csv', buffer: content })
}

const figure = (page: Page, name: string) => page.getByRole('term').filter({ hasText: name }).locator('..').getByRole('definition')

test('a business of many customers and trackers is imported through the screens, interrupted, repeated and taken back', async ({ page }) => {
  test.setTimeout(900_000)
  const long = { timeout: 400_000 }
  const meridian = brand('Meridian')
  const mark = `w${Date.now()}`
  const file = Buffer.from(business(mark))
  await enter(page, meridian.url, meridian.owner, '/console/import')
  await expect(page.getByRole('heading', { name: 'Import', exact: true })).toBeVisible()
  await expectAccessible(page)

  // What is no table is refused, with the remedy.
  await choose(page, 'picture.png', Buffer.from([0, 1, 2, 3]))
  await expect(page.getByRole('alert')).toContainText('Save the table as CSV or XLSX')

  await choose(page, 'business.csv', file)
  await expect(page.getByRole('heading', { name: 'What the columns mean' })).toBeVisible()
  const meaning = (column: string) => page.getByRole('combobox', { name: `What ${column} means` })
  await expect(meaning('Account')).toHaveValue('Customer')
  await expect(meaning('UID')).toHaveValue('IMEI or identifier')
  await expect(meaning('Unit group')).toHaveValue('Group')
  await expect(meaning('Whatever')).toHaveValue('')
  await settled(page)
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Try it out' }).click()

  await expect(page.getByRole('heading', { name: 'What would be done' })).toBeVisible(long)
  await expect(figure(page, 'New customers')).toHaveText(told(customers))
  await expect(figure(page, 'New objects')).toHaveText(told(trackers))
  await expect(figure(page, 'Wrong lines')).toHaveText('3')
  const lines = page.getByRole('table')
  await expect(lines.getByRole('row')).toHaveCount(4)
  await expect(lines).toContainText('Write the customer’s name or reference')
  await expect(lines).toContainText('The spreadsheet has rounded this number')
  await page.getByText(`All ${told(trackers + 3)}`, { exact: true }).click()
  await expect(page).toHaveURL(/show=all/)
  await expect(lines.getByRole('row').nth(1)).toContainText('waiting for the device')
  await expectAccessible(page)

  await page.getByRole('button', { name: 'Import', exact: true }).click()
  await expect(page.getByRole('progressbar', { name: 'How far it is' })).toBeVisible()
  await expect(page.getByRole('status').filter({ hasText: new RegExp(`[1-9][\\d,]* of ${told(trackers + 3)}`) })).toBeVisible(long)
  // Whoever leaves, or loses the connection, finds it going on.
  const at = page.url()
  await page.context().setOffline(true)
  await page.goto('about:blank')
  await page.context().setOffline(false)
  await page.goto(at)
  await expect(page.getByRole('heading', { name: 'What was done' })).toBeVisible(long)
  await expect(figure(page, 'New people')).toHaveText(told(customers))

  // Whoever has an address chooses a password by a letter; first passwords of the others are fetched once.
  await expect(page.getByText(`${told(lettered)} letters to choose a password were sent.`)).toBeVisible()
  await expect(page.getByText(`${told(customers - lettered)} people have first passwords that nobody has fetched yet.`)).toBeVisible()
  await page.getByRole('button', { name: 'First passwords' }).click()
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Fetch the list' }).click()])
  expect(download.suggestedFilename()).toBe('first-passwords.csv')
  await expect(page.getByRole('button', { name: 'First passwords' })).toHaveCount(0)
  const [result] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Result as a file' }).click()])
  expect(result.suggestedFilename()).toBe('business.result.csv')

  // The same file again changes nothing.
  await page.goto(`${meridian.url}/console/import`)
  await choose(page, 'business.csv', file)
  await page.getByRole('button', { name: 'Try it out' }).click()
  await expect(page.getByText('There is nothing to do')).toBeVisible(long)
  await expect(figure(page, 'Lines unchanged')).toHaveText(told(trackers))
  await page.getByRole('button', { name: 'Forget this file' }).click()
  await expect(page.getByRole('heading', { name: 'Imports' })).toBeVisible()
  await page.getByRole('link', { name: /business\.csv/ }).first().click()

  await page.getByRole('button', { name: 'Take back' }).click()
  await expectAccessible(page)
  await page.getByRole('dialog').getByRole('button', { name: 'Take back' }).click()
  await expect(page.getByRole('heading', { name: 'What was taken back' })).toBeVisible(long)
  await enter(page, meridian.url, meridian.owner, `/console/customers?q=${mark}`)
  await expect(page.getByText('Nothing found')).toBeVisible()
})

test('на телефоне: файл из 1С в кодировке Windows проверяется, импортируется и отменяется', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 })
  const polaris = brand('Polaris')
  const mark = String(Date.now())
  const text = `Клиент;Логин;Объект;Уникальный ID;Протокол\r\nООО Ромашка ${mark};p${mark};Газель;g${mark};Wialon IPS\r\n;;Ничей;;\r\n`
  // Windows-1251: Cyrillic capitals from 0xC0 on.
  const content = Buffer.from([...text].map((letter) => (letter >= 'А' && letter <= 'я' ? letter.charCodeAt(0) - 0x350 : letter.charCodeAt(0))))
  await enter(page, polaris.url, polaris.owner, '/console/import')
  await expect(page.getByRole('heading', { name: 'Импорт', exact: true })).toBeVisible()
  await settled(page)
  await expectAccessible(page)
  await expectNoSidewaysScroll(page)
  await choose(page, 'клиенты.csv', content)
  await expect(page.getByRole('combobox', { name: 'Что значит Клиент' })).toHaveValue('Клиент')
  await settled(page)
  await expectAccessible(page)
  await expectNoSidewaysScroll(page)
  await page.getByRole('button', { name: 'Проверить' }).click()
  await expect(page.getByRole('heading', { name: 'Что будет сделано' })).toBeVisible()
  await expect(page.getByText('Впишите имя или код клиента')).toBeVisible()
  await settled(page)
  await expectAccessible(page)
  await expectNoSidewaysScroll(page)
  await page.getByRole('button', { name: 'Импортировать' }).click()
  await expect(page.getByRole('heading', { name: 'Что сделано' })).toBeVisible()
  await expectNoSidewaysScroll(page)
  await page.getByRole('button', { name: 'Отменить импорт' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Отменить импорт' }).click()
  await expect(page.getByRole('heading', { name: 'Что отменено' })).toBeVisible()
})

for (const size of [{ width: 1280, height: 900 }, { width: 390, height: 844 }]) {
  test(`many objects are selected and dealt with at once at ${size.width}`, async ({ page }) => {
    await page.setViewportSize(size)
    const meridian = brand('Meridian')
    await enter(page, meridian.url, user(meridian), '/?q=many')
    // Objects of the test's own, made as the app makes them.
    const mark = `many ${Date.now()}`
    await page.evaluate(
      async (names) => {
        for (const name of names) await fetch('/api/objects', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ name }) })
      },
      [1, 2, 3, 4].map((n) => `${mark} ${n}`),
    )
    await enter(page, meridian.url, user(meridian), `/?q=${encodeURIComponent(mark)}`)
    await page.getByRole('button', { name: 'Select objects' }).click()
    const box = (n: number) => page.getByRole('checkbox', { name: `Select ${mark} ${n}` })
    await box(1).click()
    await box(3).click({ modifiers: ['Shift'] })
    await expect(box(2)).toBeChecked()
    await expect(page.getByText('3 selected')).toBeVisible()
    await settled(page)
    await expectAccessible(page)
    await expectNoSidewaysScroll(page)
    await page.getByRole('button', { name: 'Block', exact: true }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Block' }).click()
    await expect(page.getByText('3 objects changed')).toBeVisible()
    await page.getByRole('button', { name: 'Select objects' }).click()
    await page.getByRole('button', { name: 'Select all shown' }).click()
    await expect(page.getByText('4 selected')).toBeVisible()
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Export' }).click()])
    expect(download.suggestedFilename()).toBe('objects.csv')
    await page.getByRole('button', { name: 'Delete', exact: true }).click()
    await page.getByLabel('Type 4 to confirm').fill('4')
    await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click()
    await expect(page.getByText('4 objects deleted')).toBeVisible()
    await expect(page.getByText('Nothing found')).toBeVisible()
  })
}
