import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { texts } from './letters'
import { brand, call, enter, expect, expectSound, type Page, standAs, test, user, walked } from './world'

// A DeepL of our own: it knows a few sentences, one key, and what it was asked.
const key = 'e2e-key:fx'
const asks = { ru: 'С утра карта стоит на месте.', en: 'The map has not moved since morning.' }
const answers = { ru: 'Перезапустите трекер.', en: 'Restart the tracker.' }
const names = { EN: 'en', 'EN-GB': 'en', RU: 'ru' } as const

async function deepl(): Promise<{ server: Server; url: string; heard: string[] }> {
  const heard: string[] = []
  const server = createServer((request, response) => {
    let body = ''
    request.on('data', (part: Buffer) => (body += part.toString()))
    request.on('end', () => {
      heard.push(body)
      const say = (status: number, what: unknown) => response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(what))
      if (request.headers.authorization !== `DeepL-Auth-Key ${key}`) return say(403, { message: 'Forbidden' })
      if (request.url === '/v2/usage') return say(200, { character_count: 180118, character_limit: 500000 })
      const asked = JSON.parse(body) as { text: [string]; target_lang: keyof typeof names }
      const known = [asks, answers].find((one) => Object.values(one).some((text) => asked.text[0].startsWith(text)))
      const from = /[а-я]/i.test(asked.text[0]) ? 'RU' : 'EN'
      say(200, { translations: [{ detected_source_language: from, text: known?.[names[asked.target_lang]] ?? asked.text[0] }] })
    })
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  return { server, heard, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` }
}

for (const [language, theirs, brandName, size] of walked([
  ['en', 'ru', 'Harbour', { width: 1440, height: 900 }],
  ['ru', 'en', 'Polaris', { width: 390, height: 844 }],
] as const, 1)) {
  test(`a message is translated and answered in its writer's language, the original beside it, in ${language} at ${size.width} px`, async ({ page, browser }) => {
    const of = brand(brandName)
    const mark = Date.now().toString(36)
    const say = texts(language)
    const name = new Intl.DisplayNames([language], { type: 'language' })
    const machine = await deepl()
    const prepared = async (who: Page) => {
      await who.setViewportSize(size)
      await who.addInitScript((chosen) => localStorage.setItem('language', chosen), language)
      return who
    }
    try {
      await prepared(page)
      await enter(page, of.url, of.owner, '/console/desk-settings/translation')
      const set = page.getByRole('region', { name: say.deskSetup.translator })
      await expect(set.getByText(say.deskSetup.translatorNone)).toBeVisible()
      await expect(set.getByText(say.deskSetup.translatorPrivacy)).toBeVisible()
      await set.getByLabel(say.deskSetup.translatorUrl).fill(machine.url)
      await set.getByLabel(say.deskSetup.translatorKey).fill('another')
      await set.getByRole('button', { name: say.deskSetup.translatorCheck }).click()
      await expect(set.getByText(say.deskSetup.translatorProblems.key)).toBeVisible()
      await set.getByLabel(say.deskSetup.translatorKey).fill(key)
      await set.getByRole('button', { name: say.deskSetup.translatorCheck }).click()
      const number = new Intl.NumberFormat(language)
      await expect(set.getByText(say.deskSetup.translatorFine.replace('{{left}}', number.format(319_882)).replace('{{limit}}', number.format(500_000)))).toBeVisible()
      await expectSound(page)
      await set.getByRole('button', { name: say.state.save }).click()
      await expect(set.getByRole('button', { name: say.deskSetup.translatorRemove })).toBeVisible()
      await expect(set.getByLabel(say.deskSetup.translatorKey)).toHaveValue('')

      const asker = await prepared(await (await browser.newContext()).newPage())
      await standAs(asker, of.url, user(of))
      const made = await call<{ id: string }>(asker, 'POST', '/api/support/tickets', { subject: `Map ${mark}`, body: asks[theirs], locale: theirs })
      expect(made.status).toBe(201)
      expect((await call(asker, 'POST', `/api/support/tickets/${made.answer.id}/secrets`, { label: 'Server', value: `open ${mark}`, hours: 24 })).status).toBeLessThan(300)

      await page.goto(`${of.url}/console/desk/${made.answer.id}`)
      const thread = page.getByRole('list', { name: say.support.said })
      await expect(thread.getByText(asks[theirs])).toBeVisible()
      await thread.getByRole('button', { name: say.support.translate, exact: true }).click()
      await expect(thread.getByText(asks[language])).toBeVisible()
      await expect(thread.getByText(asks[theirs]), 'the original stays beside it').toBeVisible()
      await expect(thread.getByText(say.support.byMachine.replace('{{from}}', name.of(theirs)!).replace('{{to}}', name.of(language)!))).toBeVisible()

      const form = page.getByRole('form', { name: say.support.kindOfReply })
      await form.getByRole('textbox', { name: say.support.answer, exact: true }).fill(answers[language])
      const draft = form.getByRole('group', { name: say.support.inTheirs })
      await expect(draft.getByRole('combobox', { name: say.support.translateInto })).toHaveValue(name.of(theirs)!)
      await draft.getByRole('button', { name: say.support.translateAnswer }).click()
      const translation = draft.getByRole('textbox', { name: say.support.translation.replace('{{language}}', name.of(theirs)!) })
      await expect(translation).toHaveValue(answers[theirs])
      await translation.fill(`${answers[theirs]} ${mark}`)
      await expectSound(page)
      await form.getByRole('button', { name: say.support.send, exact: true }).click()
      await expect(thread.getByText(`${answers[theirs]} ${mark}`)).toBeVisible()
      await expect(thread.getByText(answers[language], { exact: true })).toBeVisible()

      // Whoever asked reads the translation, that a machine made it, and what was written.
      await asker.goto(`${of.url}/account/support/${made.answer.id}`)
      const said = asker.getByRole('list', { name: say.support.said })
      await expect(said.getByText(`${answers[theirs]} ${mark}`)).toBeVisible()
      await expect(said.getByText(say.support.originalIn.replace('{{language}}', name.of(language)!))).toBeVisible()
      await expect(said.getByText(answers[language], { exact: true })).toBeVisible()
      await expectSound(asker)
      // What is written anew is no translation: it goes out as an answer of one's own, with nothing beside it.
      await form.getByRole('textbox', { name: say.support.answer, exact: true }).fill(answers[language])
      await draft.getByRole('button', { name: say.support.translateAnswer }).click()
      await expect(translation).toHaveValue(answers[theirs])
      await translation.fill(`0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 ${mark}`)
      await expect(draft.getByText(say.support.rewritten)).toBeVisible()
      await form.getByRole('button', { name: say.support.send, exact: true }).click()
      await expect(thread.getByText(`19 ${mark}`)).toBeVisible()
      await asker.reload()
      await expect(said.getByText(`19 ${mark}`)).toBeVisible()
      await expect(said.getByText(say.support.originalIn.replace('{{language}}', name.of(language)!)), 'of the first alone').toHaveCount(1)
      expect(machine.heard.join(), 'what was handed over as a secret stays here').not.toContain(`open ${mark}`)

      await page.goto(`${of.url}/console/desk-settings/translation`)
      await set.getByRole('button', { name: say.deskSetup.translatorRemove }).click()
      await expect(set.getByText(say.deskSetup.translatorNone)).toBeVisible()
      await page.goto(`${of.url}/console/desk/${made.answer.id}`)
      await expect(thread.getByText(asks[language]), 'what was translated stays').toBeVisible()
      await expect(page.getByRole('group', { name: say.support.inTheirs })).toHaveCount(0)
    } finally {
      machine.server.close()
    }
  })

  test(`a native speaker is asked for by whoever is told their hours, and the desk sees it, in ${language} at ${size.width} px`, async ({ page, browser }) => {
    const of = brand(brandName)
    const mark = Date.now().toString(36)
    const say = texts(language)
    await page.setViewportSize(size)
    await page.addInitScript((chosen) => localStorage.setItem('language', chosen), language)
    await enter(page, of.url, user(of), '/account/support/new')
    await page.getByRole('textbox', { name: say.support.subject }).fill(`Native ${mark}`)
    await page.getByRole('textbox', { name: say.support.body }).fill('Please explain the report to me.')
    const box = page.getByRole('checkbox', { name: say.support.native })
    await expect(page.getByText(/ (09|10):00–\d\d:00 .*Europe\/Helsinki/)).toBeVisible()
    await box.check()
    await expectSound(page)
    await page.getByRole('button', { name: say.support.send, exact: true }).click()
    await expect(page.getByRole('heading', { level: 1, name: `Native ${mark}` })).toBeVisible()
    await expect(page.getByText(say.support.nativeMark, { exact: true })).toBeVisible()
    const ticket = page.url().split('/').at(-1)!

    const desk = await (await browser.newContext()).newPage()
    await desk.setViewportSize(size)
    await desk.addInitScript((chosen) => localStorage.setItem('language', chosen), language)
    await enter(desk, of.url, of.owner, `/console/desk?native=true&sort=opened`)
    const row = desk.getByRole('listitem').filter({ hasText: `Native ${mark}` })
    await expect(row.getByText(say.support.nativeMark, { exact: true })).toBeVisible()
    await desk.goto(`${of.url}/console/desk/${ticket}`)
    const acts = desk.getByRole('region', { name: say.support.acts })
    await acts.getByRole('button', { name: say.support.notNative }).click()
    await expect(acts.getByRole('button', { name: say.support.makeNative })).toBeVisible()
    await expect(desk.locator('header').getByText(say.support.nativeMark, { exact: true })).toHaveCount(0)
    await expectSound(desk)
  })
}
