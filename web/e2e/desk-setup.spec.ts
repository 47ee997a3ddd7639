import { brand, enter, expect, expectAccessible, expectNoSidewaysScroll, test } from './world'

const english = { addMacro: 'Add a macro', macros: 'Macros', name: 'Name', english: 'English', save: 'Save', saved: 'Saved', addCalendar: 'Add a calendar', calendars: 'Calendars', addVersion: 'Add a version', products: 'Products and versions', version: 'Version', released: 'Released', reports: 'Desk reports' }
const russian: typeof english = { addMacro: 'Добавить шаблон', macros: 'Шаблоны ответов', name: 'Название', english: 'English', save: 'Сохранить', saved: 'Сохранено', addCalendar: 'Добавить календарь', calendars: 'Календари', addVersion: 'Добавить версию', products: 'Продукты и версии', version: 'Версия', released: 'Выпущена', reports: 'Отчёты службы' }

for (const [language, brandName, viewport, say] of [
  ['en', 'Harbour', { width: 1280, height: 900 }, english],
  ['ru', 'Polaris', { width: 390, height: 844 }, russian],
] as const) {
  test(`a desk is set up and reported on, in ${language} at ${viewport.width} px`, async ({ page }) => {
    await page.setViewportSize(viewport)
    await page.addInitScript((chosen) => localStorage.setItem('language', chosen), language)
    const of = brand(brandName)
    const mark = `${Date.now()}`
    await enter(page, of.url, of.owner, '/console/desk-settings')
    const kept = async (title: string, text: string) => {
      await page.getByRole('dialog', { name: title }).getByRole('button', { name: say.save, exact: true }).click()
      await expect(page.getByRole('dialog', { name: title })).toHaveCount(0)
      await expect(page.getByRole('list', { name: title, exact: true }).getByText(text)).toBeVisible()
    }
    await page.getByRole('button', { name: say.addMacro }).click()
    const macro = page.getByRole('dialog', { name: say.macros })
    await macro.getByRole('textbox', { name: say.name }).fill(`Macro ${mark}`)
    await macro.getByRole('textbox', { name: say.english }).fill('Please restart the tracker.')
    await kept(say.macros, `Macro ${mark}`)
    await page.getByRole('button', { name: say.addCalendar }).click()
    await page.getByRole('dialog', { name: say.calendars }).getByRole('textbox', { name: say.name }).fill(`Hours ${mark}`)
    await kept(say.calendars, `Hours ${mark}`)
    await page.getByRole('button', { name: say.addVersion }).click()
    const product = page.getByRole('dialog', { name: say.products })
    await product.getByRole('textbox', { name: say.name }).fill(`App ${mark}`)
    await product.getByRole('textbox', { name: say.version, exact: true }).fill('1.0')
    await product.getByLabel(say.released).fill('2026-03-01')
    await kept(say.products, `App ${mark} 1.0`)
    await expect(page.getByText('2031-03-01').first()).toBeVisible()
    await expectAccessible(page)
    await expectNoSidewaysScroll(page)
    await page.goto(`${of.url}/console/desk-reports`)
    await expect(page.getByRole('heading', { name: say.reports })).toBeVisible()
    await expectAccessible(page)
    await expectNoSidewaysScroll(page)
  })
}
