import type { Browser } from '@playwright/test'
import { texts } from './letters'
import { begin, brand, call, enter, expect, expectSound, firstPassword, newIMEI, type Page, settled, test, walked } from './world'

const sizes = [
  ['en', 'Meridian', { width: 1440, height: 900 }, 'English'],
  ['ru', 'Polaris', { width: 390, height: 844 }, 'Русский'],
] as const

async function sound(page: Page) {
  await settled(page)
  await expectSound(page)
}

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

for (const [language, brandName, size, spoken] of walked(sizes, 0)) {
  test(`a document by agreement stands instead of the public one until its end is announced, in ${language} at ${size.width} px`, async ({ browser }) => {
    const of = brand(brandName)
    const say = texts(language)
    const d = say.documents
    const a = say.agreed
    const mark = `A-${newIMEI().slice(-7)}`
    const owner = await somebody(browser, size, language)
    await enter(owner, of.url, of.owner, '/console/customers')

    // A customer of its own, so that no other test meets what is agreed here.
    const login = `g${newIMEI().slice(-9)}`
    const opened = await call<{ id: string }>(owner, 'POST', '/api/console/customers', { kind: 'account', name: `Haulier ${mark}`, owner: { login, password: firstPassword } })
    expect(opened.status).toBeLessThan(300)
    const customer = opened.answer.id
    await owner.goto(`${of.url}/console/customers/${customer}/agreed`)
    await expect(owner.getByText(a.noFile)).toBeVisible()
    await sound(owner)

    // Number, day and signed file make an agreement.
    expect((await call(owner, 'PUT', `/api/console/customers/${customer}/contract`, { tier: 'gold', agreement: mark, agreed_on: '2026-11-02' })).status).toBe(204)
    await owner.reload()
    await expect(owner.getByRole('heading', { name: said(a.of, { number: mark }) })).toBeVisible()
    await owner.locator('input[type=file]').setInputFiles({ name: `${mark}.pdf`, mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.4 signed') })
    await expect(owner.getByText(a.noFile)).toBeHidden()
    const title = (await call<{ public: { kind: string; title: string }[] }>(owner, 'GET', `/api/console/customers/${customer}/agreement/documents?locale=${language}`)).answer.public.find((one) => one.kind === 'sms')!.title
    const kind = owner.getByRole('region', { name: title, exact: true })
    await expect(kind.getByText(a.publicApplies)).toBeVisible()
    await kind.getByRole('button', { name: said(a.agreeOf, { title }) }).click()
    const dialog = owner.getByRole('dialog', { name: said(a.agreeOf, { title }) })
    await dialog.getByRole('checkbox', { name: a.withText }).check()
    await dialog.getByLabel(d.headline.replace('{{language}}', spoken)).fill(`SMS ${mark}`)
    await dialog.getByLabel(d.body.replace('{{language}}', spoken)).fill(`{{company}} serves ${mark}`)
    await dialog.getByRole('button', { name: d.preview }).click()
    await expect(dialog.getByRole('region', { name: d.preview })).toContainText(` serves ${mark}`)
    await sound(owner)
    await dialog.getByRole('button', { name: a.agree, exact: true }).click()
    await expect(dialog).toBeHidden()
    await expect(kind.getByText(a.states.in_force, { exact: true })).toBeVisible()
    await sound(owner)

    // The account reads it instead of the public one, and nobody asks to accept that.
    const user = await somebody(browser, size, language)
    await begin(user, of.url, login, 'correct horse battery')
    await user.goto(`${of.url}/account/documents`)
    const mine = user.getByRole('region', { name: a.tab, exact: true })
    await expect(mine.getByText(said(a.of, { number: mark }))).toBeVisible()
    await expect(user.getByRole('link', { name: title, exact: true })).toHaveCount(0)
    await sound(user)
    await mine.getByRole('button', { name: said(a.read, { title: `SMS ${mark}` }) }).click()
    const text = user.getByRole('dialog', { name: `SMS ${mark}` })
    await expect(text.getByText(said(a.prevails, { number: mark }))).toBeVisible()
    await expect(text.getByText(` serves ${mark}`)).toBeVisible()
    await sound(user)
    const download = user.waitForEvent('download')
    await text.getByRole('link', { name: a.download }).click()
    expect((await download).suggestedFilename()).toBe(`${mark}.pdf`)

    // Its end is announced; until then it stands. The proofs name the agreement.
    await kind.getByRole('button', { name: said(a.endOf, { title: `SMS ${mark}` }) }).click()
    const ending = owner.getByRole('dialog', { name: said(a.endOf, { title: `SMS ${mark}` }) })
    await sound(owner)
    await ending.getByRole('button', { name: a.end, exact: true }).click()
    await expect(ending).toBeHidden()
    await expect(kind.getByText(said(a.until))).toBeVisible()
    await user.reload()
    await expect(mine.getByText(said(a.until))).toBeVisible()
    await owner.goto(`${of.url}/console/documents`)
    await expect(owner.getByRole('region', { name: d.proofs }).getByText(said(a.proof, { number: mark }))).toBeVisible()
    await sound(owner)
    expect((await call(owner, 'DELETE', `/api/console/customers/${customer}?confirm=${encodeURIComponent(`Haulier ${mark}`)}`)).status).toBe(204)
    await Promise.all([owner.context().close(), user.context().close()])
  })
}
