// A picture of every screen into build/screens, for people to look at: both brands, light and dark, a desk and a phone,
// English and Russian. And the one that the README shows.
import { type Page } from '@playwright/test'
import { mkdirSync } from 'node:fs'
import { brand, type Brand, enter, expect, mapIsThere, settled, test, user, world } from './world'

const folder = '../build/screens'

interface Screen {
  name: string
  path: string
  /** Whose screen it is; nobody: what a host shows before signing in. */
  as: 'nobody' | 'user' | 'reseller' | 'staff'
  /** Brings the screen into the state that is worth a picture. */
  prepare?: (page: Page) => Promise<void>
}

const firstObject = async (page: Page) => {
  await mapIsThere(page)
  await page.locator('#work').getByRole('list').getByRole('listitem').first().getByRole('button').click()
  await expect(page.getByRole('heading', { level: 2 })).toBeVisible()
}
const rows = async (page: Page) => {
  await expect(page.getByRole('table').getByRole('row').nth(1)).toBeVisible()
}

const screens: Screen[] = [
  { name: 'sign-in', path: '/', as: 'nobody' },
  { name: 'documents-of-the-api', path: '/api/docs', as: 'nobody' },
  { name: 'map', path: '/', as: 'user', prepare: mapIsThere },
  { name: 'object', path: '/?status=moving', as: 'user', prepare: firstObject },
  { name: 'offline', path: '/?status=offline', as: 'user', prepare: firstObject },
  { name: 'blocked', path: '/?status=blocked', as: 'user', prepare: firstObject },
  { name: 'add', path: '/add', as: 'user' },
  { name: 'nothing-found', path: '/?q=nothing+is+called+so', as: 'user', prepare: mapIsThere },
  { name: 'customers', path: '/console', as: 'reseller', prepare: rows },
  { name: 'customers-objects', path: '/console/objects', as: 'reseller', prepare: rows },
  { name: 'stock', path: '/console/stock', as: 'reseller' },
  { name: 'customers-trackers', path: '/console/trackers', as: 'reseller' },
  { name: 'identities', path: '/platform/identities', as: 'staff' },
  { name: 'tree', path: '/platform', as: 'staff', prepare: rows },
]

const sizes = { desk: { width: 1440, height: 900 }, phone: { width: 390, height: 844 } }

async function open(page: Page, of: Brand, screen: Screen) {
  if (screen.as === 'nobody') await page.goto(of.url + screen.path)
  else if (screen.as === 'user') await enter(page, of.url, user(of), screen.path)
  else if (screen.as === 'reseller') await enter(page, of.url, of.owner, screen.path)
  else await enter(page, world().platform.url, world().platform, screen.path)
}

test.beforeAll(() => mkdirSync(folder, { recursive: true }))

for (const screen of screens) {
  for (const name of screen.as === 'staff' ? ['Meridian'] : ['Meridian', 'Polaris']) {
    for (const language of ['en', 'ru']) {
      test(`${screen.name} of ${name} in ${language}`, async ({ page }) => {
        // What a person has chosen on this device goes before their profile.
        await page.addInitScript((chosen) => localStorage.setItem('language', chosen), language)
        for (const [size, viewport] of Object.entries(sizes)) {
          for (const scheme of ['light', 'dark'] as const) {
            await page.setViewportSize(viewport)
            await page.emulateMedia({ colorScheme: scheme })
            await open(page, brand(name), screen)
            await expect(page.locator('main, #work, article').first()).toBeVisible()
            await screen.prepare?.(page)
            await settled(page)
            await page.screenshot({ path: `${folder}/${screen.name}.${name.toLowerCase()}.${language}.${size}.${scheme}.png` })
          }
        }
      })
    }
  }
}

test('the picture in the README', async ({ page }) => {
  const meridian = brand('Meridian')
  await page.setViewportSize({ width: 1440, height: 860 })
  await enter(page, meridian.url, user(meridian), '/?status=moving')
  await firstObject(page)
  await settled(page)
  mkdirSync('../docs/images', { recursive: true })
  await page.screenshot({ path: '../docs/images/map.png' })
})
