// The public site of a brand: where visitors find it, and what they read where there is nothing.
import { brand, expect, expectAccessible, expectNoSidewaysScroll, test } from './world'

test('the site is one step from where one signs in, and comes first where the brand wants that', async ({ page }) => {
  const of = brand('Meridian')
  await page.goto(of.url)
  await page.getByRole('link', { name: 'Tariffs', exact: true }).click()
  await expect(page).toHaveURL(`${of.url}/en/tariffs`)
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  for (const name of ['Help', 'Contacts']) {
    await page.goto(of.url)
    await page.getByRole('link', { name, exact: true }).click()
    await expect(page.getByRole('heading', { name, level: 1 })).toBeVisible()
  }
  const harbour = brand('Harbour')
  await page.goto(harbour.url)
  await expect(page.getByRole('heading', { name: 'Know where the port moves' })).toBeVisible()
  await page.getByRole('link', { name: 'Sign in', exact: true }).click()
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible()
})

for (const [language, title, width] of [
  ['en', 'There is nothing here', 1440],
  ['ru', 'Здесь ничего нет', 390],
] as const) {
  test(`a link that is dead is told of in words, in ${language} at ${width}`, async ({ browser }) => {
    const context = await browser.newContext({ locale: language, viewport: { width, height: 844 } })
    const page = await context.newPage()
    const of = brand('Polaris')
    const answer = await page.goto(`${of.url}/preview/no-such-link`)
    expect(answer?.status()).toBe(404)
    await expect(page.getByRole('heading', { name: title })).toBeVisible()
    await expect(page.locator('html')).toHaveAttribute('lang', language)
    await expectAccessible(page)
    await expectNoSidewaysScroll(page)
    await page.getByRole('main').getByRole('link').click()
    await expect(page).toHaveURL(`${of.url}/`)
    await context.close()
  })
}
