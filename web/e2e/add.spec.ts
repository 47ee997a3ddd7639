import { type Page } from '@playwright/test'
import { brand, enter, expect, expectAccessible, expectNoSidewaysScroll, newIMEI, simulate, test, user, world } from './world'

async function add(page: Page, name: string, model: RegExp, search: string, identity: string) {
  await page.getByLabel('Name').fill(name)
  await page.getByLabel('Model', { exact: true }).first().fill(search)
  await page.getByRole('option', { name: model }).click()
  await page.getByLabel(/^(IMEI|Identifier)/).fill(identity)
  await page.getByRole('button', { name: 'Add and set up' }).click()
  await expect(page.getByRole('heading', { name: 'Set up the tracker' })).toBeVisible()
}

const arrival = (page: Page) => page.getByRole('region', { name: 'What has arrived' })

test('a tracker is added, waited for, heard over a real socket, and seen on the map', async ({ page }) => {
  const harbour = brand('Harbour')
  await enter(page, harbour.url, user(harbour), '/add')
  await expectAccessible(page)
  const imei = newIMEI()
  await add(page, `New van ${imei.slice(-4)}`, /^FMB920$/, 'FMB9', imei)
  await expect(arrival(page)).toContainText('Waiting for the tracker')
  const port = world().trackers.teltonika!.split(':')[1]!
  await expect(page.getByText(port, { exact: true })).toBeVisible()
  await page.getByLabel('APN of the SIM').fill('internet.example')
  await expect(page.getByText(/setparam 2001:internet\.example/)).toBeVisible()
  await expectAccessible(page)
  const tracker = simulate('teltonika', imei, world().trackers.teltonika!)
  try {
    await expect(arrival(page)).toHaveAttribute('data-what', 'well', { timeout: 30_000 })
    await expect(arrival(page)).toContainText('All is well')
    await expectAccessible(page)
    await page.getByRole('link', { name: 'Show on the map' }).click()
    await expect(page.getByRole('region', { name: `New van ${imei.slice(-4)}` }).getByText(/Moving|Standing/)).toBeVisible()
  } finally {
    tracker.kill('SIGINT')
  }
})

test('a tracker that speaks another protocol than its port is told where to go', async ({ page }) => {
  const harbour = brand('Harbour')
  await enter(page, harbour.url, user(harbour), '/add')
  const imei = newIMEI()
  await add(page, `Wrong port ${imei.slice(-4)}`, /^FMB920$/, 'FMB9', imei)
  const tracker = simulate('gt06', imei, world().trackers.teltonika!)
  try {
    await expect(arrival(page)).toHaveAttribute('data-what', 'wrong_protocol', { timeout: 30_000 })
    await expect(arrival(page)).toContainText('gt06')
  } finally {
    tracker.kill('SIGINT')
  }
})

test('a phone is set up by a QR code', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 })
  const harbour = brand('Harbour')
  await enter(page, harbour.url, user(harbour), '/add')
  const id = `phone-${newIMEI().slice(-6)}`
  await add(page, `Phone ${id}`, /^Traccar Client$/, 'Tracc', id)
  await expect(page.getByRole('img', { name: /QR code/ })).toBeVisible()
  await expectAccessible(page)
  await expectNoSidewaysScroll(page)
})

test('what is missing or wrong is told at its field', async ({ page }) => {
  const harbour = brand('Harbour')
  await enter(page, harbour.url, user(harbour), '/add')
  await page.getByRole('button', { name: 'Add and set up' }).click()
  await expect(page.getByRole('alert')).toContainText('Give the object a name')
  await page.getByLabel('Name').fill('Half a number')
  await page.getByLabel('Model', { exact: true }).first().fill('FMB9')
  await page.getByRole('option', { name: /^FMB920$/ }).click()
  await page.getByLabel(/^IMEI/).fill('12345')
  await page.getByRole('button', { name: 'Add and set up' }).click()
  await expect(page.getByText('This device is known by its IMEI: 15 digits')).toBeVisible()
  await expect(page.getByLabel(/^IMEI/)).toHaveAttribute('aria-invalid', 'true')
})

test('nobody who may only look can add', async ({ page }) => {
  const harbour = brand('Harbour')
  await enter(page, harbour.url, user(harbour, 'viewer'), '/add')
  await expect(page.getByRole('alert')).toContainText('Not for this account')
})
