// A reseller sets the units of its brand, its users read them, and one of them chooses others: in two brands and languages, and on a phone.
import { texts } from './letters'
import { brand, call, enter, expect, expectSound, mapIsThere, test, user, walked } from './world'

interface Content {
  name: string
  tokens: Record<string, string>
  locked: string[]
  dress: unknown
}

for (const [name, language, viewport] of walked([
  ['Harbour', 'en', { width: 1280, height: 900 }],
  ['Polaris', 'ru', { width: 390, height: 844 }],
] as const, 0)) {
  test(`a reseller sets miles and 12 hours, and a user of ${name} chooses kilometres again, in ${language} at ${viewport.width}`, async ({ page, browser }) => {
    const of = brand(name)
    const t = texts(language)
    await page.setViewportSize(viewport)
    await page.addInitScript((chosen) => localStorage.setItem('language', chosen), language)
    await enter(page, of.url, of.owner, '/console/brand')
    const before = (await call<{ published: Content }>(page, 'GET', '/api/console/brand')).answer.published
    const context = await browser.newContext({ viewport, locale: language, timezoneId: 'Europe/Helsinki', reducedMotion: 'reduce' })
    const theirs = await context.newPage()
    await theirs.addInitScript((chosen) => localStorage.setItem('language', chosen), language)
    try {
      const set = async (measure: string, value: string) => {
        await page.getByRole('combobox', { name: measure }).click()
        await page.getByRole('option', { name: value, exact: true }).click()
      }
      await set(t.measures.name_distance, t.measures.value_mi)
      await set(t.measures.name_clock, t.measures.value_h12)
      await expectSound(page)
      await page.getByRole('button', { name: t.studio.save, exact: true }).click()
      await page.getByRole('button', { name: t.studio.publish, exact: true }).click()
      await page.getByRole('dialog').getByRole('button', { name: t.studio.publish, exact: true }).click()
      await expect(page.getByText(t.studio.published)).toBeVisible()

      await enter(theirs, of.url, user(of), '/')
      await mapIsThere(theirs)
      const first = theirs.getByRole('list', { name: t.list.title }).getByRole('listitem').first()
      await expect(first).toBeVisible()
      const object = await first.evaluate((row: HTMLElement) => {
        row.querySelector('button')!.click()
        return row.innerText.split('\n')[0]!
      })
      const card = theirs.getByRole('region', { name: object, exact: true })
      const miles = language === 'ru' ? /\d\s*(ми|миль)\/ч/ : /\d\s*mph/
      const kilometres = language === 'ru' ? /\d\s*км\/ч/ : /\d\s*km\/h/
      await expect(card.getByText(miles).first()).toBeVisible()
      await expect(card.getByText(kilometres)).toHaveCount(0)
      const there = theirs.url()

      await theirs.goto(`${of.url}/account`)
      const distance = theirs.getByRole('combobox', { name: t.measures.name_distance })
      await expect(distance).toHaveAttribute('placeholder', t.measures.asBrand.replace('{{value}}', t.measures.value_mi))
      await distance.click()
      await theirs.getByRole('option', { name: t.measures.value_km, exact: true }).click()
      await theirs.getByRole('button', { name: t.state.save, exact: true }).first().click()
      await expect(theirs.getByText(t.settings.saved)).toBeVisible()
      await expectSound(theirs)
      const session = await call<{ user: { measures: object }; measures: object }>(theirs, 'GET', '/api/session')
      expect(session.answer.user.measures, 'one measure alone is their own').toEqual({ distance: 'km' })
      expect(session.answer.measures).toMatchObject({ distance: 'mi', clock: 'h12' })
      await theirs.goto(there)
      await expect(card.getByText(kilometres).first()).toBeVisible()
      await expect(card.getByText(miles)).toHaveCount(0)
    } finally {
      await theirs.goto(of.url)
      await call(theirs, 'PATCH', '/api/profile', { measures: {} })
      await call(page, 'PUT', '/api/console/brand/draft', before)
      await call(page, 'POST', '/api/console/brand/publish', { note: 'as before' })
      await context.close()
    }
    expect((await call<{ published: Content }>(page, 'GET', '/api/console/brand')).answer.published).toEqual(before)
  })
}
