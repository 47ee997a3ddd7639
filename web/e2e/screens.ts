// A picture of every screen into build/screens, for people to look at: both brands, light and dark, a desk and a phone,
// English and Russian. And the one that the README shows.
import { mkdirSync } from 'node:fs'
import { firstObject, type Screen, screens } from './places'
import { brand, type Brand, enter, expect, type Page, readsIn, settled, test, user, world } from './world'

const folder = '../build/screens'

test.use({ density: 1 })

// Which of the pictures to take, when not all: LIVERY_SCREENS="phone.dark desk.light".
const chosen = process.env.LIVERY_SCREENS?.split(' ')
const wanted = (size: string, scheme: string) => !chosen || chosen.includes(`${size}.${scheme}`)

/** Nothing is still coming: a picture of a skeleton says nothing about the screen. */
async function still(page: Page) {
  // A page that asks on and on is never idle: five seconds are patience enough.
  await page.waitForLoadState('networkidle', { timeout: 5_000 }).catch(() => {})
  await settled(page)
  if (await page.locator('[data-drawn]').count()) await expect(page.locator('[data-drawn]')).toBeAttached({ timeout: 60_000 })
}

const sizes = { desk: { width: 1440, height: 900 }, phone: { width: 390, height: 844 } }

async function open(page: Page, of: Brand, screen: Screen, language: string) {
  if (screen.as === 'nobody') await page.goto((screen.platform ? world().platform.url : of.url) + screen.path.replace(':language', language))
  else if (screen.as === 'user') await enter(page, of.url, user(of), screen.path)
  else if (screen.as === 'reseller') await enter(page, of.url, of.owner, screen.path)
  else await enter(page, world().platform.url, world().platform, screen.path)
}

test.beforeAll(() => mkdirSync(folder, { recursive: true }))

for (const screen of screens) {
  for (const name of screen.only ? [screen.only] : screen.as === 'staff' || screen.platform ? ['Meridian'] : ['Meridian', 'Polaris']) {
    for (const language of ['en', 'ru']) {
      test(`${screen.name} of ${name} in ${language}`, async ({ page }) => {
        await readsIn(page, language)
        for (const [size, viewport] of Object.entries(sizes)) {
          const schemes = (['light', 'dark'] as const).filter((scheme) => wanted(size, scheme))
          if (schemes.length === 0) continue
          await page.setViewportSize(viewport)
          await page.emulateMedia({ colorScheme: schemes[0] })
          await open(page, brand(name), screen, language)
          await expect(page.locator('main, #work, article').first()).toBeVisible()
          await screen.prepare?.(page)
          for (const scheme of schemes) {
            // The app follows the device while it is open: the other scheme needs no second loading.
            await page.emulateMedia({ colorScheme: scheme })
            await still(page)
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
