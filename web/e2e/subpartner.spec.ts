// A partner takes partners of its own: somebody asks on its site, follows the letter's link, and stands on a host of their own, one level
// further down. Nothing says that there is anybody above it.
import { letter, texts } from './letters'
import { brand, call, expect, expectAccessible, expectNoSidewaysScroll, newIMEI, settled, standAs, test } from './world'

const t = texts('en')

test('whoever asks a partner for a business of their own begins it below that partner', async ({ page, browser }) => {
  const of = brand('Polaris')
  const above = await (await browser.newContext()).newPage()
  await standAs(above, of.url, of.owner)
  const before = (await call<{ mode: string; plans: string[] }>(above, 'GET', '/api/console/partner-sign-up')).answer
  expect((await call(above, 'PUT', '/api/console/partner-sign-up', { mode: 'open', plans: before.plans })).status).toBe(204)
  const host = `lumme${newIMEI().slice(-7)}`
  try {
    // A page of the site is kept for some seconds.
    const own = page.getByRole('link', { name: 'Your own business' })
    await expect.poll(async () => (await page.goto(`${of.url}/en`)) && own.count()).toBe(1)
    await own.click()
    await expect(page.getByRole('heading', { name: 'Start your own monitoring business' })).toBeVisible()
    await settled(page)
    await expectAccessible(page)
    await page.setViewportSize({ width: 390, height: 844 })
    await expectNoSidewaysScroll(page)
    expect((await page.content()).toLowerCase()).not.toContain('livery')
    await page.getByLabel('What your business is called').fill('Lumme Seuranta')
    await page.getByLabel('Your name').fill('Lempi Lumme')
    await page.getByLabel('E-mail').fill(`${host}@example.com`)
    await page.getByRole('textbox', { name: 'Password' }).fill('correct horse battery')
    await page.getByRole('textbox', { name: 'Your host' }).fill(host)
    await expect(page.getByRole('status').filter({ hasText: `${host}.localhost` })).toBeVisible()
    await page.getByRole('combobox', { name: 'Country' }).fill('Finl')
    await page.getByRole('option', { name: 'Finland' }).click()
    for (const box of await page.getByRole('group', { name: 'I have read and accept:' }).getByRole('checkbox').all()) await box.check()
    await page.getByRole('button', { name: 'Go on' }).click()
    await expect(page.getByText('Look at your letters')).toBeVisible()
    const asked = await letter(`${host}@example.com`)
    const link = /^https?:\/\/\S+$/m.exec(asked.text)?.[0] ?? ''
    expect(link, 'the letter is the partner’s').toContain(`${of.url}/partners/confirm#`)
    expect(`${asked.from} ${asked.subject} ${asked.text} ${asked.html}`.toLowerCase()).not.toContain('livery')
    await page.goto(link)
    await expect(page.getByText('Your business is open')).toBeVisible()
    await page.getByRole('button', { name: 'To the first steps' }).click()
    await page.waitForURL((url) => url.hostname === `${host}.localhost`)
    await page.getByLabel('Login').fill(`${host}@example.com`)
    await page.getByLabel('Password', { exact: true }).fill('correct horse battery')
    await page.getByRole('button', { name: t.signIn.submit, exact: true }).click()
    await expect(page.getByRole('heading', { name: 'Getting started' })).toBeVisible()
    await settled(page)
    await expectAccessible(page)
    await expectNoSidewaysScroll(page)
    expect((await page.content()).toLowerCase()).not.toContain('livery')
    // Whom they owe is told them, and whoever they came to sees them.
    expect((await call<{ name: string }>(page, 'GET', '/api/console/provider')).answer.name).toBe(of.name)
    const { answer: partners } = await call<{ items: { name: string }[] }>(above, 'GET', '/api/console/customers?kind=reseller&q=Lumme&limit=50')
    expect(partners.items.map((one) => one.name)).toContain('Lumme Seuranta')
  } finally {
    await call(above, 'PUT', '/api/console/partner-sign-up', before)
  }
  await page.goto(`${of.url}/partners`)
  await expect(page.getByRole('alert').getByText('There is nothing here')).toBeVisible()
  await above.context().close()
})
