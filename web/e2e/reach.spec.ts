import { texts } from './letters'
import { brand, enter, expect, expectSound, test, user, walked } from './world'

for (const [language, brandName, width, reports] of walked([
  ['en', 'Meridian', 1440, 'Reports'],
  ['ru', 'Polaris', 390, 'Отчёты'],
] as const, 1)) {
  test(`the support page lists the official ways and says that others are not, and a question is shown the forum of its category, in ${language} at ${width} px`, async ({ page }) => {
    const of = brand(brandName)
    const say = texts(language)
    await page.setViewportSize({ width, height: 900 })
    await page.addInitScript((chosen) => localStorage.setItem('language', chosen), language)
    await enter(page, of.url, user(of), '/account/support')
    const reach = page.getByRole('region', { name: say.deskSetup.reach })
    await expect(reach.getByRole('link', { name: 'forum.example.com', exact: true })).toHaveAttribute('href', 'https://forum.example.com')
    await expect(reach).toContainText(say.deskSetup.onlyOfficial)
    await expectSound(page)

    await page.goto(`${of.url}/account/support/new`)
    const forum = page.getByRole('link', { name: 'forum.example.com/reports' })
    const category = page.getByRole('combobox', { name: say.support.category })
    await expect(category).toBeVisible()
    await expect(forum).toHaveCount(0)
    await category.click()
    await page.getByRole('option', { name: reports, exact: true }).click()
    await expect(forum).toHaveAttribute('href', 'https://forum.example.com/reports')
    await expectSound(page)
  })
}
