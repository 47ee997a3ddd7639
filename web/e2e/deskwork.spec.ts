// What people do at a desk besides answering, and what whoever asks does besides asking.
import { type Browser } from '@playwright/test'
import { texts } from './letters'
import { brand, type Brand, call, enter, expect, expectSound, type Page, standAs, test, user, walked, world } from './world'

interface Size {
  width: number
  height: number
}

async function prepare(page: Page, size: Size, language: string) {
  await page.setViewportSize(size)
  await page.addInitScript((chosen) => localStorage.setItem('language', chosen), language)
}

/** Somebody else, in a browser of their own. */
async function another(browser: Browser, size: Size, language: string) {
  const page = await (await browser.newContext()).newPage()
  await prepare(page, size, language)
  return page
}

async function made(page: Page, path: string, body: unknown): Promise<string> {
  const got = await call<{ id: string }>(page, 'POST', path, body)
  expect(got.status).toBeLessThan(300)
  return got.answer.id
}

for (const [language, brandName, size] of walked([
  ['en', 'Meridian', { width: 1280, height: 900 }],
  ['ru', 'Polaris', { width: 390, height: 844 }],
] as const, 0)) {
  const t = texts(language)
  const of = (): Brand => brand(brandName)
  const about = (mark: string) => new RegExp(mark)

  test(`whoever asks fills in what is missing, names somebody and a document, in ${language} at ${size.width} px`, async ({ page, browser }) => {
    const mark = Date.now().toString(36)
    await prepare(page, size, language)
    await enter(page, of().url, user(of()), '/account/support')
    const ticket = await made(page, '/api/support/tickets', { subject: `Missing ${mark}`, body: 'It does not work.' })
    await page.goto(`${of().url}/account/support/${ticket}`)
    const needed = page.getByRole('region', { name: t.support.fillIn, exact: true })
    await expect(needed).toContainText(t.support.fact.before, { ignoreCase: true })
    await expectSound(page)
    await needed.getByRole('button', { name: t.support.fillIn }).click()
    const filling = page.getByRole('dialog', { name: t.support.fillIn })
    await expect(filling.getByRole('button', { name: t.state.save }), 'nothing is told yet').toBeDisabled()
    await filling.getByRole('textbox', { name: t.support.fact.before }).fill(`Restarted ${mark}`)
    await filling.getByRole('textbox', { name: t.support.fact.app, exact: true }).fill('iOS')
    await expectSound(page)
    await filling.getByRole('button', { name: t.state.save }).click()
    await expect(filling).toHaveCount(0)
    await expect(needed).not.toContainText(t.support.fact.before, { ignoreCase: true })
    await expect(needed).toContainText(t.support.fact.os, { ignoreCase: true })
    await expect(page.getByRole('region', { name: t.support.known, exact: true }).getByText(`Restarted ${mark}`)).toBeVisible()

    // Somebody of one's own sees it from when they are named until they are not.
    const viewer = user(of(), 'viewer')
    const other = await another(browser, size, language)
    await standAs(other, of().url, viewer)
    const seen = async () => (await call(other, 'GET', `/api/support/tickets/${ticket}`)).status
    expect(await seen()).toBe(404)
    const named = page.getByRole('region', { name: t.support.whoSees })
    const who = named.getByRole('combobox', { name: t.support.nameWho })
    await who.click()
    await who.fill(viewer.login)
    await page.getByRole('option', { name: new RegExp(viewer.name) }).click()
    await named.getByRole('button', { name: t.support.nameThem, exact: true }).click()
    const unname = named.getByRole('button', { name: t.support.unnameOf.replace('{{name}}', viewer.name) })
    await expect(unname).toBeVisible()
    expect(await seen()).toBe(200)
    await expectSound(page)
    await unname.click()
    await expect(unname).toHaveCount(0)
    expect(await seen()).toBe(404)
    await other.context().close()

    // A document of one's own goes along, and leads to where it is read.
    await page.goto(`${of().url}/account/support/new`)
    await page.getByRole('combobox', { name: t.support.document }).click()
    const first = page.getByRole('option').first()
    const paper = (await first.innerText()).split('\n')[0]!
    await first.click()
    await page.getByRole('textbox', { name: t.support.subject }).fill(`Paper ${mark}`)
    await page.getByRole('textbox', { name: t.support.body }).fill('What is this sum?')
    await page.getByRole('button', { name: t.support.send, exact: true }).click()
    await expect(page.getByRole('heading', { level: 1, name: about(`Paper ${mark}`) })).toBeVisible()
    const linked = page.getByRole('region', { name: t.support.links, exact: true }).getByRole('link')
    await expect(linked).toHaveAttribute('href', '/account/papers')
    await expect(linked).toContainText(paper)
  })

  test(`a ticket's history tells who changed what, a part of it is split off, and who is no customer is marked, in ${language} at ${size.width} px`, async ({ page }) => {
    const mark = Date.now().toString(36)
    await prepare(page, size, language)
    await standAs(page, of().url, of().owner)
    const called = { name: `Caller ${mark}`, subject: `Two things ${mark}`, body: `The map is empty. And what does it cost? ${mark}` }
    const ticket = await made(page, '/api/console/desk/calls', called)
    await page.goto(`${of().url}/console/desk/${ticket}`)
    await expect(page.locator('header').filter({ hasText: mark }).getByText(t.support.stranger)).toBeVisible()
    const acts = page.getByRole('region', { name: t.support.acts })
    const said = page.getByRole('list', { name: t.support.said })
    await acts.getByRole('button', { name: t.support.take, exact: true }).click()
    await expect(said.getByText(t.support.moved.took.replace('{{to}}', of().owner.name), { exact: true })).toBeVisible()
    await acts.getByRole('combobox', { name: t.support.kindIs, exact: true }).click()
    await page.getByRole('option', { name: t.support.kind.complaint, exact: true }).click()
    await expect(said.getByText(t.support.moved.kind.replace('{{from}}', t.support.kind.question).replace('{{to}}', t.support.kind.complaint))).toBeVisible()
    await acts.getByRole('combobox', { name: t.support.team, exact: true }).click()
    const team = page.getByRole('option').first()
    const name = await team.innerText()
    await team.click()
    await expect(said.getByText(t.support.moved.team.replace('{{from}}', t.support.nobody).replace('{{to}}', name))).toBeVisible()
    await expectSound(page)

    // What is split off says what was left of it; the message stays whole where it is.
    await acts.getByRole('button', { name: t.support.split }).click()
    const splitting = page.getByRole('dialog', { name: t.support.split })
    const part = splitting.getByRole('textbox', { name: t.support.splitPart })
    await expect(part).toHaveValue(called.body)
    await part.fill(`What does it cost? ${mark}`)
    await splitting.getByRole('textbox', { name: t.support.subject }).fill(`Prices ${mark}`)
    await splitting.getByRole('button', { name: t.support.split }).click()
    await expect(page.getByRole('heading', { level: 1, name: about(`Prices ${mark}`) })).toBeVisible()
    await expect(said.getByText(`What does it cost? ${mark}`, { exact: true })).toBeVisible()
    await page.goto(`${of().url}/console/desk/${ticket}`)
    await expect(said.getByText(called.body, { exact: true })).toBeVisible()

    // In a list, whoever is no customer is told from those who are.
    await page.goto(`${of().url}/console/desk?q=${mark}`)
    await expect(page.getByRole('listitem').filter({ hasText: `Two things ${mark}` }).getByText(t.support.stranger)).toBeVisible()
    for (const each of [ticket, (await call<{ items: { id: string }[] }>(page, 'GET', `/api/console/desk/tickets?q=${mark}`)).answer.items[0]!.id]) {
      await call(page, 'POST', `/api/console/desk/tickets/${each}/answers`, { body: 'Settled by phone.' })
    }
  })

  test(`a look is handed on to the level above, whose desk looks from its own area, in ${language} at ${size.width} px`, async ({ page, browser }) => {
    test.setTimeout(300_000) // three people, each in a browser of their own
    const mark = Date.now().toString(36)
    await prepare(page, size, language)
    const asker = await another(browser, size, language)
    await standAs(asker, of().url, user(of()))
    const device = (await call<{ items: { id: string; name: string }[] }>(asker, 'GET', '/api/objects?limit=1')).answer.items[0]!
    const ticket = await made(asker, '/api/support/tickets', { subject: `Onward ${mark}`, body: 'It jumps about.' })
    await made(asker, `/api/support/tickets/${ticket}/looks`, { object: device.id, hours: 3, onward: true })
    await asker.context().close()

    await enter(page, of().url, of().owner, `/console/desk/${ticket}`)
    await page.getByRole('button', { name: t.support.escalate }).click()
    const asking = page.getByRole('dialog', { name: t.support.escalate })
    await asking.getByRole('checkbox', { name: /It jumps about/ }).check()
    await asking.getByRole('button', { name: t.support.preview }).click()
    await asking.getByRole('checkbox', { name: about(t.support.aDevice) }).check()
    await asking.getByRole('textbox', { name: t.support.subject }).fill(`Above ${mark}`)
    await expectSound(page)
    await asking.getByRole('button', { name: t.support.sendAbove }).click()
    await expect(asking).toHaveCount(0)
    // One's own ticket above tells that a device may be looked at, and not which: it is the customer's.
    await page.getByRole('region', { name: t.support.above }).getByRole('link', { name: about(`Above ${mark}`) }).click()
    const allowed = page.getByRole('region', { name: t.support.allowed })
    await expect(allowed).toContainText(t.support.aDevice)
    await expect(allowed).not.toContainText(device.name)
    await expectSound(page)

    const { platform } = world()
    const theirs = texts('en') // the platform's people have chosen their language themselves
    const top = await another(browser, size, language)
    await enter(top, platform.url, platform, `/platform/desk?q=${mark}`)
    await top.getByRole('link', { name: about(`Above ${mark}`) }).click()
    await expect(top.getByRole('heading', { level: 1, name: about(`Above ${mark}`) })).toBeVisible()
    await expect(top).toHaveURL(/\/platform\/desk\//)
    await top.getByRole('region', { name: theirs.support.devices }).getByRole('button', { name: theirs.support.lookAtIt }).click()
    const looking = top.getByRole('dialog', { name: theirs.support.lookAtIt })
    await looking.getByRole('button', { name: theirs.support.lookNow }).click()
    await expect(looking.getByText(device.name)).toBeVisible()
    await expectSound(top)
    await top.keyboard.press('Escape')
    const upper = top.url().split('/').at(-1)!
    expect((await call(top, 'POST', `/api/console/desk/tickets/${upper}/answers`, { body: `Seen. ${mark}` })).status).toBeLessThan(300)
    await top.context().close()
    await page.goto(`${of().url}/console/desk/${ticket}`)
    await expect(page.getByText(`Seen. ${mark}`)).toBeVisible()
    expect((await call(page, 'POST', `/api/console/desk/tickets/${ticket}/answers`, { body: 'It is settled.' })).status).toBeLessThan(300)
  })

  test(`the owner reads which versions are supported and asks about one, and the day begins with what is due, in ${language} at ${size.width} px`, async ({ page }) => {
    const mark = Date.now().toString(36)
    await prepare(page, size, language)
    await enter(page, of().url, of().owner, '/console/provider-tickets')
    const products = page.getByRole('region', { name: t.support.products })
    await expect(products.getByRole('row').nth(2)).toBeVisible()
    // Of a contract with the platform: the version that runs, with its dates.
    await expect(page.getByText(about(t.support.installation.split('{{')[0]!.trim()))).toBeVisible()
    await expect(products.getByRole('link', { name: about(t.support.download) }).first()).toHaveAttribute('href', /^https:/)
    await expectSound(page)
    await page.goto(`${of().url}/console/provider-tickets/new`)
    await page.getByRole('combobox', { name: t.support.fact.product, exact: true }).click()
    const product = page.getByRole('option').first()
    const version = (await product.innerText()).split(' ').at(-1)!
    await product.click()
    await page.getByRole('textbox', { name: t.support.subject }).fill(`Version ${mark}`)
    await page.getByRole('textbox', { name: t.support.body }).fill('Does it run on ours?')
    await expectSound(page)
    await page.getByRole('button', { name: t.support.send, exact: true }).click()
    await expect(page.getByRole('heading', { level: 1, name: about(`Version ${mark}`) })).toBeVisible()
    await expect(page.getByRole('region', { name: t.support.known, exact: true }).getByText(version, { exact: true })).toBeVisible()

    const ticket = await made(page, '/api/console/desk/calls', { name: `Caller ${mark}`, subject: `Down ${mark}`, body: 'Nothing works.', critical: true })
    await page.goto(`${of().url}/console`)
    const due = page.getByRole('region', { name: t.today.dueTickets })
    const rows = due.getByRole('listitem')
    await expect(rows.first()).toBeVisible()
    expect(await rows.count()).toBeLessThanOrEqual(6)
    await expectSound(page)
    await due.getByRole('link').first().click()
    await expect(page).toHaveURL(/\/console\/desk\/[0-9a-f-]{36}$/)
    expect((await call(page, 'POST', `/api/console/desk/tickets/${ticket}/answers`, { body: 'It works again.' })).status).toBeLessThan(300)
  })
}
