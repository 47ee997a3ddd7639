import { texts } from './letters'
import { brand, call, enter, expect, expectSound, firstPassword, test, walked } from './world'

interface Made {
  id: string
}

interface Entry {
  reference: string
  payer: string
  amount: number
  account: string
}

/** What a bank's file says, with sums that fit, as the API takes it. */
function statement(currency: string, entries: Entry[]) {
  const sum = entries.reduce((all, entry) => all + entry.amount, 0)
  const money = (amount: number) => (Math.abs(amount) / 100).toFixed(2)
  const day = new Date(Date.now() - 86_400_000).toISOString().slice(0, 10)
  const balance = (code: string, amount: number) =>
    `<Bal><Tp><CdOrPrtry><Cd>${code}</Cd></CdOrPrtry></Tp><Amt Ccy="${currency}">${money(amount)}</Amt><CdtDbtInd>${amount < 0 ? 'DBIT' : 'CRDT'}</CdtDbtInd><Dt><Dt>${day}</Dt></Dt></Bal>`
  const rows = entries.map(({ reference, payer, amount, account }) => {
    const side = amount < 0 ? 'Cdtr' : 'Dbtr'
    return `<Ntry><Amt Ccy="${currency}">${money(amount)}</Amt><CdtDbtInd>${amount < 0 ? 'DBIT' : 'CRDT'}</CdtDbtInd><Sts>BOOK</Sts><BookgDt><Dt>${day}</Dt></BookgDt><AcctSvcrRef>${reference}</AcctSvcrRef>
<NtryDtls><TxDtls><RltdPties><${side}><Nm>${payer}</Nm></${side}><${side}Acct><Id><Othr><Id>${account}</Id></Othr></Id></${side}Acct></RltdPties><RmtInf><Ustrd>no number</Ustrd></RmtInf></TxDtls></NtryDtls></Ntry>`
  })
  const file = `<?xml version="1.0" encoding="UTF-8"?><Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.02"><BkToCstmrStmt><Stmt><Id>S</Id>
<FrToDt><FrDtTm>${day}T00:00:00Z</FrDtTm><ToDtTm>${day}T23:59:59Z</ToDtTm></FrToDt><Acct><Id><Othr><Id>40702810000000000001</Id></Othr></Id><Ccy>${currency}</Ccy></Acct>
${balance('OPBD', 0)}${balance('CLBD', sum)}${rows.join('')}</Stmt></BkToCstmrStmt></Document>`
  return { name: 'bank.xml', file: Buffer.from(file).toString('base64') }
}

for (const [language, brandName, currency, viewport] of walked([
  ['en', 'Harbour', 'EUR', { width: 1280, height: 900 }],
  ['ru', 'Polaris', 'RUB', { width: 390, height: 844 }],
] as const, 1)) {
  const t = texts(language)

  test(`a payout is cancelled, a payment is no customer's, and the bank takes one back, in ${language}`, async ({ browser }) => {
    const of = brand(brandName)
    const context = await browser.newContext({ viewport, locale: language === 'en' ? 'en-GB' : 'ru-RU', reducedMotion: 'reduce' })
    await context.addInitScript((chosen) => localStorage.setItem('language', chosen), language)
    const page = await context.newPage()
    await enter(page, of.url, of.owner, '/console/payments')
    const mark = `${Date.now().toString(36)}${Math.floor(Math.random() * 1000)}`
    const name = `Leaving ${mark}`
    const made = await call<Made>(page, 'POST', '/api/console/customers', { kind: 'account', name, locale: language, owner: { login: `leaving${mark}`, password: firstPassword, locale: language } })
    expect(made.status).toBe(201)
    const customer = made.answer.id
    expect((await call(page, 'POST', '/api/console/payments/cash', { customer, currency, amount: 1000, comment: 'handed over' })).status).toBe(201)
    expect((await call(page, 'POST', '/api/console/payouts', { customer, currency, commission: 100, recipient: name, bank_account: 'WRONG 1' })).status).toBe(201)
    const [stripe, payer] = [`Processor ${mark}`, `Payer ${mark}`]
    const account = `A${mark}`
    const came = statement(currency, [
      { reference: `a${mark}`, payer: stripe, amount: 4200, account: `S${mark}` },
      { reference: `b${mark}`, payer, amount: 700, account },
    ])
    expect((await call(page, 'POST', '/api/console/payments/statements', came)).status).toBe(200)
    const went = statement(currency, [{ reference: `c${mark}`, payer, amount: -700, account }])
    expect((await call(page, 'POST', '/api/console/payments/statements', went)).status).toBe(200)
    await page.goto(`${of.url}/console/payments`)

    const row = page.getByRole('listitem').filter({ hasText: 'WRONG 1' }).filter({ hasText: name })
    await row.getByRole('button', { name: t.payments.payoutCancel, exact: true }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('textbox', { name: t.payments.payoutUndoWhy }).fill('a wrong account')
    await expectSound(page)
    await dialog.getByRole('button', { name: t.payments.payoutUndo }).click()
    await expect(dialog).toHaveCount(0)
    await expect(row).toContainText(t.payments.payoutCancelled)
    const left = await call<{ wallets: { balance: number }[] }>(page, 'GET', `/api/console/customers/${customer}/money`)
    expect(left.answer.wallets[0]?.balance).toBe(1000)

    // It stands in the queue until somebody says that it is no customer's.
    const paid = page.getByRole('listitem').filter({ hasText: stripe })
    while ((await paid.count()) === 0 && (await page.getByRole('button', { name: t.list.more }).first().isVisible())) await page.getByRole('button', { name: t.list.more }).first().click()
    await paid.getByRole('button', { name: t.payments.own, exact: true }).click()
    await expectSound(page)
    await paid.getByRole('button', { name: t.payments.fromStripe }).click()
    await expect(paid).toHaveCount(0)

    const back = page.getByRole('listitem').filter({ has: page.getByRole('button', { name: t.payments.takebackReverse }) }).filter({ hasText: payer })
    await back.getByRole('button', { name: t.payments.takebackReverse }).click()
    await expect(page.getByRole('listitem').filter({ hasText: payer }), 'neither waits any more').toHaveCount(0)
    await expectSound(page)
    await context.close()
  })
}
