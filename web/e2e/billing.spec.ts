import { type Browser, type Page } from '@playwright/test'
import { brand, call, enter, expect, expectSound, standAs, test, user, walked } from './world'

const english = {
  title: 'Billing', plans: 'Plans of objects', change: /^Change the plan of/, accept: /I accept/, connect: 'Connect the plan', pause: 'Pause', resume: 'Resume', stopNow: 'Stop now',
  paused: 'Paused', served: 'Served', debited: /is debited now/, entries: 'Entries', charged: 'Plans', free: 'Free', entry: 'Entry',
}
const russian: typeof english = {
  title: 'Оплата', plans: 'Тарифы объектов', change: /^Изменить тариф:/, accept: /Я принимаю/, connect: 'Подключить тариф', pause: 'Приостановить', resume: 'Возобновить', stopNow: 'Отключить сейчас',
  paused: 'Приостановлен', served: 'Обслуживается', debited: /Сейчас спишется/, entries: 'Операции', charged: 'Тарифы', free: 'Бесплатно', entry: 'Операция',
}

interface Made { plan: string; object: string }

/** A plan of the brand's own, money in cash, and an object of the customer's: all of a name that nobody else has. */
async function prepare(browser: Browser, page: Page, brandName: string): Promise<Made> {
  const of = brand(brandName)
  const name = `Plan ${Date.now().toString(36)}`
  const context = await browser.newContext()
  const theirs = await context.newPage()
  await enter(theirs, of.url, of.owner, '/console/payments')
  const terms = { price: { amount: 700, currency: 'EUR' }, period: 'month', limits: {}, gives_remainder: true, text: 'Served while it is paid for.' }
  expect((await call(theirs, 'POST', '/api/console/prices/plans', { name, terms })).status).toBeLessThan(300)
  const mine = user(of)
  await standAs(page, of.url, mine)
  const session = await call<{ tenant: { id: string } }>(page, 'GET', '/api/session')
  const cash = await call(theirs, 'POST', '/api/console/payments/cash', { customer: session.answer.tenant.id, currency: 'EUR', amount: 5000, comment: 'handed over' })
  expect(cash.status).toBeLessThan(300)
  await context.close()
  const object = `Van ${name}`
  expect((await call(page, 'POST', '/api/objects', { name: object })).status).toBe(201)
  return { plan: name, object }
}

for (const [language, brandName, size, say] of walked([
  ['en', 'Meridian', { width: 1440, height: 900 }, english],
  ['ru', 'Polaris', { width: 390, height: 844 }, russian],
] as const, 1)) {
  test(`an object is put on a plan, paused, resumed and stopped, and each debit is an entry, in ${language}`, async ({ page, browser }) => {
    await page.setViewportSize(size)
    await page.addInitScript((chosen) => localStorage.setItem('language', chosen), language)
    const { plan, object } = await prepare(browser, page, brandName)
    await page.goto(`${brand(brandName).url}/billing`)
    await expect(page.getByRole('heading', { level: 1, name: say.title })).toBeVisible()
    const plans = page.getByRole('region', { name: say.plans })
    await plans.getByRole('searchbox').fill(object)
    const row = plans.getByRole('listitem').filter({ hasText: object })
    await expect(row).toContainText(say.free)
    // The account's own objects cost roubles there, and its money in euros is another wallet.
    if (brandName === 'Polaris') await page.getByRole('radiogroup', { name: 'Валюта' }).getByText('EUR').click()
    const newest = page.getByRole('region', { name: say.entries }).getByRole('button').first()
    const before = await newest.innerText()
    await row.getByRole('button', { name: say.change }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('radio', { name: new RegExp(plan) }).check()
    await expect(dialog.getByText(say.debited)).toBeVisible()
    // Price and terms before they are accepted (terms 4.4).
    await expect(dialog.getByRole('radio', { name: new RegExp(`${plan}.*7[.,]00`) })).toBeVisible()
    await expect(dialog.getByText('Served while it is paid for.')).toBeVisible()
    await dialog.getByRole('checkbox', { name: say.accept }).check()
    await expectSound(page)
    await dialog.getByRole('button', { name: say.connect }).click()
    await expect(dialog).toHaveCount(0)
    await expect(row).toContainText(plan)
    await expectSound(page)

    // The debit is an entry, and tells what it was for.
    await expect(newest).not.toHaveText(before)
    await expect(newest).toHaveAccessibleName(new RegExp(`^${say.charged}`))
    await newest.click()
    await expect(page.getByRole('dialog', { name: say.entry })).toContainText(object)
    await page.keyboard.press('Escape')
    await expect(page.getByRole('dialog')).toHaveCount(0)

    const act = async (what: string) => {
      await row.getByRole('button', { name: say.change }).click()
      const buttons = page.getByRole('dialog').getByRole('button', { name: what, exact: true })
      await buttons.first().click()
      await expect(buttons.last()).toBeEnabled()
      await buttons.last().click()
      await expect(page.getByRole('dialog')).toHaveCount(0)
    }
    await act(say.pause)
    await expect(row).toContainText(say.paused)
    await act(say.resume)
    await expect(row).toContainText(say.served)
    await act(say.stopNow)
    await expect(row).toContainText(say.free)
  })
}
