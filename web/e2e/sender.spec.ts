// Where a brand's letters come from, on the screens: a mail server of its own that asks for a password, the records to set, a letter that
// tries the way, what is told when it does not work, an address that came back; and somebody outside who is asked before they are written
// to, and stops it on a page without signing in. Each in a reseller of its own: its letters are nobody else's.
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net'
import { texts } from './letters'
import { begin, brand, call, expect, expectSound, firstPassword, test, walked } from './world'

const secret = 'the right password'

/** A mail server that asks for a name and a password, keeps what it takes, and knows an address that is not there. */
class Provider {
  letters: { to: string; raw: string }[] = []
  private server?: Server
  private open = new Set<Socket>()
  port = 0

  async start() {
    this.server = createServer((socket) => this.talk(socket))
    await new Promise<void>((done) => this.server!.listen(this.port, '127.0.0.1', done))
    this.port = (this.server.address() as AddressInfo).port
  }

  async stop() {
    for (const socket of this.open) socket.destroy()
    await new Promise((done) => this.server!.close(done))
  }

  private talk(socket: Socket) {
    this.open.add(socket)
    socket.on('close', () => this.open.delete(socket))
    socket.on('error', () => socket.destroy())
    const say = (line: string) => socket.write(`${line}\r\n`)
    let rest = ''
    let to = ''
    let raw: string[] | undefined
    let known = false
    socket.on('data', (part) => {
      rest += part.toString('utf8')
      const lines = rest.split('\r\n')
      rest = lines.pop()!
      for (const line of lines) {
        if (raw) {
          if (line !== '.') raw.push(line.replace(/^\./, ''))
          else {
            this.letters.push({ to, raw: raw.join('\n') })
            raw = undefined
            say('250 2.0.0 taken')
          }
          continue
        }
        const [verb = '', ...more] = line.split(' ')
        switch (verb.toUpperCase()) {
          case 'EHLO':
            say('250-mail.provider.test')
            say('250 AUTH PLAIN')
            break
          case 'AUTH':
            known = Buffer.from(more[1] ?? '', 'base64').toString().split('\0').at(-1) === secret
            say(known ? '235 2.7.0 welcome' : '535 5.7.8 Username and password not accepted')
            break
          case 'MAIL':
            say(known ? '250 2.1.0 ok' : '530 5.7.0 log in first')
            break
          case 'RCPT':
            to = /<(.*?)>/.exec(line)?.[1] ?? ''
            say(to.startsWith('gone-') ? '550 5.1.1 No such user here' : '250 2.1.5 ok')
            break
          case 'DATA':
            raw = []
            say('354 go on')
            break
          case 'QUIT':
            say('221 bye')
            socket.end()
            break
          default:
            say('250 ok')
        }
      }
    })
    say('220 mail.provider.test')
  }

  /** The letter to somebody, once it is there. */
  async letter(to: string): Promise<string> {
    await expect.poll(() => this.letters.filter((one) => one.to === to).length).toBeGreaterThan(0)
    return this.letters.filter((one) => one.to === to).at(-1)!.raw
  }
}

/** The text of a letter, as it is read. */
const plain = (raw: string) => {
  const joined = raw.replaceAll('\r', '').replace(/=\n/g, '')
  return joined.replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)))
}

for (const [language, brandName, viewport] of walked([
  ['en', 'Meridian', { width: 1440, height: 900 }],
  ['ru', 'Polaris', { width: 390, height: 844 }],
] as const, 1)) {
  test(`letters leave by a mail server of one's own, and what is wrong with it is told where it is mended, in ${language} at ${viewport.width}`, async ({ browser }) => {
    test.setTimeout(180_000)
    const of = brand(brandName)
    const t = texts(language)
    const mark = `${language}${Date.now().toString(36)}`
    const email = `olga-${mark}@example.com`
    const above = await browser.newContext({ locale: language })
    const keeper = await above.newPage()
    await keeper.goto(of.url)
    expect((await call(keeper, 'POST', '/api/session', { login: of.owner.login, password: of.owner.password })).status).toBe(200)
    const made = await call<{ id: string }>(keeper, 'POST', '/api/console/customers', {
      kind: 'reseller', name: `Fleet ${mark}`, locale: language, host: `mail-${mark}`, owner: { login: 'olga', name: 'Olga', email, password: firstPassword, locale: language },
    })
    expect(made.status, JSON.stringify(made.answer)).toBe(201)
    const url = of.url.replace(of.host.split(':')[0]!, `mail-${mark}.localhost`)
    const provider = new Provider()
    await provider.start()
    const context = await browser.newContext({ viewport, locale: language, reducedMotion: 'reduce' })
    const page = await context.newPage()
    await page.addInitScript((chosen) => localStorage.setItem('language', chosen), language)
    try {
      await begin(page, url, 'olga', 'a password of hers')
      await page.goto(`${url}/console/sender`)
      await expect(page.getByRole('heading', { level: 1, name: t.sender.title })).toBeVisible()
      await expectSound(page)

      const form = page.getByRole('form', { name: t.sender.from })
      await form.getByRole('radio', { name: t.sender.own }).check()
      await form.getByRole('textbox', { name: t.sender.address }).fill(`hello@fleet-${mark}.example`)
      await form.getByRole('textbox', { name: t.sender.host }).fill('127.0.0.1')
      await form.getByRole('combobox', { name: t.sender.encryption }).click()
      await page.getByRole('option', { name: t.sender.unencrypted }).click()
      await form.getByRole('textbox', { name: t.sender.port }).fill(String(provider.port))
      await form.getByRole('textbox', { name: t.sender.user }).fill('olga')
      await form.getByLabel(t.sender.password, { exact: true }).fill('a wrong one')
      await form.getByRole('button', { name: t.state.save }).click()
      const records = page.getByRole('region', { name: t.sender.records })
      await expect(records).toContainText(`_domainkey.fleet-${mark}.example`)
      await expect(records).toContainText('v=DKIM1')
      await expect(records).toContainText('v=spf1')
      await expect(page.getByText(t.sender.unsigned)).toBeVisible()
      await expectSound(page)

      await page.getByRole('button', { name: t.sender.send }).click()
      await expect(page.getByText(t.sender.notSent.replace('{{to}}', email))).toBeVisible()
      const password = form.getByLabel(t.sender.password, { exact: true })
      await expect(password).toHaveAttribute('data-invalid', 'true')
      await expect(form).toContainText(t.sender.problems.login)
      await expectSound(page)

      await password.fill(secret)
      await form.getByRole('button', { name: t.state.save }).click()
      await expect(form).not.toContainText(t.sender.problems.login)
      // There is a moment between two trials.
      await expect(async () => {
        await page.getByRole('button', { name: t.sender.send }).click()
        await expect(page.getByText(t.sender.sent.replace('{{to}}', email))).toBeVisible({ timeout: 5_000 })
      }).toPass({ timeout: 60_000, intervals: [5_000] })
      const tried = await provider.letter(email)
      expect(tried).toContain(`hello@fleet-${mark}.example`)
      expect(plain(tried)).toContain('/console/sender')

      // Somebody outside is asked first, and stops it without signing in.
      await page.goto(`${url}/console/recipients`)
      const add = async (address: string) => {
        await page.getByRole('button', { name: t.recipients.add }).click()
        const dialog = page.getByRole('dialog')
        await dialog.getByRole('textbox', { name: t.recipients.address }).fill(address)
        await expectSound(page)
        await dialog.getByRole('button', { name: t.recipients.askFirst }).click()
        await expect(dialog).toHaveCount(0)
      }
      const outsider = `books-${mark}@firm.example`
      await add(outsider)
      const row = page.getByRole('list', { name: t.recipients.list }).getByRole('listitem').filter({ hasText: outsider })
      await expect(row).toContainText(t.recipients.state_pending)
      await expectSound(page)
      const question = plain(await provider.letter(outsider))
      const link = (path: string) => new RegExp(`https?://\\S+${path}\\?of=[a-z2-7]+`).exec(question)?.[0] ?? ''
      expect(link('/letters/confirm').startsWith(url), link('/letters/confirm')).toBe(true)
      const reader = await (await browser.newContext({ viewport, locale: language })).newPage()
      await reader.goto(link('/letters/confirm'))
      await expectSound(reader)
      await reader.getByRole('button').first().click()
      await expect(reader.getByRole('button')).toHaveCount(0)
      await page.reload()
      await expect(row).toContainText(t.recipients.state_confirmed)
      await reader.goto(link('/letters/stop'))
      await reader.getByRole('button').click()
      await expectSound(reader)
      await page.reload()
      await expect(row).toContainText(t.recipients.state_stopped)
      await expectSound(page)

      // An address that is not there comes onto the list of those that get no letters, and is taken off.
      const gone = `gone-${mark}@firm.example`
      await add(gone)
      await page.goto(`${url}/console/sender`)
      const suppressed = page.getByRole('list', { name: t.sender.suppressed }).getByRole('listitem').filter({ hasText: gone })
      await expect(async () => {
        await page.reload()
        await expect(suppressed).toBeVisible({ timeout: 3_000 })
      }).toPass({ timeout: 60_000 })
      await expect(suppressed).toContainText('No such user here')
      await expectSound(page)
      await suppressed.getByRole('button').click()
      await page.getByRole('dialog').getByRole('button', { name: t.sender.lift, exact: true }).click()
      await expect(suppressed).toHaveCount(0)

      // What takes nothing is told.
      await provider.stop()
      await expect(async () => {
        await page.getByRole('button', { name: t.sender.send }).click()
        await expect(form).toContainText(t.sender.problems.connection, { timeout: 5_000 })
      }).toPass({ timeout: 60_000, intervals: [5_000] })
      await expect(form.getByRole('textbox', { name: t.sender.host })).toHaveAttribute('aria-invalid', 'true')
      await expectSound(page)
      await provider.start()
    } finally {
      await provider.stop()
      await context.close()
      await above.close()
    }
  })
}
