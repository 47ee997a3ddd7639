import { texts } from './letters'
import { brand, enter, expect, expectSound, test, walked } from './world'

const english = { addMacro: 'Add a macro', macros: 'Macros', name: 'Name', english: 'English', save: 'Save', saved: 'Saved', addCalendar: 'Add a calendar', calendars: 'Calendars', addVersion: 'Add a version', products: 'Products and versions', version: 'Version', released: 'Released', reports: 'Desk reports' }
const russian: typeof english = { addMacro: 'Добавить шаблон', macros: 'Шаблоны ответов', name: 'Название', english: 'English', save: 'Сохранить', saved: 'Сохранено', addCalendar: 'Добавить календарь', calendars: 'Календари', addVersion: 'Добавить версию', products: 'Продукты и версии', version: 'Версия', released: 'Выпущена', reports: 'Отчёты поддержки' }

for (const [language, brandName, viewport, say] of walked([
  ['en', 'Harbour', { width: 1280, height: 900 }, english],
  ['ru', 'Polaris', { width: 390, height: 844 }, russian],
] as const, 0)) {
  test(`a desk is set up and reported on, in ${language} at ${viewport.width} px`, async ({ page }) => {
    await page.setViewportSize(viewport)
    await page.addInitScript((chosen) => localStorage.setItem('language', chosen), language)
    const of = brand(brandName)
    const mark = `${Date.now()}`
    const words = texts(language)
    await enter(page, of.url, of.owner, '/console/desk-settings')
    const kept = async (title: string, text: string) => {
      await page.getByRole('dialog', { name: title }).getByRole('button', { name: say.save, exact: true }).click()
      await expect(page.getByRole('dialog', { name: title })).toHaveCount(0)
      await expect(page.getByRole('list', { name: title, exact: true }).getByText(text)).toBeVisible()
    }
    // Each part has an address of its own, and what was typed in one stays while another is looked at.
    const part = async (name: string, at: string) => {
      await page.getByRole('navigation', { name: words.deskSetup.parts }).getByRole('link', { name, exact: true }).click()
      await expect(page).toHaveURL(`${of.url}/console/desk-settings${at}`)
    }
    await part(words.deskSetup.partAnswers, '/answers')
    await page.getByRole('button', { name: say.addMacro }).click()
    const macro = page.getByRole('dialog', { name: say.macros })
    await macro.getByRole('textbox', { name: say.name }).fill(`Macro ${mark}`)
    await macro.getByRole('textbox', { name: say.english }).fill('Please restart the tracker.')
    await kept(say.macros, `Macro ${mark}`)
    await part(words.deskSetup.partPeople, '/people')
    await page.getByRole('button', { name: say.addCalendar }).click()
    await page.getByRole('dialog', { name: say.calendars }).getByRole('textbox', { name: say.name }).fill(`Hours ${mark}`)
    await kept(say.calendars, `Hours ${mark}`)
    // A calendar that a team keeps to does not go before the team does, and it is said why.
    await page.getByRole('button', { name: words.deskSetup.addTeam }).click()
    const team = page.getByRole('dialog', { name: words.deskSetup.teams })
    await team.getByRole('textbox', { name: words.deskSetup.name }).fill(`Team ${mark}`)
    await team.getByRole('combobox', { name: words.deskSetup.calendar }).click()
    await page.getByRole('option', { name: `Hours ${mark}` }).click()
    await kept(words.deskSetup.teams, `Team ${mark}`)
    const away = async (name: string) => {
      await page.getByRole('button', { name: `${words.deskSetup.remove}: ${name}` }).click()
      return page.getByRole('dialog', { name: `${words.deskSetup.remove}: ${name}` })
    }
    const used = await away(`Hours ${mark}`)
    await expect(used.getByRole('list', { name: words.deskSetup.usedBy })).toContainText(words.deskSetup.usedTeam.replace('{{name}}', `Team ${mark}`))
    await expect(used.getByRole('button', { name: words.deskSetup.remove, exact: true })).toBeDisabled()
    await expectSound(page)
    await used.getByRole('button', { name: words.state.cancel }).click()
    for (const [name, goes] of [[`Team ${mark}`, words.deskSetup.goneTeam], [`Hours ${mark}`, words.deskSetup.goneCalendar]] as const) {
      const dialog = await away(name)
      await expect(dialog).toContainText(goes)
      await dialog.getByRole('button', { name: words.deskSetup.remove, exact: true }).click()
      await expect(page.getByText(name, { exact: true })).toHaveCount(0)
    }
    await part(words.deskSetup.partProducts, '/products')
    await page.getByRole('button', { name: say.addVersion }).click()
    const product = page.getByRole('dialog', { name: say.products })
    await product.getByRole('textbox', { name: say.name }).fill(`App ${mark}`)
    await product.getByRole('textbox', { name: say.version, exact: true }).fill('1.0')
    await product.getByLabel(say.released).fill('2026-03-01')
    await kept(say.products, `App ${mark} 1.0`)
    // Five years from its release, whichever way the reader writes a date.
    await expect(page.getByRole('list', { name: say.products, exact: true }).getByText(/2031/).first()).toBeVisible()
    await expectSound(page)

    await page.goto(`${of.url}/console/desk-settings/promises`)
    const promises = page.getByRole('form', { name: words.deskSetup.promises })
    const days = promises.getByRole('textbox', { name: words.deskSetup.reopenDays })
    const before = await days.inputValue()
    await days.fill('29')
    await expect(promises.getByText(words.studio.unsaved)).toBeVisible()
    await part(words.deskSetup.partTranslation, '/translation')
    await part(words.deskSetup.partPromises, '/promises')
    await expect(days).toHaveValue('29')
    const lost = page.getByRole('dialog', { name: words.state.unsavedTitle })
    await page.goBack()
    await page.goBack()
    await expect(days, 'the way back within the settings loses nothing').toHaveValue('29')
    await expect(lost).toHaveCount(0)
    await page.evaluate(() => document.querySelector<HTMLElement>('nav a[href="/console/desk"]')?.click())
    await expect(lost).toBeVisible()
    await expectSound(page)
    await lost.getByRole('button', { name: words.state.unsavedStay }).click()
    await expect(lost).toHaveCount(0)
    await expect(days).toHaveValue('29')
    await page.evaluate(() => document.querySelector<HTMLElement>('nav a[href="/console/desk"]')?.click())
    await lost.getByRole('button', { name: words.state.unsavedLeave }).click()
    await expect(page).toHaveURL(`${of.url}/console/desk`)
    await page.goto(`${of.url}/console/desk-settings/promises`)
    await expect(days).toHaveValue(before)

    await page.goto(`${of.url}/console/desk-settings/answers`)
    await page.getByRole('button', { name: `${words.deskSetup.remove}: Macro ${mark}` }).click()
    const gone = page.getByRole('dialog', { name: `${words.deskSetup.remove}: Macro ${mark}` })
    await expect(gone).toContainText(words.deskSetup.goneMacro)
    await expectSound(page)
    await gone.getByRole('button', { name: words.deskSetup.remove, exact: true }).click()
    await expect(page.getByText(`Macro ${mark}`)).toHaveCount(0)

    await page.goto(`${of.url}/console/desk-reports`)
    await expect(page.getByRole('heading', { name: say.reports })).toBeVisible()
    await expectSound(page)
  })
}
