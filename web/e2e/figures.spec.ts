// A figure of the margin opens to what it is made of, and the list of customers tells what is in their wallets: of a customer, a plan
// and money of the test's own.
import { texts } from './letters'
import { adds, inTwoBrands, office } from './trade'
import { call, expect, firstPassword, test, walked } from './world'

interface Made {
  id: string
}

for (const [language, brandName, currency, viewport] of walked(inTwoBrands, 0)) {
  const t = texts(language)
  const money = (amount: number) => new Intl.NumberFormat(language, { style: 'currency', currency }).format(amount / 100)

  test(`a figure of the margin leads to its customers and entries, and customers are listed with what they have, in ${language} at ${viewport.width}`, async ({ browser }) => {
    const { of, mark, page, fits } = await office(browser, brandName, language, viewport)
    const [name, login] = [`Figures ${mark}`, `figures${mark}`]
    const customer = (await call<Made>(page, 'POST', '/api/console/customers', { kind: 'account', name, locale: language, owner: { login, password: firstPassword, locale: language } })).answer.id
    expect((await call(page, 'POST', '/api/console/payments/cash', { customer, currency, amount: 3000, comment: 'handed over' })).status).toBe(201)
    const terms = { price: { amount: 1200, currency }, period: 'month', limits: {} }
    const plan = (await call<Made>(page, 'POST', '/api/console/prices/plans', { name: `Counted ${mark}`, terms })).answer.id
    const version = (await call<{ items: { id: string; versions: Made[] }[] }>(page, 'GET', '/api/console/prices/plans')).answer.items.find((one) => one.id === plan)!.versions[0]!.id
    const objects = await adds(browser, of.url, login, [`Van ${mark}`, `Lorry ${mark}`])
    expect((await call(page, 'POST', `/api/console/customers/${customer}/subscriptions`, { doing: 'connect', objects, version })).status).toBe(200)

    // Whoever has wallets is listed with what is in them.
    await page.goto(`${of.url}/console/customers?q=${encodeURIComponent(name)}`)
    const row = page.getByRole('row').filter({ hasText: name })
    await expect(row.getByText(money(600)).filter({ visible: true })).toBeVisible()
    const file = await page.evaluate(async (q) => (await fetch(`/api/console/customers.csv?q=${q}`)).text(), encodeURIComponent(name))
    expect(file).toContain(`6.00 ${currency}`)
    await fits()

    await page.goto(`${of.url}/console/margin`)
    const sold = page.getByRole('row').filter({ hasText: `Counted ${mark}` })
    await sold.getByRole('link').first().click()
    await expect(page.getByRole('heading', { level: 1, name: new RegExp(`Counted ${mark}`) })).toBeVisible()
    const by = page.getByRole('region', { name: t.prices.byCustomer })
    await expect(by).toContainText(money(2400))
    await fits()
    await by.getByRole('button', { name: new RegExp(name) }).click()
    await expect(page.getByRole('heading', { level: 2, name })).toBeVisible()
    const entries = page.getByRole('region', { name: t.prices.entries })
    await entries.getByRole('button', { name: new RegExp(name) }).first().click()
    const entry = page.getByRole('dialog', { name: t.prices.entry })
    await expect(entry).toContainText(new RegExp(`(Van|Lorry) ${mark}`))
    await fits()
    // From the entry it goes on to the customer's money.
    await entry.getByRole('link', { name }).click()
    await expect(page.getByTestId('balance')).toHaveText(money(600))

    await call(page, 'PATCH', `/api/console/prices/plans/${plan}`, { archived: true })
    await page.context().close()
  })
}
