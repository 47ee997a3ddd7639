import { brand, call, enter, expect, expectSound, standAs, test, user, walked } from './world'

const english = {
  add: 'Add a plan', name: 'Name', price: 'Price', submit: 'Add', change: 'Post a change', post: 'Post', takeBack: 'Take back', book: 'Correct or give', amount: 'Sum', reason: 'Reason', bookIt: 'Book',
  correction: /Correction/, why: 'Why it is reversed', reverse: 'Reverse', reversal: /Reversal/,
}
const russian: typeof english = {
  add: 'Добавить тариф', name: 'Название', price: 'Цена', submit: 'Добавить', change: 'Объявить изменение', post: 'Объявить', takeBack: 'Отозвать', book: 'Исправить или подарить', amount: 'Сумма', reason: 'Причина', bookIt: 'Провести',
  correction: /Исправление/, why: 'Почему отменяется', reverse: 'Отменить проводку', reversal: /Отмена/,
}

for (const [language, brandName, currency, viewport, say] of walked([
  ['en', 'Harbour', 'EUR', { width: 1280, height: 900 }, english],
  ['ru', 'Polaris', 'RUB', { width: 390, height: 844 }, russian],
] as const, 0)) {
  test(`a plan is sold, its change announced in time, and a balance corrected and put back, in ${language} at ${viewport.width} px`, async ({ page, browser }) => {
    await page.setViewportSize(viewport)
    await page.addInitScript((chosen) => localStorage.setItem('language', chosen), language)
    const of = brand(brandName)
    const plan = `Plan ${Date.now()}`
    await enter(page, of.url, of.owner, '/console/prices')
    await page.getByRole('button', { name: say.add }).first().click()
    const adding = page.getByRole('dialog', { name: say.add })
    await adding.getByRole('textbox', { name: say.name }).fill(plan)
    await adding.getByRole('textbox', { name: say.price }).fill('7.50')
    await adding.getByRole('button', { name: say.submit, exact: true }).click()
    await expect(adding).toHaveCount(0)
    await page.getByRole('button', { name: plan }).click()
    await page.getByRole('dialog', { name: plan }).getByRole('button', { name: say.change }).click()
    const posting = page.getByRole('dialog').filter({ hasText: plan })
    await posting.getByRole('textbox', { name: say.price }).fill('8')
    await posting.getByRole('button', { name: say.post, exact: true }).click()
    await expect(posting).toHaveCount(0)
    await expectSound(page)

    // Whoever could connect it sees both: what it costs, and what it will.
    const context = await browser.newContext({ viewport, locale: 'en-GB' })
    const theirs = await context.newPage()
    await standAs(theirs, of.url, user(of))
    const { answer } = await call<{ plans: { name: string; version: { price: { amount: number } }; next?: { price: { amount: number } } }[] }>(theirs, 'GET', '/api/offer')
    const offered = answer.plans.find((one) => one.name === plan)
    expect([offered?.version.price.amount, offered?.next?.price.amount]).toEqual([750, 800])
    await context.close()

    // The change is taken back before its date.
    await page.getByRole('button', { name: plan }).click()
    const one = page.getByRole('dialog', { name: plan })
    await one.getByRole('button', { name: say.takeBack }).click()
    await expect(one.getByRole('button', { name: say.takeBack })).toHaveCount(0)

    // A customer of its own, so that nobody else's money is touched.
    const customer = await call<{ id: string }>(page, 'POST', '/api/console/customers', { kind: 'account', name: `Customer ${Date.now()}`, owner: { email: `owner${Date.now()}@example.com` } })
    expect(customer.status).toBe(201)
    await page.goto(`${of.url}/console/customers/${customer.answer.id}/money`)
    await page.getByRole('button', { name: say.book }).click()
    const booking = page.getByRole('dialog', { name: say.book })
    await booking.getByRole('textbox', { name: say.amount }).fill('5')
    await booking.getByRole('textbox', { name: say.reason }).fill('Because of the storm')
    await booking.getByRole('button', { name: say.bookIt, exact: true }).click()
    await expect(booking).toHaveCount(0)
    const balance = page.getByTestId('balance')
    await expect(balance).toContainText('5')
    await page.getByRole('button', { name: say.correction }).click()
    const entry = page.getByRole('dialog').filter({ hasText: 'Because of the storm' })
    await entry.getByRole('textbox', { name: say.why }).fill('It was another customer')
    await entry.getByRole('button', { name: say.reverse, exact: true }).click()
    await expect(page.getByRole('button', { name: say.reversal })).toBeVisible()
    await expect(balance).not.toContainText('5')
    const money = await call<{ wallets: { balance: number; currency: string }[] }>(page, 'GET', `/api/console/customers/${customer.answer.id}/money`)
    expect(money.answer.wallets).toMatchObject([{ balance: 0, currency }])
    await expectSound(page)
  })
}
