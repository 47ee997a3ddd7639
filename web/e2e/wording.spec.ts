import { letter, texts } from './letters'
import { brand, call, enter, expect, expectNoSidewaysScroll, expectSound, newIMEI, settled, test, walked } from './world'

// The letter of an invitation is changed, published, received and brought back.
for (const [language, brandName, width, spoken] of walked([
  ['en', 'Meridian', 1440, 'English'],
  ['ru', 'Polaris', 390, 'Русский'],
] as const, 0)) {
  test(`a letter is written in one’s own words, shown, published, received and brought back, in ${language} at ${width} px`, async ({ page }) => {
    const of = brand(brandName)
    const say = texts(language)
    const l = say.letters
    const mark = `m${newIMEI().slice(-9)}`
    await page.setViewportSize({ width, height: 900 })
    await page.addInitScript((chosen) => localStorage.setItem('language', chosen), language)
    await enter(page, of.url, of.owner, '/console/letters')
    await expect(page.getByRole('heading', { name: l.title, level: 1 })).toBeVisible()
    await expect(page.getByRole('region', { name: l.group_paper }).getByRole('link', { name: new RegExp(l.name_paper_invoice) })).toBeVisible()
    await settled(page)
    await expectSound(page)
    // What is looked for stands in the address: it is there after a reload, and on the way back from a letter.
    const found = page.getByRole('region', { name: l.group_paper }).getByRole('link', { name: new RegExp(l.name_paper_invoice) })
    await page.getByRole('searchbox', { name: l.search }).fill(l.name_paper_invoice)
    await expect(page).toHaveURL(/[?]q=/)
    await page.reload()
    await expect(page.getByRole('searchbox', { name: l.search })).toHaveValue(l.name_paper_invoice)
    await expect(found).toBeVisible()
    await expect(page.locator('a[href^="/console/letters/invitation/"]')).toHaveCount(0)
    await found.click()
    await page.locator('a[href*="/console/letters?q="]').click() // the way back, beside the section's own link
    await expect(page.getByRole('searchbox', { name: l.search })).toHaveValue(l.name_paper_invoice)

    await page.goto(`${of.url}/console/letters/invitation/${language}`)
    await expect(page.getByRole('combobox', { name: say.settings.language })).toHaveValue(spoken)
    await expect(page.getByText(l.isStandard)).toBeVisible()
    const sight = (subject: string) => page.getByRole('region', { name: say.studio.preview, exact: true }).getByRole('img', { name: subject })
    await expect(sight(of.name)).toBeVisible()
    await settled(page)
    await expectSound(page)

    // Without its link it is of no use, and says so; the link is put in by its chip.
    const subject = page.getByLabel(l.subject, { exact: true })
    const body = page.getByLabel(l.body, { exact: true })
    await subject.fill(`Come ${mark}`)
    await body.fill(`# Come aboard\n\n${mark} waits for **you**. `)
    await expect(page.getByRole('alert').filter({ hasText: '{{link}}' })).toBeVisible()
    await page.getByRole('button', { name: say.studio.save }).click()
    await expect(body).toHaveAttribute('aria-invalid', 'true')
    await body.focus()
    await body.press('End')
    await page.getByRole('list', { name: l.variables }).getByRole('button', { name: new RegExp(`^link`) }).click()
    await expect(body).toHaveValue(`# Come aboard\n\n${mark} waits for **you**. {{link}}`)
    await expect(sight(`Come ${mark}`)).toBeVisible()
    await expectSound(page)
    await page.getByRole('button', { name: say.studio.save }).click()
    await expect(page.getByText(l.isOwn)).toBeVisible()
    await expectNoSidewaysScroll(page)

    // Nothing goes out in these words before they are published.
    const invited = async (name: string) => {
      const email = `${name}-${mark}@example.com`
      const made = await call<{ id: string }>(page, 'POST', '/api/invitations', { email, role: 'viewer', locale: language })
      expect(made.status).toBe(201)
      return { email, end: async () => expect((await call(page, 'DELETE', `/api/invitations/${made.answer.id}`)).status).toBe(204) }
    }
    const before = await invited('before')
    expect((await letter(before.email)).subject).not.toContain(mark)
    await page.getByRole('button', { name: say.studio.publish }).click()
    await page.getByRole('dialog').getByRole('button', { name: say.studio.publish }).click()
    await expect(page.getByRole('dialog')).toBeHidden()
    const after = await invited('after')
    const got = await letter(after.email)
    expect(got.subject).toBe(`Come ${mark}`)
    expect(got.html).toContain('<strong>you</strong>')
    expect(got.text).toContain(`${of.url}/invitation#`)

    // Back to what it was: our words again, and the next letter says them.
    await page.getByRole('button', { name: l.reset }).click()
    await expect(page.getByText(l.isStandard)).toBeVisible()
    await page.getByRole('button', { name: say.studio.publish }).click()
    await page.getByRole('dialog').getByRole('button', { name: say.studio.publish }).click()
    await expect(page.getByRole('dialog')).toBeHidden()
    const again = await invited('again')
    expect((await letter(again.email)).subject).not.toContain(mark)
    await Promise.all([before, after, again].map((one) => one.end()))
  })
}

test('what papers close with is shown by its lines and drawn as a PDF', async ({ page }) => {
  const of = brand('Meridian')
  await enter(page, of.url, of.owner, '/console/letters/paper_invoice/en')
  await page.getByLabel('Text', { exact: true }).fill('Thank you for being with {{brand}}.')
  await expect(page.getByText(`Thank you for being with ${of.name}`)).toBeVisible()
  const download = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Draw the PDF' }).click()
  expect((await download).suggestedFilename()).toBe('paper_invoice-en.pdf')
  await settled(page)
  await expectSound(page)
  await page.getByRole('button', { name: 'Undo changes' }).click()
  await expect(page.getByText(`Thank you for being with ${of.name}`)).toHaveCount(0)
})
