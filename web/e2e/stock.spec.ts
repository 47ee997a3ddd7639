import { brand, enter, expect, expectSound, newIMEI, simulate, test, user, walked, world } from './world'

const english = {
  add: 'Add trackers', protocol: 'Protocol', model: 'Model', list: 'Trackers, one a line', into: 'Put into stock', print: 'Print a code', labels: 'Labels with activation codes', back: 'Back to the stock',
  withCode: 'I have an activation code', code: 'Activation code', wrong: /Compare (it|the code) with the label/, name: 'Name', activate: 'Activate', setUp: 'Set up the tracker', arrived: 'What has arrived', inUse: /in use/,
}
const russian: typeof english = {
  add: 'Добавить трекеры', protocol: 'Протокол', model: 'Модель', list: 'Трекеры, по одному в строке', into: 'Положить на склад', print: 'Напечатать код', labels: 'Этикетки с кодами активации', back: 'Назад на склад',
  withCode: 'У меня есть код активации', code: 'Код активации', wrong: /Сверьте/, name: 'Имя', activate: 'Активировать', setUp: 'Настройка трекера', arrived: 'Что пришло', inUse: /используется/,
}

for (const [language, brandName, say] of walked([
  ['en', 'Harbour', english],
  ['ru', 'Polaris', russian],
] as const, 1)) {
  test(`a tracker of the stock is handed out by its code, and whoever has the code sees it alive, in ${language} on a phone`, async ({ page, browser }) => {
    const viewport = { width: 390, height: 844 }
    await page.setViewportSize(viewport)
    await page.addInitScript((chosen) => localStorage.setItem('language', chosen), language)
    const of = brand(brandName)
    const imei = newIMEI()
    await enter(page, of.url, of.owner, '/console/stock')
    await page.getByRole('button', { name: say.add }).click()
    const adding = page.getByRole('dialog', { name: say.add })
    await adding.getByRole('combobox', { name: say.protocol }).fill('Teltonika')
    await page.getByRole('option', { name: /Teltonika/ }).first().click()
    await adding.getByLabel(say.model).fill('FMB920')
    await adding.getByLabel(say.list).fill(imei)
    await adding.getByRole('button', { name: say.into }).click()
    await expect(adding).toHaveCount(0)
    await page.getByRole('searchbox').fill(imei)
    await page.getByRole('button', { name: imei, exact: true }).click()
    await page.getByRole('dialog', { name: imei }).getByRole('button', { name: say.print }).click()
    const labels = page.getByRole('region', { name: say.labels })
    await expect(labels).toContainText(imei)
    const code = (await labels.locator('li b').first().textContent())!
    expect(code).toMatch(/^[2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{4}$/)
    await expectSound(page)

    // The customer has the tracker and its label in their hands.
    const context = await browser.newContext({ viewport, locale: 'en-GB' })
    const theirs = await context.newPage()
    await theirs.addInitScript((chosen) => localStorage.setItem('language', chosen), language)
    await enter(theirs, of.url, user(of), '/add')
    await theirs.getByRole('textbox', { name: say.name }).first().fill(`Van ${imei.slice(-5)}`)
    await theirs.getByRole('switch', { name: say.withCode }).click()
    const field = theirs.getByRole('textbox', { name: say.code })
    // One sign is misread: the answer says no more than that.
    await field.fill(code.slice(0, -1) + (code.endsWith('7') ? '8' : '7'))
    await theirs.getByRole('button', { name: say.activate }).click()
    await expect(theirs.getByText(say.wrong).first()).toBeVisible()
    await field.fill(code.toLowerCase().replaceAll('-', ' '))
    await theirs.getByRole('button', { name: say.activate }).click()
    await expect(theirs.getByRole('heading', { name: say.setUp })).toBeVisible()
    await expectSound(theirs)
    const tracker = simulate('teltonika', imei, world().trackers.teltonika!)
    try {
      await expect(theirs.getByRole('region', { name: say.arrived })).toHaveAttribute('data-what', 'well', { timeout: 60_000 })
    } finally {
      tracker.kill('SIGINT')
    }

    // Whoever handed it out sees that it is in use; the code is used up.
    await page.getByRole('button', { name: say.back }).click()
    await page.getByRole('searchbox').fill(imei)
    await page.getByRole('button', { name: imei, exact: true }).click()
    await expect(page.getByRole('dialog', { name: imei })).toContainText(say.inUse)
    await theirs.goto(`${of.url}/add`)
    await theirs.getByRole('textbox', { name: say.name }).first().fill('Once more')
    await theirs.getByRole('switch', { name: say.withCode }).click()
    await theirs.getByRole('textbox', { name: say.code }).fill(code)
    await theirs.getByRole('button', { name: say.activate }).click()
    await expect(theirs.getByText(say.wrong).first()).toBeVisible()
    await context.close()
  })
}
