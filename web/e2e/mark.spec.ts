// "Powered by": a wholesale plan may have a reseller's pages name its provider. Without it nothing does.
import { brand, call, enter, expect, expectAccessible, expectNoSidewaysScroll, test } from './world'

test('a plan has a reseller’s site and sign-in page name its provider, and what was agreed takes it away', async ({ page, browser }) => {
  const of = brand('Meridian')
  const mark = Date.now()
  const plan = `With our name ${mark}`
  await enter(page, of.url, of.owner, '/console/prices')
  const wholesale = page.getByRole('region', { name: 'For partners' }).or(page.locator('section[aria-labelledby=wholesale]'))
  await wholesale.getByRole('button', { name: 'Add a plan' }).click()
  const adding = page.getByRole('dialog', { name: 'Add a plan' })
  await adding.getByRole('textbox', { name: 'Name' }).fill(plan)
  await adding.getByRole('textbox', { name: 'Price' }).fill('0.05')
  await adding.getByRole('switch', { name: 'Pages name you' }).check()
  await expect(adding.getByText(`say “Powered by ${of.name}”`)).toBeVisible()
  await expectAccessible(page)
  await adding.getByRole('button', { name: 'Add', exact: true }).click()
  await expect(adding).toHaveCount(0)
  await expect(page.getByRole('button', { name: plan })).toContainText('Pages name you')

  // A reseller of its own, so that nobody else's pages change.
  const { answer: plans } = await call<{ items: { id: string; name: string }[] }>(page, 'GET', '/api/console/prices/plans')
  const sold = plans.items.find((one) => one.name === plan)!
  const made = await call<{ id: string; host: string }>(page, 'POST', '/api/console/customers', { kind: 'reseller', name: `Fjord ${mark}`, host: `fjord${mark}`, country: 'FI', owner: { email: `fjord${mark}@example.com` } })
  expect(made.status).toBe(201)
  const url = of.url.replace(new URL(of.url).hostname, made.answer.host)
  const context = await browser.newContext({ locale: 'en-GB' })
  const theirs = await context.newPage()
  const name = `Powered by ${of.name}`
  const link = theirs.getByRole('link', { name })
  await theirs.goto(`${url}/en/contacts`)
  await expect(theirs.getByRole('contentinfo')).toBeVisible()
  await expect(link).toHaveCount(0)

  expect((await call(page, 'PUT', `/api/console/customers/${made.answer.id}/agreement`, { wholesale: sold.id, limits: {} })).status).toBeLessThan(300)
  await expect.poll(async () => (await theirs.goto(`${url}/en/contacts`)) && link.count()).toBe(1)
  for (const [width, colorScheme] of [[1440, 'light'], [1440, 'dark'], [390, 'light'], [390, 'dark']] as const) {
    await theirs.setViewportSize({ width, height: 900 })
    await theirs.emulateMedia({ colorScheme })
    for (const path of ['/en/contacts', '/?sign-in']) {
      await theirs.goto(url + path)
      await expect(link).toBeVisible()
      await expect(link).toHaveAttribute('href', of.url)
      await expectNoSidewaysScroll(theirs)
      await expectAccessible(theirs)
    }
  }

  // What was agreed with them goes before the plan.
  await page.goto(`${of.url}/console/customers/${made.answer.id}/money`)
  const agreed = page.getByRole('region', { name: 'Agreed' }).or(page.locator('section[aria-labelledby=agreed]'))
  await agreed.getByRole('combobox', { name: 'Pages name you' }).click()
  await page.getByRole('option', { name: 'They name nobody' }).click()
  await expect.poll(async () => (await theirs.goto(`${url}/en/contacts`)) && link.count()).toBe(0)
  await theirs.goto(`${url}/?sign-in`)
  await expect(theirs.getByRole('textbox').first()).toBeVisible()
  await expect(link).toHaveCount(0)
  expect(await theirs.content()).not.toContain(of.name)
  await context.close()
  expect((await call(page, 'PUT', `/api/console/customers/${made.answer.id}/agreement`, { limits: {} })).status).toBeLessThan(300)
  expect((await call(page, 'PATCH', `/api/console/prices/plans/${sold.id}`, { archived: true })).status).toBeLessThan(300)

  // Whose plan does not say so reads that too.
  const harbour = brand('Harbour')
  await enter(page, harbour.url, harbour.owner, '/console/provider')
  await expect(page.getByText('Nothing on your site or your sign-in page tells of')).toBeVisible()
})
