// A brand says which maps its users choose from and which is shown first (terms 5.2): the map's menu has those alone, and keeps what was chosen.
import { texts } from './letters'
import { brand, call, enter, expect, expectSound, mapIsThere, type Page, test, user, walked } from './world'

interface Content {
  name: string
  tokens: Record<string, string>
  locked: string[]
  dress: { maps?: string[] }
}

/** The style that the map asked the server for last. */
function styleOf(page: Page) {
  const asked: string[] = []
  page.on('request', (request) => {
    const kind = new URL(request.url()).searchParams.get('map')
    if (kind) asked.push(kind)
  })
  return () => asked.at(-1)
}

for (const [name, language, viewport] of walked([
  ['Harbour', 'en', { width: 1440, height: 900 }],
  ['Polaris', 'ru', { width: 390, height: 844 }],
] as const, 1)) {
  test(`${name} names the maps that its users choose from, in ${language} at ${viewport.width}`, async ({ page, browser }) => {
    const of = brand(name)
    const t = texts(language)
    await page.setViewportSize(viewport)
    await page.addInitScript((chosen) => localStorage.setItem('language', chosen), language)
    await enter(page, of.url, of.owner, '/console/brand')
    const before = (await call<{ published: Content }>(page, 'GET', '/api/console/brand')).answer.published
    const context = await browser.newContext({ viewport, locale: language, timezoneId: 'Europe/Helsinki', reducedMotion: 'reduce' })
    const theirs = await context.newPage()
    await theirs.addInitScript((chosen) => localStorage.setItem('language', chosen), language)
    const style = styleOf(theirs)
    const publish = async () => {
      await page.getByRole('button', { name: t.studio.save, exact: true }).click()
      await page.getByRole('button', { name: t.studio.publish, exact: true }).click()
      await page.getByRole('dialog').getByRole('button', { name: t.studio.publish, exact: true }).click()
      await expect(page.getByText(t.studio.published).last()).toBeVisible()
      await expect(page.getByRole('dialog')).toHaveCount(0)
    }
    try {
      // Both are offered, and the quiet one is shown first.
      const offered = page.getByRole('group', { name: t.studio.mapsOffered })
      for (const one of [t.studio.map_brand, t.studio.map_quiet]) await offered.getByRole('checkbox', { name: one }).check()
      await page.getByRole('radiogroup', { name: t.studio.mapFirst }).getByRole('radio', { name: t.studio.map_quiet }).check()
      await expectSound(page)
      await publish()

      await enter(theirs, of.url, user(of), '/')
      await mapIsThere(theirs)
      expect(style()).toBe('quiet')
      const menu = theirs.getByRole('button', { name: t.map.choose })
      await menu.click()
      const items = theirs.getByRole('menu').getByRole('menuitem')
      await expect(items).toHaveText([t.studio.map_quiet, t.studio.map_brand])
      await expect(items.nth(0)).toHaveAttribute('aria-current', 'true')
      await expectSound(theirs)
      // By keyboard, as by mouse.
      await items.nth(1).focus()
      await theirs.keyboard.press('Enter')
      await expect.poll(style).toBe('brand')

      // What was chosen is kept on the device, over what the brand shows first.
      await theirs.reload()
      await mapIsThere(theirs)
      expect(style()).toBe('brand')
      await menu.click()
      await expect(theirs.getByRole('menuitem', { name: t.studio.map_brand })).toHaveAttribute('aria-current', 'true')

      // One alone is nothing to choose from, and whoever had chosen another is shown it.
      await offered.getByRole('checkbox', { name: t.studio.map_brand }).uncheck()
      await expect(page.getByRole('radiogroup', { name: t.studio.mapFirst })).toHaveCount(0)
      await publish()
      await theirs.reload()
      await mapIsThere(theirs)
      await expect(menu).toHaveCount(0)
      expect(style()).toBe('quiet')
      // The server does not hand out one that is not offered either.
      const given = (kind: string) => theirs.evaluate(async (url) => (await fetch(url, { cache: 'no-store' })).text(), `/map/style.json?lang=${language}&map=${kind}`)
      expect(await given('brand')).toBe(await given('quiet'))
    } finally {
      await theirs.goto(of.url)
      await theirs.evaluate(() => localStorage.removeItem('map'))
      await call(page, 'PUT', '/api/console/brand/draft', before)
      await call(page, 'POST', '/api/console/brand/publish', { note: 'as before' })
      await context.close()
    }
    expect((await call<{ published: Content }>(page, 'GET', '/api/console/brand')).answer.published).toEqual(before)
  })
}
