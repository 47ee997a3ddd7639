import { type Browser } from '@playwright/test'
import en from '../src/i18n/en.json' with { type: 'json' }
import ru from '../src/i18n/ru.json' with { type: 'json' }
import { brand, type Brand, call, enter, expect, expectSound, type Page, standAs, test, user, walked } from './world'

async function prepare(page: Page, size: { width: number; height: number }, language: string) {
  await page.setViewportSize(size)
  await page.addInitScript((chosen) => localStorage.setItem('language', chosen), language)
}

/** Somebody else, in a browser of their own. */
async function another(browser: Browser, size: { width: number; height: number }, language: string) {
  const page = await (await browser.newContext()).newPage()
  await prepare(page, size, language)
  return page
}

/** A picture of a screen, where somebody wants to look at it. */
async function picture(page: Page, name: string) {
  const folder = process.env.E2E_PICTURES
  if (!folder) return
  for (const scheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme: scheme })
    await page.screenshot({ path: `${folder}/${name}-${scheme}.png`, fullPage: true })
  }
  await page.emulateMedia({ colorScheme: 'light' })
}

for (const [language, brandName, size, say] of walked([
  ['en', 'Meridian', { width: 1440, height: 900 }, en],
  ['ru', 'Polaris', { width: 390, height: 844 }, ru],
] as const, 1)) {
  test(`the desk looks at a device it is let look at, reads links, facts and events, and the look is ended, in ${language} at ${size.width} px`, async ({ page, browser }) => {
    const of: Brand = brand(brandName)
    const mark = Date.now().toString(36)
    await prepare(page, size, language)
    await standAs(page, of.url, user(of))
    const objects = await call<{ items: { id: string; name: string }[] }>(page, 'GET', '/api/objects?limit=1')
    const device = objects.answer.items[0]!

    // Asking about an object: it is chosen already, and with it goes the page one was at.
    await page.goto(`${of.url}/objects/${device.id}`)
    await page.getByRole('link', { name: say.support.askAbout }).click()
    await page.getByRole('textbox', { name: say.support.subject }).fill(`Jumps ${mark}`)
    await page.getByRole('textbox', { name: say.support.body }).fill('Its position jumps about the block.')
    await expect(page.getByRole('combobox', { name: say.support.object })).toHaveValue(device.name)
    await page.getByRole('combobox', { name: say.support.kindIs, exact: true }).click()
    await page.getByRole('option', { name: say.support.kind.complaint, exact: true }).click()
    await expectSound(page)
    await picture(page, `ask-${size.width}`)
    await page.getByRole('button', { name: say.support.send, exact: true }).click()
    await expect(page.getByRole('heading', { level: 1, name: new RegExp(`Jumps ${mark}`) })).toBeVisible()
    const ticket = page.url().split('/').at(-1)!
    await expect(page.getByRole('region', { name: say.support.links, exact: true }).getByRole('link', { name: device.name })).toHaveAttribute('href', `/objects/${device.id}`)
    const known = page.getByRole('region', { name: say.support.known, exact: true })
    await expect(known.getByText(`/objects/${device.id}`)).toBeVisible()

    // What is missing is told without another message.
    await known.getByRole('button', { name: say.support.tellFact }).click()
    const telling = page.getByRole('dialog', { name: say.support.tellFact })
    await telling.getByRole('textbox', { name: say.support.factValue }).fill(`Restarted it ${mark}`)
    await telling.getByRole('button', { name: say.state.save }).click()
    await expect(known.getByText(`Restarted it ${mark}`)).toBeVisible()

    // A password is handed over after the asking, and taken back.
    const secrets = page.getByRole('region', { name: say.support.secrets })
    await secrets.getByRole('button', { name: say.support.giveSecret }).click()
    const giving = page.getByRole('dialog', { name: say.support.giveSecret })
    await giving.getByRole('textbox', { name: say.support.secretLabel }).fill(`Box ${mark}`)
    await giving.getByLabel(say.support.secretValue).first().fill('open sesame')
    await giving.getByRole('button', { name: say.support.giveSecret }).click()
    await secrets.getByRole('button', { name: say.support.endSecretOf.replace('{{name}}', `Box ${mark}`) }).click()
    await expect(secrets.getByText(new RegExp(say.support.secretGone))).toBeVisible()

    // The desk is let look at the one device, for a time.
    const allowed = page.getByRole('region', { name: say.support.allowed })
    await allowed.getByRole('button', { name: say.support.allow }).click()
    const allowing = page.getByRole('dialog', { name: say.support.allow })
    await allowing.getByRole('combobox', { name: say.support.fact.object }).click()
    await page.getByRole('option', { name: device.name }).first().click()
    await expectSound(page)
    await allowing.getByRole('button', { name: say.support.allow }).click()
    await expect(allowed.getByText(device.name)).toBeVisible()
    await expectSound(page)
    await picture(page, `asked-${size.width}`)

    const desk = await another(browser, size, language)
    await enter(desk, of.url, of.owner, `/console/desk/${ticket}`)
    await expect(desk.getByRole('heading', { level: 1, name: new RegExp(`Jumps ${mark}`) })).toBeVisible()
    const head = desk.locator('header').filter({ hasText: `Jumps ${mark}` })
    await expect(head.getByRole('link', { name: user(of).account! })).toHaveAttribute('href', /\/console\/customers\//)
    await expect(head.getByText(say.support.kind.complaint)).toBeVisible()
    await expect(desk.getByRole('region', { name: say.support.links, exact: true }).getByText(device.name)).toBeVisible()
    await expect(desk.getByText(say.support.event.facts.replace('{{what}}', say.support.fact.before))).toBeVisible()
    const devices = desk.getByRole('region', { name: say.support.devices })
    await devices.getByRole('button', { name: say.support.lookAtIt }).click()
    const looking = desk.getByRole('dialog', { name: say.support.lookAtIt })
    await expect(looking.getByText(say.support.lookTraced)).toBeVisible()
    await looking.getByRole('button', { name: say.support.lookNow }).click()
    await expect(looking.getByText(device.name)).toBeVisible()
    await expectSound(desk)
    await picture(desk, `look-${size.width}`)
    await desk.keyboard.press('Escape')

    // Who made it critical and why stands among what was said.
    await desk.getByRole('button', { name: say.support.makeCritical }).click()
    const making = desk.getByRole('dialog', { name: say.support.makeCritical })
    await making.getByRole('textbox', { name: say.support.reason }).fill(`All of them ${mark}`)
    await making.getByRole('button', { name: say.support.makeCritical }).click()
    const event = desk.getByRole('list', { name: say.support.said }).getByText(say.support.event.critical.replace('{{what}}', `All of them ${mark}`))
    await expect(event).toBeVisible()
    await expect(event).toContainText(of.owner.name)
    await expectSound(desk)
    await picture(desk, `desk-${size.width}`)

    // Ended by whoever gave it, it is over at once.
    await allowed.getByRole('button', { name: say.support.endLookOf.replace('{{name}}', device.name) }).click()
    await expect(allowed.getByText(say.support.allowedText)).toBeVisible()
    await desk.reload()
    await expect(desk.getByRole('heading', { level: 1, name: new RegExp(`Jumps ${mark}`) })).toBeVisible()
    await expect(desk.getByRole('region', { name: say.support.devices })).toHaveCount(0)
    expect((await call(desk, 'POST', `/api/console/desk/tickets/${ticket}/answers`, { body: `Seen and settled. ${mark}` })).status).toBeLessThan(300)
    await desk.context().close()
  })

  test(`a call of a customer is a ticket of theirs, and a list shows theirs alone, in ${language} at ${size.width} px`, async ({ page }) => {
    const of: Brand = brand(brandName)
    const mark = Date.now().toString(36)
    await prepare(page, size, language)
    await enter(page, of.url, of.owner, '/console/desk')
    const customers = await call<{ items: { id: string; name: string }[] }>(page, 'GET', '/api/console/customers?kind=account&own=true&limit=1')
    const customer = customers.answer.items[0]!
    await page.getByRole('button', { name: say.support.call }).click()
    const calling = page.getByRole('dialog', { name: say.support.call })
    const whose = calling.getByRole('combobox', { name: say.support.customer })
    await whose.click()
    await whose.fill(customer.name)
    await page.getByRole('option', { name: customer.name }).first().click()
    await calling.getByRole('textbox', { name: say.support.callName }).fill(`Caller ${mark}`)
    await calling.getByRole('textbox', { name: say.support.subject }).fill(`Phoned ${mark}`)
    await calling.getByRole('textbox', { name: say.support.callBody }).fill('They called about their vans.')
    await expectSound(page)
    await picture(page, `call-${size.width}`)
    await calling.getByRole('button', { name: say.support.call }).click()
    await expect(page.getByRole('heading', { level: 1, name: new RegExp(`Phoned ${mark}`) })).toBeVisible()
    await expect(page.getByRole('link', { name: customer.name }).first()).toHaveAttribute('href', `/console/customers/${customer.id}`)

    await page.goto(`${of.url}/console/desk?customer=${customer.id}&sort=changed`)
    const list = page.getByRole('list', { name: say.support.queue, exact: true })
    await expect(list.getByRole('listitem').filter({ hasText: `Phoned ${mark}` })).toContainText(customer.name)
    await expectSound(page)
    await picture(page, `list-${size.width}`)
  })
}
