import { readFile } from 'node:fs/promises'
import { type Page } from '@playwright/test'
import { brand, type Brand, enter, expect, expectAccessible, expectNoSidewaysScroll, leave, newIMEI, settled, simulate, test, world } from './world'

const phone = { width: 390, height: 844 }
const unique = () => newIMEI().slice(-7)

/** Sets how strangers become customers, as the reseller does. */
async function setMode(page: Page, of: Brand, label: RegExp, save: string) {
  await enter(page, of.url, of.owner, '/console/sign-up')
  // Partners have a form of their own beside it, which may come first.
  const form = page.locator('form').filter({ has: page.getByRole('radio', { name: 'Everybody: the account works at once' }) })
  await form.getByRole('radio', { name: label }).check()
  await form.getByRole('button', { name: save }).click()
  await expect(page.getByText(/^(Saved|Сохранено)$/)).toBeVisible()
  await leave(page)
}

/** What a file holds that a click brings. */
async function downloaded(page: Page, click: () => Promise<void>) {
  const download = page.waitForEvent('download')
  await click()
  const file = await download
  return { name: file.suggestedFilename(), text: await readFile(await file.path(), 'utf8') }
}

async function speak(page: Page, language: string) {
  await page.addInitScript((chosen) => localStorage.setItem('language', chosen), language)
}

test('whoever signs up where it is open has a tracker on the map minutes later', async ({ page }) => {
  const meridian = brand('Meridian')
  const login = `aino${unique()}`
  await page.setViewportSize(phone)
  await page.goto(meridian.url)
  await page.getByRole('link', { name: 'Create an account' }).click()
  await expect(page.getByRole('heading', { name: 'Create your account' })).toBeVisible()
  await expect(page.getByText('3 objects are free of charge')).toBeVisible()
  await expect(page).toHaveTitle(/Meridian/)
  await settled(page)
  await expectAccessible(page)
  await expectNoSidewaysScroll(page)
  expect((await page.content()).toLowerCase()).not.toContain('livery')

  await page.getByLabel('Your name').fill('Aino Laine')
  await page.getByLabel('E-mail').fill(`${login}@example.com`)
  await page.getByRole('textbox', { name: 'Login' }).fill(meridian.users[0]!.login)
  await page.getByRole('textbox', { name: 'Password' }).fill('password1')
  await expect(page.getByText(/^(Weak|Fair)$/)).toBeVisible()
  const country = page.getByRole('combobox', { name: 'Country' })
  await country.fill('Finl')
  await page.getByRole('option', { name: 'Finland' }).click()
  const submit = page.getByRole('button', { name: 'Create the account' })
  await expect(submit).toBeDisabled()
  const boxes = page.getByRole('group', { name: 'I have read and accept:' }).getByRole('checkbox')
  await expect(boxes).toHaveCount(4)
  for (const box of await boxes.all()) await box.check()

  await submit.click()
  await expect(page.getByText('This password is among the first that are tried')).toBeVisible()
  await page.getByRole('textbox', { name: 'Password' }).fill('correct horse battery')
  await submit.click()
  await expect(page.getByText('This login is taken. Choose another.')).toBeVisible()
  await page.getByRole('textbox', { name: 'Login' }).fill(login)
  await submit.click()
  await expect(page.getByText(`follow the link in the letter to ${login}@example.com`)).toBeVisible()
  await settled(page)
  await expectAccessible(page)

  await page.goto(`${meridian.url}/add`)
  const imei = newIMEI()
  const name = `First van ${imei.slice(-4)}`
  await page.getByLabel('Name').fill(name)
  await page.getByLabel('Model', { exact: true }).first().fill('FMB9')
  await page.getByRole('option', { name: /^FMB920$/ }).click()
  await page.getByLabel(/^(IMEI|Identifier)/).fill(imei)
  await page.getByRole('button', { name: 'Add and set up' }).click()
  await expect(page.getByRole('region', { name: 'What has arrived' })).toContainText('Waiting for the tracker')
  const tracker = simulate('teltonika', imei, world().trackers.teltonika!)
  try {
    await expect(page.getByRole('region', { name: 'What has arrived' })).toHaveAttribute('data-what', 'well', { timeout: 30_000 })
    await page.getByRole('link', { name: 'Show on the map' }).click()
    await expect(page.getByRole('region', { name }).getByText(/Moving|Standing/)).toBeVisible()
  } finally {
    tracker.kill('SIGINT')
  }

  // What was accepted stands with the account, and what is free of charge ends.
  await page.goto(`${meridian.url}/account/documents`)
  await expect(page.getByText(/Accepted when signing up/)).toHaveCount(4)
  await settled(page)
  await expectAccessible(page)
  await expectNoSidewaysScroll(page)
  for (let i = 0; i < 3; i++) {
    const status = await page.evaluate(async (made) => (await fetch('/api/objects', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ name: made }) })).status, `Van ${i}`)
    expect(status, `object ${i + 2}`).toBe(i < 2 ? 201 : 429)
  }
  // Nothing is sent to others before the address is confirmed.
  const invited = await page.evaluate(async () => (await fetch('/api/invitations', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ email: 'friend@example.com', role: 'viewer' }) })).json())
  expect(invited.reason).toBe('email_unconfirmed')
})

test('a Russian brand looks at every application: one is approved, one refused', async ({ page }) => {
  const polaris = brand('Polaris')
  await speak(page, 'ru')
  const apply = async (login: string) => {
    await page.goto(`${polaris.url}/sign-up`)
    await page.getByRole('radio', { name: 'организация' }).check()
    await page.getByLabel('Название организации').fill(`ООО «${login}»`)
    await page.getByLabel('Контактное лицо').fill('Анна Белова')
    await page.getByLabel('Электронная почта').fill(`${login}@example.com`)
    await page.getByRole('textbox', { name: 'Логин' }).fill(login)
    await page.getByRole('textbox', { name: 'Пароль' }).fill('верная лошадь батарейка')
    await page.getByRole('combobox', { name: 'Страна' }).fill('Финл')
    await page.getByRole('option', { name: 'Финляндия' }).click()
    for (const box of await page.getByRole('group', { name: 'Я прочитал(а) и принимаю:' }).getByRole('checkbox').all()) await box.check()
    await page.getByRole('button', { name: 'Отправить заявку' }).click()
    await expect(page.getByText('Заявка отправлена')).toBeVisible()
  }
  await page.setViewportSize(phone)
  const [welcome, turnedDown] = [`belova${unique()}`, `chernov${unique()}`]
  await apply(welcome)
  await settled(page)
  await expectAccessible(page)
  await expectNoSidewaysScroll(page)
  await apply(turnedDown)

  await enter(page, polaris.url, polaris.owner, '/console/applications')
  await page.setViewportSize({ width: 1280, height: 800 })
  await expect(page.getByRole('table').getByRole('row').nth(2)).toBeVisible()
  await page.keyboard.press('/')
  await page.keyboard.type(welcome)
  const row = page.getByRole('table').getByRole('row').nth(1)
  await expect(row).toContainText('Ждёт решения')
  await expect(page.getByRole('table').getByRole('row')).toHaveCount(2)
  await settled(page)
  await expectAccessible(page)
  await page.getByRole('searchbox').press('Escape')
  await page.keyboard.press('j')
  await page.keyboard.press('Enter')
  await expect(page.getByText('Анна Белова')).toBeVisible()
  await settled(page)
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Одобрить' }).click()
  await expect(page.getByText('Аккаунт открыт', { exact: true })).toBeVisible()

  await page.goto(`${polaris.url}/console/applications?q=${turnedDown}`)
  await page.getByRole('table').getByRole('row').nth(1).getByRole('link').click()
  await page.getByRole('button', { name: 'Отказать' }).click()
  await page.getByRole('dialog').getByLabel('Причина').fill('Мы работаем только в Финляндии')
  await expectAccessible(page)
  await page.getByRole('dialog').getByRole('button', { name: 'Отказать' }).click()
  await expect(page.getByText('Мы работаем только в Финляндии')).toBeVisible()
  // Whoever was turned down may ask what is kept of them.
  const file = await downloaded(page, () => page.getByRole('region', { name: 'Что хранится' }).getByRole('button', { name: 'Получить файл' }).click())
  expect(file.name).toBe('application.json')
  expect(file.text).toContain(`${turnedDown}@example.com`)
  expect(file.text).toContain('Мы работаем только в Финляндии')
  expect(file.text).not.toContain(welcome)
  await settled(page)
  await expectAccessible(page)

  await leave(page)
  await page.goto(polaris.url)
  await page.getByLabel(/^Логин/).fill(welcome)
  await page.getByRole('textbox', { name: 'Пароль' }).fill('верная лошадь батарейка')
  await page.getByRole('button', { name: 'Войти', exact: true }).click()
  await expect(page.getByText('Подтвердите адрес')).toBeVisible()
  // The other brand knows nothing of either.
  const elsewhere = await page.context().request.fetch(`${brand('Meridian').url}/api/sign-up`).catch(() => null)
  if (elsewhere) expect(await elsewhere.text()).not.toContain(welcome)
})

test('where it is closed the page says so, and takes a question', async ({ page }) => {
  const harbour = brand('Harbour')
  await page.setViewportSize(phone)
  await page.goto(`${harbour.url}/sign-up`)
  await expect(page.getByRole('heading', { name: /Accounts are opened by Harbour/ })).toBeVisible()
  await settled(page)
  await expectAccessible(page)
  await expectNoSidewaysScroll(page)
  const name = `Curious ${unique()}`
  await page.getByLabel('Your name').fill(name)
  await page.getByLabel('E-mail').fill('curious@example.com')
  await page.getByLabel('Your question').fill('Do you follow boats?')
  await page.getByRole('button', { name: 'Send' }).click()
  await expect(page.getByText('The answer goes to curious@example.com')).toBeVisible()
  await enter(page, harbour.url, harbour.owner, '/console/questions')
  await expect(page.getByText(name)).toBeVisible()
  await settled(page)
  await expectAccessible(page)
  await expectNoSidewaysScroll(page)
  const file = await downloaded(page, () => page.getByRole('button', { name: `Fetch the file of what is kept of ${name}` }).click())
  expect(file.name).toBe('question.json')
  expect(file.text).toContain('Do you follow boats?')
  await page.getByRole('button', { name: `The question of ${name} is answered` }).click()
  await expect(page.getByText(name)).toBeHidden()
})

test('a realm opens and closes its sign-up, and says what it asks for', async ({ page }) => {
  const harbour = brand('Harbour')
  await setMode(page, harbour, /Everybody: the account works at once/, 'Save')
  await page.goto(`${harbour.url}/sign-up`)
  await expect(page.getByRole('button', { name: 'Create the account' })).toBeVisible()
  await setMode(page, harbour, /Nobody/, 'Save')
  await page.goto(`${harbour.url}/sign-up`)
  await expect(page.getByRole('heading', { name: /Accounts are opened by Harbour/ })).toBeVisible()
})

test('documents are public, in both languages, and a new version is announced with its notice', async ({ page }) => {
  const meridian = brand('Meridian')
  await page.setViewportSize(phone)
  await page.goto(`${meridian.url}/documents`)
  await expect(page.getByRole('heading', { name: 'Documents' })).toBeVisible()
  await settled(page)
  await expectAccessible(page)
  await expectNoSidewaysScroll(page)
  await page.getByRole('link', { name: 'Terms of service' }).click()
  await expect(page.getByRole('heading', { name: 'Terms of service' })).toBeVisible()
  await expect(page.getByText(/agreement between Meridian/)).toBeVisible()
  await page.getByText('Русский').click()
  await expect(page.getByRole('heading', { name: 'Условия обслуживания' })).toBeVisible()
  const download = page.waitForEvent('download')
  await page.getByRole('link', { name: 'Скачать' }).click()
  expect((await download).suggestedFilename()).toBe('terms-1-ru.txt')
  await page.getByText('English').click()

  await page.setViewportSize({ width: 1280, height: 900 })
  await enter(page, meridian.url, meridian.owner, '/console/documents')
  await settled(page)
  await expectAccessible(page)
  await page.getByRole('button', { name: 'New version: Privacy policy' }).click()
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByText(/At least [12]0 days ahead\./)).toBeVisible()
  await expectAccessible(page)
  await dialog.getByLabel('Title, English').fill('Privacy policy of the new year')
  // The text has places, which are filled from what the brand says of itself.
  await expect(dialog.getByLabel('Text, English')).toHaveValue(/\{\{company\}\}/)
  await dialog.getByLabel('Text, English').fill('We keep little.\n\nAsk {{brand}}, or {{captain}}.')
  await dialog.getByRole('button', { name: 'Preview' }).click()
  await expect(dialog.getByText('Not known: {{captain}}.')).toBeVisible()
  await dialog.getByLabel('Text, English').fill('We keep little.\n\nAsk {{brand}}.')
  await dialog.getByRole('button', { name: 'Preview' }).click()
  await expect(dialog.getByText('Ask Meridian', { exact: false })).toBeVisible()
  await expectAccessible(page)
  for (const language of ['Русский', 'Español', 'Português', 'Français']) {
    const leave = dialog.getByRole('button', { name: `Leave out: ${language}` })
    if (await leave.count()) await leave.click()
  }
  await dialog.getByRole('button', { name: 'Post' }).click()
  await expect(dialog).toBeHidden()
  await page.goto(`${meridian.url}/documents`)
  await expect(page.getByRole('heading', { name: 'Announced' })).toBeVisible()
  await page.getByRole('link', { name: 'Privacy policy of the new year', exact: true }).click()
  await expect(page.getByText(/^From .*, version 2$/)).toBeVisible()

  // What it changes is shown word by word; until its date it can be taken back.
  await page.goto(`${meridian.url}/console/documents`)
  await page.getByRole('button', { name: /^What version 2 changes: Privacy policy/ }).click()
  await expect(page.getByRole('dialog').locator('ins').first()).toBeVisible()
  await expectAccessible(page)
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: /^Take back version 2: Privacy policy/ }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Take back' }).click()
  // Other documents may have had a version taken back before.
  await expect(page.getByRole('region', { name: 'Privacy policy', exact: true }).getByText('taken back', { exact: true })).toBeVisible()
  await expect(page.getByRole('region', { name: 'Who has accepted' })).toBeVisible()
  await page.goto(`${meridian.url}/documents`)
  await expect(page.getByRole('link', { name: 'Privacy policy of the new year', exact: true })).toHaveCount(0)

  // What of its own provider binds a reseller stands under Provider, with when its owner accepted it.
  await page.goto(`${meridian.url}/console/provider`)
  const ofProvider = page.getByRole('region', { name: 'Documents' })
  await expect(ofProvider.getByText(/^Accepted/).first()).toBeVisible()
  await settled(page)
  await expectAccessible(page)
})

test('a link that confirms nothing says so', async ({ page }) => {
  await page.goto(`${brand('Meridian').url}/confirm#nothing-of-the-kind`)
  await expect(page.getByText('This link is not good any more')).toBeVisible()
  await settled(page)
  await expectAccessible(page)
})

test('new documents that have come in force are shown, and put away by accepting them', async ({ page }) => {
  const polaris = brand('Polaris')
  await speak(page, 'en')
  const otso = polaris.users.find((one) => one.login === 'otso')!
  await enter(page, polaris.url, otso)
  const notice = page.getByRole('region', { name: 'New documents are in force' })
  await expect(notice).toContainText('Using the service from now on counts as acceptance')
  await settled(page)
  await expectAccessible(page)
  await notice.getByRole('button', { name: 'Accept' }).click()
  await expect(notice).toBeHidden()
  await page.reload()
  await expect(page.getByRole('searchbox').first()).toBeVisible()
  await expect(notice).toBeHidden()
})
