import { createHmac } from 'node:crypto'
import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import { texts } from './letters'
import { brand, call, enter, expect, expectSound, newIMEI, standAs, test, user, walked } from './world'

interface Call {
  headers: IncomingHttpHeaders
  body: string
}

/** A program of a tenant's, which answers as it is told. */
async function receiver() {
  const calls: Call[] = []
  const answer = { status: 204 }
  const server = createServer((request, response) => {
    let body = ''
    request.on('data', (chunk: Buffer) => (body += chunk.toString()))
    request.on('end', () => {
      calls.push({ headers: request.headers, body })
      response.writeHead(answer.status).end(answer.status === 204 ? undefined : 'not now')
    })
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const close = () => {
    server.close()
    server.closeAllConnections()
  }
  return { calls, answer, close, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook` }
}

/** The signature of Standard Webhooks. */
function signed(secret: string, { headers, body }: Call): boolean {
  const made = createHmac('sha256', Buffer.from(secret.replace(/^whsec_/, ''), 'base64')).update(`${headers['webhook-id'] as string}.${headers['webhook-timestamp'] as string}.${body}`).digest('base64')
  return (headers['webhook-signature'] as string).split(' ').includes(`v1,${made}`)
}

for (const [language, name, size] of walked([
  ['en', 'Meridian', { width: 1440, height: 900 }],
  ['ru', 'Polaris', { width: 390, height: 844 }],
] as const, 0)) {
  test(`a provider's webhook is made, its secret is shown once, it hears of a customer's ticket, and is told again, in ${language} at ${size.width} px`, async ({ browser }) => {
    const of = brand(name)
    const t = texts(language).webhooks
    const subject = `Webhook ${newIMEI()}`
    const other = await receiver()
    const somebody = async () => {
      const page = await (await browser.newContext()).newPage()
      await page.setViewportSize(size)
      await page.addInitScript((chosen) => localStorage.setItem('language', chosen), language)
      return page
    }
    const page = await somebody()
    await enter(page, of.url, of.owner, '/console/webhooks')

    await page.getByRole('button', { name: t.add }).first().click()
    const dialog = page.getByRole('dialog', { name: t.add })
    await dialog.getByLabel(t.url).fill(other.url)
    await dialog.getByLabel(t.note).fill(subject)
    await dialog.getByLabel(t.topics.tickets, { exact: true }).check()
    await dialog.getByText(t.allEvents).click()
    await expect(dialog.getByText('ticket.opened')).toBeVisible()
    await expect(dialog.getByText('payment.received')).toBeHidden()
    await expectSound(page)
    await dialog.getByRole('button', { name: texts(language).state.save }).click()
    const shown = dialog.getByLabel(t.secret, { exact: true })
    await expect(shown).toHaveValue(/^whsec_/)
    const secret = await shown.inputValue()
    await dialog.getByRole('button', { name: t.secretTaken }).click()
    const card = page.getByRole('region', { name: other.url })
    await expect(card).toBeVisible()
    await page.reload()
    await expect(card).toBeVisible()
    expect(await page.content()).not.toContain(secret)

    // A customer asks; the provider's program knows at once, and hears nothing of the words.
    other.answer.status = 503
    const asker = await somebody()
    await standAs(asker, of.url, user(of))
    const made = await call<{ id: string }>(asker, 'POST', '/api/support/tickets', { subject, body: 'Only for the desk to read.' })
    expect(made.status).toBeLessThan(300)
    const told = () => other.calls.filter((one) => one.body.includes(subject) && one.body.includes('"ticket.opened"'))
    await expect.poll(() => told().length).toBeGreaterThan(0)
    expect(signed(secret, told()[0]!)).toBe(true)
    expect(JSON.parse(told()[0]!.body)).toMatchObject({ type: 'ticket.opened', data: { side: 'provider', subject: { id: made.answer.id, name: subject } } })
    expect(told()[0]!.body).not.toContain('Only for the desk')

    // It was not taken. Told again by hand once its program works, it comes with the id it had.
    await card.getByRole('button', { name: t.deliveries }).click()
    const list = card.getByRole('list', { name: t.deliveries })
    await expect(list.getByText(t.events.ticket.opened).first()).toBeVisible()
    other.answer.status = 204
    await expect.poll(() => told().length, { timeout: 30_000 }).toBeGreaterThan(1)
    const id = told()[0]!.headers['webhook-id']
    expect(told().every((one) => one.headers['webhook-id'] === id)).toBe(true)
    const before = told().length
    // Other tests ask too: the row is that of this message.
    const inside = page.getByRole('dialog')
    await expect(async () => {
      const hook = (await call<{ items: { id: string; url: string }[] }>(page, 'GET', '/api/webhooks')).answer.items.find((one) => one.url === other.url)!
      const rows = (await call<{ items: { message: string; state: string }[] }>(page, 'GET', `/api/webhooks/${hook.id}/calls?limit=50`)).answer.items
      const nth = rows.findIndex((one) => one.message === id && one.state === 'delivered')
      expect(nth).toBeGreaterThanOrEqual(0)
      await list.getByRole('listitem').nth(nth).getByRole('button').click()
      const right = await inside.getByText(`webhook-id: ${id as string}`).waitFor({ timeout: 5_000 }).then(() => true, () => false)
      if (!right) await page.keyboard.press('Escape')
      expect(right).toBe(true)
    }).toPass()
    await expect(inside.getByText(t.answered.replace('{{status}}', '503').split('{{ms}}')[0]!.trim())).toBeVisible()
    await expectSound(page)
    await inside.getByRole('button', { name: t.again }).click()
    await expect.poll(() => told().length).toBeGreaterThan(before)
    await page.keyboard.press('Escape')

    await card.getByRole('button', { name: t.remove }).click()
    await page.getByRole('dialog', { name: t.remove }).getByRole('button', { name: t.remove }).click()
    await expect(card).toBeHidden()
    other.close()
  })
}
