// A day at the desk: several tickets at once, by the keys, with nothing typed lost; and what whoever asks reads before and finds after.
import { texts } from './letters'
import { brand, call, enter, expect, expectSound, type Page, standAs, test, user, walked } from './world'

for (const [language, brandName, size] of walked([
  ['en', 'Harbour', { width: 1280, height: 900 }],
  ['ru', 'Polaris', { width: 390, height: 844 }],
] as const, 1)) {
  const t = texts(language)
  const prepare = async (page: Page) => {
    await page.setViewportSize(size)
    await page.addInitScript((chosen) => localStorage.setItem('language', chosen), language)
  }
  const noted = async (page: Page, subject: string) => {
    const made = await call<{ id: string }>(page, 'POST', '/api/console/desk/calls', { name: 'Caller', subject, body: 'Everything stands still since noon.' })
    expect(made.status).toBeLessThan(300)
    return made.answer.id
  }

  test(`several tickets are chosen by the keys and handed on at once, and what is typed is not lost unasked, in ${language} at ${size.width} px`, async ({ page }) => {
    const of = brand(brandName)
    const mark = Date.now().toString(36)
    await prepare(page)
    await enter(page, of.url, of.owner, '/console/desk')
    const ids = [await noted(page, `One ${mark}`), await noted(page, `Two ${mark}`), await noted(page, `Three ${mark}`)]
    const found = `/console/desk?q=${mark}`
    await page.goto(of.url + found)
    const list = page.getByRole('list', { name: t.support.queue, exact: true })
    await expect(list.getByRole('listitem')).toHaveCount(3)
    await page.keyboard.press('j')
    await expect(list.getByRole('link').first()).toBeFocused()
    await page.keyboard.press('x')
    const bulk = page.getByRole('region', { name: t.support.chosen.replace('{{n}}', '1') })
    await expect(bulk).toBeVisible()
    await page.keyboard.press('j')
    await page.keyboard.press('x')
    await expect(page.getByText(t.support.chosen.replace('{{n}}', '2'))).toBeVisible()
    await page.getByRole('checkbox', { name: t.support.chooseAll }).check()
    const all = page.getByRole('region', { name: t.support.chosen.replace('{{n}}', '3') })
    await expectSound(page)
    await all.getByRole('button', { name: t.support.changeChosen }).click()
    const dialog = page.getByRole('dialog', { name: t.support.changeChosen })
    await dialog.getByRole('combobox', { name: t.support.kindIs }).click()
    await page.getByRole('option', { name: t.support.kind.incident, exact: true }).click()
    await expectSound(page)
    await dialog.getByRole('button', { name: t.state.save }).click()
    await expect(dialog).toHaveCount(0)
    await expect(list.getByText(t.support.kind.incident, { exact: true })).toHaveCount(3)
    // The wrong list was chosen: all is as it was.
    await expect(page.getByText(t.support.changedN.replace('{{n}}', '3'))).toBeVisible()
    await expectSound(page)
    await page.getByRole('button', { name: t.support.undo, exact: true }).click()
    await expect(list.getByText(t.support.kind.incident, { exact: true })).toHaveCount(0)
    await expect(page.getByText(t.support.undone.replace('{{n}}', '3'))).toBeVisible()
    const states = () => Promise.all(ids.map(async (id) => (await call<{ desk: { desk_state: string; promise_at?: string } }>(page, 'GET', `/api/console/desk/tickets/${id}`)).answer.desk)).then((list) => list.map((one) => [one.desk_state, one.promise_at]))
    const before = await states()
    await page.getByRole('checkbox', { name: t.support.chooseAll }).check()
    await all.getByRole('button', { name: t.support.refuse }).click()
    const refusing = page.getByRole('dialog', { name: t.support.refuse })
    await refusing.getByRole('combobox', { name: t.support.refusalKind }).click()
    await page.getByRole('option', { name: t.support.refusal.spam, exact: true }).click()
    await refusing.getByRole('textbox', { name: t.support.reason }).fill('Advertising.')
    await refusing.getByRole('button', { name: t.support.refuse, exact: true }).click()
    await expect(refusing).toHaveCount(0)
    expect((await states()).map(([state]) => state)).toEqual(['unanswerable', 'unanswerable', 'unanswerable'])
    await page.keyboard.press('z')
    await expect.poll(states, 'no promise begins anew by a refusal that is undone').toEqual(before)
    await page.getByRole('checkbox', { name: t.support.chooseAll }).check()
    await all.getByRole('button', { name: t.support.take, exact: true }).click()
    await expect(list.getByRole('img', { name: new RegExp(t.support.assignee) })).toHaveCount(3)

    // The keys go on in the list that was opened, and lead back to it.
    const heading = page.getByRole('heading', { level: 1 })
    const inOrder = await list.getByRole('link').allInnerTexts()
    const subject = (n: number) => new RegExp(inOrder[n]!.split('·').at(-1)!.trim())
    await list.getByRole('link').first().click()
    await expect(heading).toHaveText(subject(0))
    await page.keyboard.press('j')
    await expect(heading).toHaveText(subject(1))
    await page.keyboard.press('k')
    await expect(heading).toHaveText(subject(0))
    const form = page.getByRole('form', { name: t.support.kindOfReply })
    const field = form.getByRole('textbox', { name: t.support.answer, exact: true })
    await field.fill(`Half an answer ${mark}`)
    // A picture of the screen is pasted as a file.
    await field.evaluate((node) => {
      const clipboard = new DataTransfer()
      clipboard.items.add(new File(['a picture'], 'screen.png', { type: 'image/png' }))
      node.dispatchEvent(new ClipboardEvent('paste', { clipboardData: clipboard, bubbles: true, cancelable: true }))
    })
    await expect(form.getByRole('list', { name: t.support.files })).toContainText('screen.png')
    await expectSound(page)
    await page.getByRole('link', { name: t.support.backToQueue }).click()
    const lost = page.getByRole('dialog', { name: t.state.unsavedTitle })
    await expect(lost).toBeVisible()
    await expectSound(page)
    await lost.getByRole('button', { name: t.state.unsavedStay }).click()
    await expect(lost).toHaveCount(0)
    await page.goBack()
    await expect(lost, 'a step back asks too').toBeVisible()
    await lost.getByRole('button', { name: t.state.unsavedStay }).click()
    await expect(field).toHaveValue(`Half an answer ${mark}`)
    await form.getByRole('button', { name: t.support.takeOff.replace('{{name}}', 'screen.png') }).click()
    await field.focus()
    await page.keyboard.press('Control+Enter')
    await expect(page.getByRole('list', { name: t.support.said }).getByText(`Half an answer ${mark}`)).toBeVisible()
    await expect(field).toHaveValue('')
    await page.evaluate(() => (document.activeElement as HTMLElement).blur())
    await page.keyboard.press('u')
    await expect(page).toHaveURL(of.url + found)
    for (const id of ids) await call(page, 'POST', `/api/console/desk/tickets/${id}/answers`, { body: 'Settled by phone.' })
  })

  test(`whoever asks reads how the desk is reached and what is agreed for what is out of scope, and finds their questions by words, in ${language} at ${size.width} px`, async ({ page, browser }) => {
    const of = brand(brandName)
    const mark = Date.now().toString(36)
    const advice = `We give no advice on what to buy. ${mark}`
    const desk = await (await browser.newContext()).newPage()
    await prepare(desk)
    await standAs(desk, of.url, of.owner)
    const category = await call<{ id: string }>(desk, 'PUT', '/api/console/desk/categories', { names: { en: `Buying ${mark}`, ru: `Buying ${mark}` }, scope: 'purchase', answers: { en: advice, ru: advice } })
    expect(category.status).toBe(200)
    try {
      const set = (await call<{ page: { phone: string; complaints_name: string; complaints_contact: string } }>(desk, 'GET', '/api/console/desk')).answer.page
      expect(set.phone && set.complaints_name && set.complaints_contact).toBeTruthy()
      await prepare(page)
      await enter(page, of.url, user(of), '/account/support')
      const reach = page.getByRole('region', { name: t.deskSetup.reach })
      await expect(reach, 'the phone for urgent matters').toContainText(set.phone)
      await expect(reach, 'whom to complain to').toContainText(`${set.complaints_name}, ${set.complaints_contact}`)
      await expect(reach).toContainText(t.deskSetup.onlyOfficial)

      await page.getByRole('link', { name: t.support.ask }).click()
      const chooser = page.getByRole('combobox', { name: t.support.category })
      await chooser.click()
      await page.getByRole('option', { name: `Buying ${mark}` }).click()
      await expect(page.getByText(advice), 'what was agreed is read before asking').toBeVisible()
      await expectSound(page)
      await page.getByRole('textbox', { name: t.support.subject }).fill(`Which tracker ${mark}`)
      await page.getByRole('textbox', { name: t.support.body }).fill('Which tracker is best for a bicycle?')
      await page.getByRole('button', { name: t.support.send, exact: true }).click()
      await expect(page.getByRole('heading', { level: 1, name: new RegExp(`Which tracker ${mark}`) })).toBeVisible()
      const ticket = page.url().split('/').at(-1)!

      await desk.goto(`${of.url}/console/desk/${ticket}`)
      const form = desk.getByRole('form', { name: t.support.kindOfReply })
      await form.getByRole('combobox', { name: t.support.insert }).click()
      await desk.getByRole('option', { name: t.support.agreedFor.replace('{{name}}', `Buying ${mark}`) }).click()
      await expect(form.getByRole('textbox', { name: t.support.answer, exact: true })).toHaveValue(advice)
      await form.getByRole('button', { name: t.support.send, exact: true }).click()
      await expect(desk.getByRole('list', { name: t.support.said }).getByText(advice)).toBeVisible()

      await page.goto(`${of.url}/account/support`)
      const list = page.getByRole('list', { name: t.support.title })
      await page.getByRole('searchbox', { name: t.support.searchOwn }).fill(`${mark} advice`)
      await expect(list.getByRole('listitem')).toHaveCount(1)
      await expect(list.getByRole('link')).toContainText(`Which tracker ${mark}`)
      await expectSound(page)
      await page.getByRole('searchbox', { name: t.support.searchOwn }).fill(`${mark} nowhere`)
      await expect(page.getByText(t.list.nothingFound)).toBeVisible()
    } finally {
      await call(desk, 'PUT', '/api/console/desk/categories', { id: category.answer.id, names: { en: `Buying ${mark}`, ru: `Buying ${mark}` }, scope: 'purchase', answers: { en: advice, ru: advice }, archived: true })
    }
  })
}
