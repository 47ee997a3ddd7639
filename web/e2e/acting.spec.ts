import { type Page } from '@playwright/test'
import { brand, type Brand, enter, expect, expectSound, test, user, walked, world } from './world'

// Acting in a customer, from the reseller's console to the customer's own host and back, in two brands and two languages.

interface Words {
  language: string
  actIn: RegExp
  reason: string
  go: string
  banner: string
  leave: string
  began: string
  asked: string
  read: string
  checked: RegExp
  check: string
  signOut: string
}

const english: Words = { language: 'en', actIn: /Act in/, reason: 'Reason', go: 'Go there', banner: 'Acting in a customer', leave: 'Leave', began: 'Began to act in the account', asked: 'Asked to act in a customer', read: 'Looked at objects', checked: /Nothing was rewritten/, check: 'Check the chain', signOut: 'Sign out' }
const russian: Words = { language: 'ru', actIn: /Войти в аккаунт/, reason: 'Причина', go: 'Перейти', banner: 'Работа в аккаунте клиента', leave: 'Выйти', began: 'Начата работа в аккаунте', asked: 'Запрошен вход в аккаунт клиента', read: 'Просмотрены объекты', checked: /Ничего не переписано/, check: 'Проверить цепочку', signOut: 'Выйти' }

/** Opens the dialog of a customer: from the list, or from the menu of their page. */
async function ask(page: Page, of: Brand, customer: string, words: Words) {
  await enter(page, of.url, of.owner, `/console/customers?q=${encodeURIComponent(customer)}`)
  const row = page.getByRole('row').filter({ hasText: customer }).first()
  await expect(row).toBeVisible()
  const button = row.getByRole('button', { name: words.actIn })
  if ((await button.count()) === 0) {
    await row.getByRole('link').first().click()
    await page.getByRole('main').getByRole('button', { name: /^(Actions|Действия)$/ }).click()
    await page.getByRole('menuitem', { name: words.actIn }).click()
    return
  }
  await button.click()
}

async function act(page: Page, of: Brand, customer: string, reason: string, words: Words) {
  await ask(page, of, customer, words)
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByRole('button', { name: words.go })).toBeDisabled()
  await dialog.getByRole('textbox', { name: words.reason }).fill(reason)
  await expectSound(page)
  await dialog.getByRole('button', { name: words.go }).click()
  await expect(page.getByRole('region', { name: words.banner })).toBeVisible()
}

// Each owner speaks the language of their brand: a profile goes before what a device was set to.
const cases = [
  { name: 'Meridian', words: english, viewport: { width: 1440, height: 900 } },
  { name: 'Meridian', words: english, viewport: { width: 390, height: 844 } },
  { name: 'Polaris', words: russian, viewport: { width: 390, height: 844 } },
  { name: 'Polaris', words: russian, viewport: { width: 1440, height: 900 } },
]

for (const { name, words, viewport } of walked(cases, 2)) {
  test(`acting in a customer of ${name} in ${words.language} at ${viewport.width}, and what both audits tell of it`, async ({ page, browser }) => {
    const of = brand(name)
    const customer = user(of)
    const reason = `They asked for help ${words.language} ${viewport.width}`
    await page.addInitScript((chosen) => localStorage.setItem('language', chosen), words.language)
    await page.setViewportSize(viewport)
    await act(page, of, customer.account!, reason, words)
    const banner = page.getByRole('region', { name: words.banner })
    await expect(banner).toContainText(customer.account!)
    await expect(banner).toContainText(of.owner.name)
    // The token does not stay in the history, and the customer's objects are there.
    expect(page.url()).not.toContain('act-in')
    await expect(page.locator('#work').getByRole('listitem').first()).toBeVisible()
    await expectSound(page)
    // What acting does not carry is not offered; that it is refused, the tests of the API prove.
    await page.getByRole('banner').getByRole('button').last().click()
    await expect(page.getByRole('menuitem')).not.toHaveCount(0)
    await expect(page.getByRole('menuitem', { name: words.signOut })).toHaveCount(0)
    await page.keyboard.press('Escape')

    // The customer's owner sees who is there, and reads of it.
    const context = await browser.newContext({ viewport, locale: 'en-GB' })
    const theirs = await context.newPage()
    await theirs.addInitScript((chosen) => localStorage.setItem('language', chosen), words.language)
    await theirs.goto(of.url)
    expect(await theirs.evaluate(async (body) => (await fetch('/api/session', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body })).status, JSON.stringify({ login: customer.login, password: customer.password }))).toBe(200)
    await theirs.goto(`${of.url}/account/audit`)
    await expect(theirs.locator('#work')).toContainText(reason)
    const told = theirs.locator('#work ol').getByRole('listitem')
    await expect(told.filter({ hasText: words.began }).first()).toContainText(of.owner.name)
    await expect(told.filter({ hasText: words.read }).first()).toBeVisible()
    await expectSound(theirs)
    await theirs.getByRole('button', { name: words.check }).click()
    await expect(theirs.getByText(words.checked)).toBeVisible()

    // Leaving leads back to the console, as whoever one is.
    await banner.getByRole('button', { name: words.leave }).click()
    await expect(page).toHaveURL(/\/console/)
    await expect(banner).toHaveCount(0)
    await page.goto(`${of.url}/console/audit?action=acting.`)
    const own = page.locator('#work ol').getByRole('listitem')
    await expect(own.filter({ hasText: words.asked }).first()).toContainText(customer.account!)
    await own.filter({ hasText: words.asked }).first().getByRole('button').click()
    await expect(page.getByRole('dialog')).toContainText(reason)
    await expectSound(page)
    await context.close()
  })
}

test('the customer’s owner sends out whoever acts, and the page is theirs no more', async ({ page, browser }) => {
  const of = brand('Meridian')
  const customer = user(of)
  await act(page, of, customer.account!, 'To be sent out', english)
  const theirs = await (await browser.newContext({ locale: 'en-GB' })).newPage()
  await theirs.goto(of.url)
  await theirs.evaluate(async (body) => fetch('/api/session', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body }), JSON.stringify({ login: customer.login, password: customer.password }))
  await theirs.goto(`${of.url}/account/audit`)
  const here = theirs.getByRole('region', { name: 'Acting in your account now' })
  await here.getByRole('listitem').filter({ hasText: 'To be sent out' }).getByRole('button', { name: /Send out/ }).click()
  await expect(here.getByText('To be sent out')).toHaveCount(0)
  await page.reload()
  await expect(page.getByRole('region', { name: 'Acting in a customer' })).toHaveCount(0)
  await theirs.context().close()
})

test('a customer of a partner takes the partner’s grant, and shows nobody’s name below', async ({ page, browser }) => {
  const of = brand('Meridian')
  const harbour = brand('Harbour')
  const deep = user(harbour)
  await ask(page, of, deep.account!, english)
  await page.getByRole('dialog').getByRole('textbox', { name: 'Reason' }).fill('A look from above')
  await page.getByRole('dialog').getByRole('button', { name: 'Go there' }).click()
  await expect(page.getByRole('alert')).toContainText('owner must grant access first')

  const partner = await (await browser.newContext({ locale: 'en-GB' })).newPage()
  await enter(partner, harbour.url, harbour.owner, '/console/access')
  await partner.getByRole('button', { name: 'Grant access' }).first().click()
  await partner.getByRole('dialog').getByRole('textbox', { name: 'What for' }).fill('To look into a silent tracker')
  await expectSound(partner)
  await partner.getByRole('dialog').getByRole('button', { name: 'Grant access' }).click()
  await expect(partner.getByRole('listitem').filter({ hasText: 'To look into a silent tracker' })).toContainText('In force until')

  await page.getByRole('dialog').getByRole('button', { name: 'Go there' }).click()
  await expect(page.getByRole('region', { name: 'Acting in a customer' })).toContainText(deep.account!)
  expect(new URL(page.url()).host).toBe(new URL(harbour.url).host)

  const theirs = await (await browser.newContext({ locale: 'en-GB' })).newPage()
  await enter(theirs, harbour.url, deep, '/account/audit')
  const began = theirs.locator('#work ol').getByRole('listitem').filter({ hasText: 'Began to act in the account' }).first()
  await expect(began).toContainText(`${harbour.name} technical service`)
  await expect(theirs.locator('#work')).not.toContainText(of.owner.name)
  await expect(theirs.locator('#work')).not.toContainText('Meridian')

  // Taking the grant back ends it, and what stood on it.
  await partner.getByRole('button', { name: /Take back/ }).first().click()
  await expect(partner.getByRole('listitem').filter({ hasText: 'To look into a silent tracker' }).first()).toContainText('Taken back')
  await page.reload()
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible()
  await partner.context().close()
  await theirs.context().close()
})

test('staff check the audits of all tenants, and a used way in is none', async ({ page }) => {
  const { platform } = world()
  await enter(page, platform.url, platform, '/platform/audit')
  await page.getByRole('button', { name: 'Check all audits' }).click()
  await expect(page.getByText(/Audits checked: \d+, entries: .*Nothing was rewritten/)).toBeVisible()
  await expectSound(page)
  await page.goto(`${brand('Polaris').url}/act-in#AAAA`)
  await expect(page.getByRole('alert')).toContainText('not good any more')
})
