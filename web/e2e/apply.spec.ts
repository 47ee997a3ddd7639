// Somebody asks for a monitoring business of their own on the platform's site, follows the letter's link, and stands at the beginning of
// the guided start on their own host; where somebody decides first, one is let in and one is not.
import { type Browser, type Page } from '@playwright/test'
import { brand, call, expect, expectAccessible, expectNoSidewaysScroll, newIMEI, settled, standAs, test, world } from './world'
import { type Letter, letter } from './letters'

const unique = () => newIMEI().slice(-7)
const password = 'correct horse battery'

/** The platform lets nobody in before it can be named itself. */
async function take(browser: Browser, mode: 'open' | 'approval' | 'closed') {
  const page = await (await browser.newContext()).newPage()
  await standAs(page, world().platform.url, world().platform)
  const { answer: entity } = await call<Record<string, string>>(page, 'GET', '/api/entity')
  const complete = { ...entity, name: entity.name || 'Maintainers Oy', address: entity.address || 'Unioninkatu 17, Helsinki', registration: entity.registration || '1234567-8', email: entity.email || 'office@maintainers.example' }
  expect((await call(page, 'PUT', '/api/entity', complete)).status).toBeLessThan(300)
  const { status } = await call(page, 'PUT', '/api/console/partner-sign-up', { mode, plans: [] })
  expect(status).toBe(204)
  return page
}

const link = (found: Letter) => /^https?:\/\/\S+$/m.exec(found.text)?.[0] ?? ''

const words = {
  en: { title: 'Start your own monitoring business', company: 'What your business is called', name: 'Your name', email: 'E-mail', password: 'Password', host: 'Your host', country: 'Country', land: 'Finl', option: 'Finland', accept: 'I have read and accept:', submit: 'Go on', sent: 'Look at your letters' },
  ru: { title: 'Откройте собственный бизнес мониторинга', company: 'Как называется ваш бизнес', name: 'Ваше имя', email: 'Электронная почта', password: 'Пароль', host: 'Ваш адрес', country: 'Страна', land: 'Финл', option: 'Финляндия', accept: 'Я прочитал(а) и принимаю:', submit: 'Продолжить', sent: 'Проверьте почту' },
}

async function fill(page: Page, w: (typeof words)['en'], company: string, name: string, host: string) {
  await page.getByLabel(w.company).fill(company)
  await page.getByLabel(w.name).fill(name)
  await page.getByLabel(w.email).fill(`${host}@example.com`)
  await page.getByRole('textbox', { name: w.password }).fill(password)
  await page.getByRole('textbox', { name: w.host }).fill(host)
  await expect(page.getByRole('status').filter({ hasText: `${host}.localhost` })).toBeVisible()
  await page.getByRole('combobox', { name: w.country }).fill(w.land)
  await page.getByRole('option', { name: w.option }).click()
  for (const box of await page.getByRole('group', { name: w.accept }).getByRole('checkbox').all()) await box.check()
}

test.describe.configure({ mode: 'serial' })

test('whoever asks for a business on the platform’s site begins it on a host of their own', async ({ page, browser }) => {
  const staff = await take(browser, 'open')
  await page.setViewportSize({ width: 1440, height: 900 })
  const w = words.en
  const host = `sund${unique()}`
  // A page of the site is kept for some seconds: one that was asked for before does not offer it yet.
  const own = page.getByRole('link', { name: 'Your own business' })
  await expect.poll(async () => (await page.goto(`${world().platform.url}/en`)) && own.count()).toBe(1)
  await own.click()
  await expect(page.getByRole('heading', { name: w.title })).toBeVisible()
  await settled(page)
  await expectAccessible(page)
  await page.getByRole('textbox', { name: w.host }).fill('supp0rt')
  await expect(page.getByText('This name is kept for the installation itself.')).toBeVisible()
  await fill(page, w, 'Sund Fleet', 'Siv Sund', host)
  await page.getByRole('button', { name: w.submit }).click()
  await expect(page.getByText(w.sent)).toBeVisible()
  const asked = link(await letter(`${host}@example.com`))
  expect(asked).toContain(`${world().platform.url}/partners/confirm#`)
  await page.goto(asked)
  await expect(page.getByText('Your business is open')).toBeVisible()
  await expect(page.getByText(`${host}.localhost`)).toBeVisible()
  const told = await letter(`${host}@example.com`, 2)
  expect(told.subject).toContain('Sund Fleet')
  expect(`${told.subject} ${told.text} ${told.html}`.toLowerCase()).not.toContain('livery')
  expect(link(told)).toContain(`//${host}.localhost`)

  await page.getByRole('button', { name: 'To the first steps' }).click()
  await page.waitForURL((url) => url.hostname === `${host}.localhost`)
  await page.getByLabel('Login').fill(`${host}@example.com`)
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await expect(page.getByRole('heading', { name: 'Getting started' })).toBeVisible()
  await settled(page)
  await expectAccessible(page)

  // The link is good once, and a brand that takes nobody has no such page.
  await page.goto(asked)
  await expect(page.getByText('This link is not good any more')).toBeVisible()
  await page.goto(`${brand('Meridian').url}/partners`)
  await expect(page.getByRole('alert').getByText('There is nothing here')).toBeVisible()
  await staff.context().close()
})

test('by approval one applicant is let in and another is told why not', async ({ page, browser }) => {
  const staff = await take(browser, 'approval')
  await page.addInitScript(() => localStorage.setItem('language', 'ru'))
  await page.setViewportSize({ width: 390, height: 844 })
  const w = words.ru
  const [welcome, turnedDown] = [`sever${unique()}`, `yug${unique()}`]
  for (const host of [welcome, turnedDown]) {
    await page.goto(`${world().platform.url}/partners`)
    await expect(page.getByRole('heading', { name: w.title })).toBeVisible()
    await settled(page)
    await expectNoSidewaysScroll(page)
    await fill(page, w, `Север ${host}`, 'Анна Белова', host)
    await page.getByRole('button', { name: w.submit }).click()
    await expect(page.getByText(w.sent)).toBeVisible()
    await page.goto(link(await letter(`${host}@example.com`)))
    await expect(page.getByText('Заявка отправлена')).toBeVisible()
    await settled(page)
    await expectAccessible(page)
  }
  await staff.goto(`${world().platform.url}/console/applications`)
  await staff.getByRole('link', { name: `Север ${welcome}` }).click()
  await staff.getByRole('button', { name: 'Approve' }).click()
  await expect(staff.getByText('The business is open')).toBeVisible()
  await staff.goto(`${world().platform.url}/console/applications`)
  await staff.getByRole('link', { name: `Север ${turnedDown}` }).click()
  await staff.getByRole('button', { name: 'Refuse' }).click()
  await staff.getByLabel('Reason').fill('Пока не в этой стране')
  await staff.getByRole('dialog').getByRole('button', { name: 'Refuse' }).click()
  await expect(staff.getByText('Refused. The letter is on its way.')).toBeVisible()
  expect(link(await letter(`${welcome}@example.com`, 2))).toContain(`//${welcome}.localhost`)
  expect((await letter(`${turnedDown}@example.com`, 2)).text).toContain('Пока не в этой стране')
  await take(browser, 'closed')
  await staff.context().close()
})
