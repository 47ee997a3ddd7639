// A customer goes from one provider to another: what plans give back, what is left and where it goes, and what is in the way.
// Everything here is of the test's own making: a partner, customers, a plan, their money.
import { texts } from './letters'
import { adds, inTwoBrands, office } from './trade'
import { call, expect, firstPassword, test, walked } from './world'

interface Made {
  id: string
  number: string
}

for (const [language, brandName, currency, viewport] of walked(inTwoBrands, 1)) {
  const t = texts(language)
  const money = (amount: number) => new Intl.NumberFormat(language, { style: 'currency', currency }).format(amount / 100)

  test(`a customer moves to a partner with what is left paid out, and nobody moves with a debt or a login that is taken, in ${language} at ${viewport.width}`, async ({ browser }) => {
    const { of, mark, page, fits } = await office(browser, brandName, language, viewport)

    const make = async (kind: 'account' | 'reseller', name: string, login: string) => {
      const made = await call<Made>(page, 'POST', '/api/console/customers', { kind, name, locale: language, owner: { login, password: firstPassword, locale: language } })
      expect(made.status).toBe(201)
      return { ...made.answer, name }
    }
    const partner = await make('reseller', `Partner ${mark}`, `taken${mark}`)
    const parting = await make('account', `Parting ${mark}`, `parting${mark}`)
    const owing = await make('account', `Owing ${mark}`, `owing${mark}`)
    const clashing = await make('account', `Clashing ${mark}`, `taken${mark}`)

    // A plan that gives back what is not used of it; two objects of the customer that leaves are served under it for a month.
    const terms = { price: { amount: 1200, currency }, period: 'month', limits: {}, gives_remainder: true }
    const plan = await call<{ id: string }>(page, 'POST', '/api/console/prices/plans', { name: `Leaving ${mark}`, terms })
    expect(plan.status).toBeLessThan(300)
    expect((await call(page, 'POST', '/api/console/payments/cash', { customer: parting.id, currency, amount: 3000, comment: 'handed over' })).status).toBe(201)
    const objects = await adds(browser, of.url, `parting${mark}`, [`Van ${mark}`, `Lorry ${mark}`])
    const plans = await call<{ items: { id: string; versions: { id: string }[] }[] }>(page, 'GET', '/api/console/prices/plans')
    const version = plans.answer.items.find((one) => one.id === plan.answer.id)!.versions[0]!.id
    const connected = await call(page, 'POST', `/api/console/customers/${parting.id}/subscriptions`, { doing: 'connect', objects, version })
    expect(connected.status, JSON.stringify(connected.answer)).toBe(200)
    // Whoever has credit may owe.
    expect((await call(page, 'PUT', `/api/console/customers/${owing.id}/credit`, { currency, credit: 1000, reason: 'known for long' })).status).toBeLessThan(300)
    expect((await call(page, 'POST', `/api/console/customers/${owing.id}/entries`, { currency, kind: 'correction', amount: -500, reason: 'a broken tracker' })).status).toBeLessThan(300)

    const ask = async (customer: { id: string; name: string }) => {
      await page.goto(`${of.url}/console/customers/${customer.id}`)
      await page.getByRole('button', { name: t.customer.actions }).click()
      await page.getByRole('menuitem', { name: t.lifecycle.move, exact: true }).click()
      const dialog = page.getByRole('dialog', { name: t.lifecycle.moveTitle.replace('{{name}}', customer.name) })
      await dialog.getByRole('combobox', { name: t.lifecycle.moveTo }).fill(partner.name)
      await page.getByRole('option', { name: partner.name }).click()
      return { dialog, comesTo: dialog.getByRole('region', { name: t.lifecycle.moveMoney }), submit: dialog.getByRole('button', { name: t.lifecycle.move, exact: true }) }
    }

    const clash = await ask(clashing)
    await expect(clash.dialog.getByText(`taken${mark}`)).toBeVisible()
    await expect(clash.comesTo).toHaveCount(0)
    await expect(clash.submit).toBeDisabled()
    await fits()

    const debt = await ask(owing)
    await expect(debt.comesTo.getByRole('row', { name: t.lifecycle.moveOwed })).toContainText(money(-500))
    await expect(debt.comesTo.getByText(t.lifecycle.moveOwes)).toBeVisible()
    await expect(debt.submit).toBeDisabled()
    await fits()

    const { dialog, comesTo, submit } = await ask(parting)
    await expect(comesTo.getByText(language === 'en' ? /The plans of 2 objects end/ : /закончатся тарифы 2 объектов/)).toBeVisible()
    await expect(comesTo.getByRole('row', { name: t.lifecycle.moveBalance })).toContainText(money(600))
    await expect(comesTo.getByRole('row', { name: t.lifecycle.moveReturned })).toContainText(/\d/)
    const left = comesTo.getByRole('row', { name: t.lifecycle.moveLeft })
    // The day that has begun is not given back: what is left lies between what was in the wallet and what was paid in.
    const tried = await call<{ connected: number; wallets: { balance: number; returned: number; debited: number; left: number }[] }>(page, 'POST', '/api/console/moves/preview', { customer: parting.id, to: partner.id })
    const wallet = tried.answer.wallets[0]!
    expect(tried.answer.connected).toBe(2)
    expect(wallet.left).toBe(wallet.balance + wallet.returned - wallet.debited)
    expect(wallet.left).toBeGreaterThan(600)
    expect(wallet.left).toBeLessThanOrEqual(3000)
    await expect(left).toContainText(money(wallet.left))
    // Whose it is stands there; where it goes is asked for, and what is kept of it is a sum.
    await expect(dialog.getByRole('textbox', { name: t.payments.payoutRecipient })).toHaveValue(parting.name)
    await expect(submit).toBeDisabled()
    await dialog.getByRole('textbox', { name: t.papers.entity_bank_account }).fill('FI21 1234 5600 0007 85')
    const kept = dialog.getByRole('textbox', { name: t.payments.payoutKept })
    await kept.fill('five')
    await expect(dialog.getByText(t.papers.badAmount)).toBeVisible()
    await expect(submit).toBeDisabled()
    await kept.fill('900000')
    await submit.click()
    await expect(kept).toHaveAttribute('aria-invalid', 'true')
    await fits()
    await kept.fill('5')
    await submit.click()
    await expect(dialog).toHaveCount(0)
    await expect(page.getByText(t.lifecycle.moved.split('{{number}}')[0]!.replace('{{name}}', parting.name))).toBeVisible()

    // It hangs below the partner under a number of its own there, and what was left waits to be sent, less what is kept.
    const moved = await call<{ number: string; depth: number }>(page, 'GET', `/api/console/customers/${parting.id}`)
    expect(moved.answer.depth).toBe(2)
    expect(moved.answer.number).not.toBe(parting.number)
    await page.goto(`${of.url}/console/payments`)
    const payout = page.getByRole('listitem').filter({ hasText: parting.name }).filter({ hasText: 'FI21' })
    await expect(payout).toContainText(money(wallet.left - 500))
    await expect(payout).toContainText(money(500))
    await fits()

    await call(page, 'PATCH', `/api/console/prices/plans/${plan.answer.id}`, { archived: true })
    await page.context().close()
  })
}
