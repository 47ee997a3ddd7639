import type { Browser } from '@playwright/test'
import { texts } from './letters'
import { begin, brand, call, enter, expect, expectSound, firstPassword, test, walked } from './world'

const password = 'a password of their own'

interface Made {
  id: string
  name: string
}

/** A customer of the brand with an owner who has chosen a password, and money in cash; the provider's page, and theirs. */
async function customer(browser: Browser, brandName: string, locale: 'en' | 'ru', viewport: { width: number; height: number }) {
  const of = brand(brandName)
  const login = `money${Date.now().toString(36)}${Math.floor(Math.random() * 1000)}`
  const context = async () => {
    const made = await browser.newContext({ viewport, locale: locale === 'en' ? 'en-GB' : 'ru-RU', reducedMotion: 'reduce' })
    await made.addInitScript((chosen) => localStorage.setItem('language', chosen), locale)
    return made
  }
  const provider = await (await context()).newPage()
  await enter(provider, of.url, of.owner, '/console/payments')
  const name = `Customer ${login}`
  const made = await call<Made>(provider, 'POST', '/api/console/customers', { kind: 'account', name, locale, owner: { login, password: firstPassword, locale } })
  expect(made.status).toBe(201)
  const theirs = await (await context()).newPage()
  await begin(theirs, of.url, login, password)
  return { of, provider, theirs, made: { ...made.answer, name } }
}

for (const [language, brandName, currency, viewport] of walked([
  ['en', 'Harbour', 'EUR', { width: 1280, height: 900 }],
  ['ru', 'Polaris', 'RUB', { width: 390, height: 844 }],
] as const, 0)) {
  const t = texts(language)

  test(`a provider puts a customer's object on a plan and pauses it, in ${language}`, async ({ browser }) => {
    const { of, provider, theirs, made } = await customer(browser, brandName, language, viewport)
    const plan = `Plan ${made.name}`
    const terms = { price: { amount: 700, currency }, period: 'month', limits: {}, text: 'Served while it is paid for.' }
    expect((await call(provider, 'POST', '/api/console/prices/plans', { name: plan, terms })).status).toBeLessThan(300)
    expect((await call(provider, 'POST', '/api/console/payments/cash', { customer: made.id, currency, amount: 5000, comment: 'handed over' })).status).toBeLessThan(300)
    const object = `Van of ${made.name}`
    expect((await call(theirs, 'POST', '/api/objects', { name: object })).status).toBe(201)
    await provider.goto(`${of.url}/console/customers/${made.id}/plans`)
    const row = provider.getByRole('region', { name: t.billing.plans }).getByRole('listitem').filter({ hasText: object })
    await expect(row).toContainText(t.billing.free)
    await row.getByRole('button', { name: t.billing.changeOf.replace('{{name}}', object) }).click()
    const dialog = provider.getByRole('dialog')
    await dialog.getByRole('radio', { name: plan }).check()
    await dialog.getByRole('checkbox', { name: t.prices.acceptFor.replace('{{plan}}', plan) }).check()
    await expectSound(provider)
    await dialog.getByRole('button', { name: t.billing.do_connect }).click()
    await expect(dialog).toHaveCount(0)
    await expect(row).toContainText(plan)
    await row.getByRole('button', { name: t.billing.changeOf.replace('{{name}}', object) }).click()
    await provider.getByRole('dialog').getByRole('button', { name: t.billing.ask_pause }).click()
    await provider.getByRole('dialog').getByRole('button', { name: t.billing.do_pause }).last().click()
    await expect(provider.getByRole('dialog')).toHaveCount(0)
    await expect(row).toContainText(t.billing.state_paused)
    await expectSound(provider)
  })

  test(`a reseller is put on a wholesale plan by a button, in ${language}`, async ({ browser }) => {
    const { of, provider, made } = await customer(browser, brandName, language, viewport)
    const plan = `Wholesale ${made.name}`
    const terms = { price: { amount: 3, currency }, period: 'active_day', limits: {} }
    const listed = await call<{ id: string }>(provider, 'POST', '/api/console/prices/plans', { kind: 'wholesale', name: plan, terms, by_agreement: true })
    expect(listed.status).toBeLessThan(300)
    const partner = await call<Made>(provider, 'POST', '/api/console/customers', { kind: 'reseller', name: `Partner ${made.name}`, owner: { email: `${made.id}@example.com` } })
    expect(partner.status).toBe(201)
    await provider.goto(`${of.url}/console/resellers/${partner.answer.id}/money`)
    await provider.getByRole('combobox', { name: t.prices.wholesalePlan }).click()
    await provider.getByRole('option', { name: plan }).click()
    await provider.getByRole('button', { name: t.prices.putOnPlan }).click()
    const agreed = async () => (await call<{ wholesale?: string }>(provider, 'GET', `/api/console/customers/${partner.answer.id}/agreement`)).answer.wholesale
    await expect.poll(agreed).toBe(listed.answer.id)
    await expectSound(provider)
  })

  test(`maintenance is announced and taken back, and whoever was not here for two years is listed, in ${language}`, async ({ browser }) => {
    const { of, provider, theirs, made } = await customer(browser, brandName, language, viewport)
    await provider.goto(`${of.url}/console/maintenance`)
    await provider.getByRole('button', { name: t.payments.upkeepPost }).click()
    const dialog = provider.getByRole('dialog')
    // So far ahead that no page of another test shows it.
    const day = new Date(Date.now() + 90 * 86_400_000).toISOString().slice(0, 10)
    await dialog.getByLabel(t.payments.upkeepFrom).fill(`${day}T01:00`)
    await dialog.getByLabel(t.payments.upkeepTo).fill(`${day}T02:00`)
    await dialog.getByRole('textbox', { name: t.payments.upkeepWords.replace('{{language}}', language === 'en' ? 'English' : 'Русский') }).fill(`Disks of ${made.name}`)
    await expectSound(provider)
    await dialog.getByRole('button', { name: t.payments.upkeepPost }).click()
    await expect(dialog).toHaveCount(0)
    const row = provider.getByRole('listitem').filter({ hasText: `Disks of ${made.name}` })
    await row.getByRole('button', { name: t.payments.upkeepCancel }).click()
    await expect(row).toContainText(t.payments.upkeepIsCancelled)
    await expectSound(provider)
    await provider.goto(`${of.url}/console/dormant`)
    if (brandName === 'Harbour') await expect(provider.getByText(t.payments.noDormant, { exact: true })).toBeVisible()
    else await expect(provider.getByRole('listitem').filter({ hasText: 'Прокат на Сенатской' }).getByRole('button', { name: new RegExp(t.payments.dormantWarn) })).toBeVisible()
    await expect(provider.getByRole('listitem').filter({ hasText: made.name })).toHaveCount(0)
    await expectSound(provider)

    // What is near stands on every page.
    const soon = new Date(Date.now() + 86_400_000)
    await theirs.route('**/api/maintenance?*', (route) =>
      route.fulfill({ json: { items: [{ id: made.id, starts_at: soon.toISOString(), ends_at: new Date(soon.getTime() + 3_600_000).toISOString(), text: 'New disks.' }] } }))
    await theirs.goto(`${of.url}/billing`)
    await expect(theirs.getByRole('region', { name: t.payments.upkeepTitle })).toContainText('New disks.')
    await expectSound(theirs)
  })

  test(`money from a saved card is agreed to word for word, and ended with one click, in ${language}`, async ({ browser }) => {
    const { of, provider, theirs, made } = await customer(browser, brandName, language, viewport)
    expect((await call(provider, 'POST', '/api/console/payments/cash', { customer: made.id, currency, amount: 900, comment: 'handed over' })).status).toBeLessThan(300)
    // The demo has no Stripe: what it would have answered is answered here; what is asked of it is looked at.
    const billing = await call<object>(theirs, 'GET', '/api/billing')
    await theirs.route('**/api/billing', (route) => route.fulfill({ json: { ...billing.answer, cards: true } }))
    let state: Record<string, unknown> = { state: 'off', amount: 0, below: 0, month_most: 0, used: 0, failures: 0 }
    let asked: Record<string, unknown> | undefined
    await theirs.route('**/api/billing/autopay', async (route) => {
      if (route.request().method() === 'POST') {
        asked = route.request().postDataJSON() as Record<string, unknown>
        state = { ...state, ...asked, state: 'on', used: 1000, card: { brand: 'visa', last_four: '4242', month: 12, year: 2030 } }
        return route.fulfill({ json: { url: '' } })
      }
      if (route.request().method() === 'DELETE') {
        state = { state: 'off', amount: 0, below: 0, month_most: 0, used: 0, failures: 0 }
        return route.fulfill({ status: 204 })
      }
      return route.fulfill({ json: state })
    })
    await theirs.goto(`${of.url}/billing`)
    const card = theirs.getByRole('region', { name: t.billing.auto })
    await card.getByRole('button', { name: t.billing.autoBegin }).click()
    const dialog = theirs.getByRole('dialog')
    await dialog.getByRole('textbox', { name: t.billing.autoBelow }).fill('5')
    await dialog.getByRole('textbox', { name: t.billing.autoAmount }).fill('10')
    await dialog.getByRole('textbox', { name: t.billing.autoMost }).fill('9')
    await expect(dialog.getByText(t.billing.autoShort)).toBeVisible()
    await dialog.getByRole('textbox', { name: t.billing.autoMost }).fill('30')
    await dialog.getByRole('checkbox').check()
    await expectSound(theirs)
    await dialog.getByRole('button', { name: t.billing.toCard }).click()
    await expect(dialog).toHaveCount(0)
    expect(asked).toMatchObject({ currency, below: 500, amount: 1000, month_most: 3000 })
    expect(String(asked!.words)).toContain('30')
    await expect(card).toContainText('4242')
    await expect(card).toContainText(t.billing.auto_on)
    await expectSound(theirs)
    await card.getByRole('button', { name: t.billing.autoEnd }).click()
    await expect(card).toContainText(t.billing.auto_off)
  })
}
