import { readFileSync } from 'node:fs'
import type { Browser } from '@playwright/test'
import { texts } from './letters'
import { brand, call, enter, expect, expectSound, newIMEI, type Page, settled, test, walked } from './world'

// Terms of text messages are a document that no other test posts a version of; each test takes its own back.
const sizes = [
  ['en', 'Meridian', { width: 1440, height: 900 }, 'English', 'Terms of text messages'],
  ['ru', 'Polaris', { width: 390, height: 844 }, 'Русский', 'Условия SMS-сообщений'],
] as const

async function sound(page: Page) {
  await settled(page)
  await expectSound(page)
}

/** Somebody in a browser of their own. */
async function somebody(browser: Browser, size: { width: number; height: number }, language: string): Promise<Page> {
  const page = await (await browser.newContext()).newPage()
  await page.setViewportSize(size)
  await page.addInitScript((chosen) => localStorage.setItem('language', chosen), language)
  return page
}

/** A text of the app with what is put into it; what is not given may be anything. */
function said(text: string, values: Record<string, string> = {}): RegExp {
  const pattern = text.replace(/[.*+?^$()|[\]\\]/g, '\\$&').replace(/\{\{(\w+)\}\}/g, (_, name: string) => values[name]?.replace(/[.*+?^${}()|[\]\\]/g, '\\$&') ?? '.+')
  return new RegExp(`^${pattern}$`)
}

for (const [language, brandName, size, spoken, title] of walked(sizes, 1)) {
  test(`a version is drafted from the starter, announced, read by a visitor, taken back, and acceptance is proved, in ${language} at ${size.width} px`, async ({ browser }) => {
    const of = brand(brandName)
    const say = texts(language)
    const d = say.documents
    const mark = `m${newIMEI().slice(-9)}`
    const owner = await somebody(browser, size, language)
    await enter(owner, of.url, of.owner, '/console/documents')
    const company = (await call<{ name: string }>(owner, 'GET', '/api/entity')).answer.name

    // The draft is what the present version was written as, with its places; the preview fills them.
    await owner.getByRole('button', { name: said(d.newVersionOf, { title }) }).click()
    const dialog = owner.getByRole('dialog', { name: said(d.newVersionOf, { title }) })
    const body = dialog.getByLabel(d.body.replace('{{language}}', spoken))
    await expect(body).toHaveValue(/\{\{company\}\}/)
    await body.fill((await body.inputValue()).replace('{{company}}', `{{company}} ${mark}`))
    await dialog.getByRole('button', { name: d.preview }).click()
    const shown = dialog.getByRole('region', { name: d.preview })
    await expect(shown.getByText(`${company} ${mark}`)).toBeVisible()
    await sound(owner)
    await dialog.getByRole('button', { name: d.post, exact: true }).click()
    await expect(dialog).toBeHidden()

    // Whoever has no account finds it announced, and reads what it changes; on the site too, which has no script.
    const visitor = await somebody(browser, size, language)
    await visitor.goto(`${of.url}/documents`)
    await expect(visitor.getByRole('heading', { name: d.announced })).toBeVisible()
    await sound(visitor)
    await visitor.getByRole('link', { name: said(d.changesOf, { title }) }).click()
    await expect(visitor.getByText(said(d.announcedFor))).toBeVisible()
    await expect(visitor.locator('ins', { hasText: mark })).toBeVisible()
    await sound(visitor)
    const version = new URL(visitor.url()).searchParams.get('version')!
    const words = JSON.parse(readFileSync(`site/${language}.json`, 'utf8')) as Record<string, string>
    await visitor.goto(`${of.url}/${language}/documents`)
    await visitor.getByRole('link', { name: new RegExp(`^${words.changes!} ?: ${title}$`) }).click()
    await expect(visitor.locator('ins', { hasText: mark })).toBeVisible()
    await sound(visitor)

    // It is taken back, and its link says so.
    await owner.getByRole('button', { name: said(d.withdrawOf, { version, title }) }).click()
    await owner.getByRole('dialog').getByRole('button', { name: d.withdraw, exact: true }).click()
    await expect(owner.getByRole('dialog')).toBeHidden()
    await visitor.goto(`${of.url}/documents/sms?version=${version}`)
    await expect(visitor.getByText(said(d.withdrawnOn))).toBeVisible()
    await expect(visitor.locator('ins')).toHaveCount(0)
    await sound(visitor)
    await visitor.getByRole('link', { name: d.readCurrent }).click()
    await expect(visitor.getByText(said(d.inForce))).toBeVisible()

    // Somebody becomes a customer by accepting what is in force.
    await visitor.goto(`${of.url}/sign-up`)
    await visitor.getByLabel(say.signUp.name).fill(`Aino ${mark}`)
    await visitor.getByLabel(say.signUp.email).fill(`${mark}@example.com`)
    await visitor.getByRole('textbox', { name: say.signUp.login, exact: true }).fill(mark)
    await visitor.getByRole('textbox', { name: say.signUp.password }).fill('correct horse battery')
    await visitor.getByRole('combobox', { name: say.signUp.country }).fill(language === 'ru' ? 'Финл' : 'Finl')
    await visitor.getByRole('option', { name: language === 'ru' ? 'Финляндия' : 'Finland' }).click()
    const boxes = visitor.getByRole('group', { name: say.signUp.accept }).getByRole('checkbox')
    await expect(boxes).toHaveCount(4)
    for (const box of await boxes.all()) await box.check()
    await visitor.getByRole('button', { name: language === 'ru' ? say.signUp.apply : say.signUp.submit }).click()
    if (language === 'ru') {
      // This brand looks at who applies before it opens an account.
      await expect(visitor.getByText(say.signUp.sentTitle)).toBeVisible()
      const waiting = await call<{ items: { id: string }[] }>(owner, 'GET', `/api/console/applications?q=${mark}`)
      expect(waiting.answer.items).toHaveLength(1)
      expect((await call(owner, 'POST', `/api/console/applications/${waiting.answer.items[0]!.id}/approval`, {})).status).toBeLessThan(300)
      await enter(visitor, of.url, { login: mark, password: 'correct horse battery' })
    } else await expect(visitor.getByText(new RegExp(`${mark}@example\\.com`))).toBeVisible()
    await visitor.goto(`${of.url}/account/documents`)
    await expect(visitor.getByText(said(d.signedUp))).toHaveCount(4)
    await sound(visitor)

    // The proof of it is shown, and taken along as a file.
    await owner.reload()
    const proofs = owner.getByRole('region', { name: d.proofs })
    await expect(proofs.getByText(`Aino ${mark}`).first()).toBeVisible()
    await sound(owner)
    const download = owner.waitForEvent('download')
    await proofs.getByRole('link', { name: said(d.proofsFile, { format: 'CSV' }) }).click()
    const lines = readFileSync(await (await download).path(), 'utf8').split('\n').filter((line) => line.includes(mark))
    expect(lines).toHaveLength(4)
    for (const line of lines) expect(line).toMatch(/signed_up.*[0-9a-f]{64}.*127\.0\.0\.1/)
    await Promise.all([owner.context().close(), visitor.context().close()])
  })
}
