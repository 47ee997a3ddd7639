// How somebody comes into an account, what they may be given there, and how the account is handed over: in two brands, two
// languages, at a desk and on a phone.
import { letter, linkIn, texts } from './letters'
import { begin, brand, call, expect, expectSound, firstPassword, leave, type Page, standAs, test, walked } from './world'

const password = 'a password of their own'

/** A customer of the brand with an owner who has chosen a password, signed in on a page of their own. */
async function freshOwner(reseller: Page, theirs: Page, of: ReturnType<typeof brand>, login: string, locale: string) {
  await standAs(reseller, of.url, of.owner)
  const made = await call<{ id: string }>(reseller, 'POST', '/api/console/customers', { kind: 'account', name: `Account of ${login}`, locale, owner: { login, name: 'Aino Aalto', password: firstPassword, locale } })
  expect(made.status).toBe(201)
  await begin(theirs, of.url, login, password)
  await theirs.goto(`${of.url}/account/people`)
}

for (const [name, language, viewport] of walked([
  ['Meridian', 'en', { width: 1440, height: 900 }],
  ['Meridian', 'en', { width: 390, height: 844 }],
  ['Polaris', 'ru', { width: 1440, height: 900 }],
  ['Polaris', 'ru', { width: 390, height: 844 }],
] as const, 3)) {
  test(`somebody is invited to ${name}, joins by the letter, and takes the account over, in ${language} at ${viewport.width}`, async ({ page, browser }) => {
    const of = brand(name)
    const t = texts(language)
    const mark = `${language}-${viewport.width}-${Date.now()}`
    const own = await browser.newContext({ viewport, locale: language, reducedMotion: 'reduce' })
    const owner = await own.newPage()
    await freshOwner(page, owner, of, `owner-${mark}`, language)

    await owner.getByRole('button', { name: t.people.invite }).click()
    const dialog = owner.getByRole('dialog')
    await dialog.getByRole('textbox', { name: t.people.email }).fill(`guest-${mark}@example.com`)
    await dialog.getByLabel(t.settings.name).fill('Eero Virta')
    await dialog.getByRole('combobox', { name: t.people.role }).click()
    await owner.getByRole('option', { name: t.roleNames.operator }).click()
    await expectSound(owner)
    await dialog.getByRole('button', { name: t.people.send }).click()
    await expect(owner.getByText(t.people.sent.replace('{{email}}', `guest-${mark}@example.com`))).toBeVisible()
    await owner.goto(`${of.url}/account/people/invitations`)
    await expect(owner.getByText(`guest-${mark}@example.com`)).toBeVisible()
    await expectSound(owner)

    const link = linkIn(await letter(`guest-${mark}@example.com`), of, '/invitation')
    const other = await browser.newContext({ viewport, locale: language, reducedMotion: 'reduce' })
    const guest = await other.newPage()
    await guest.addInitScript((chosen) => localStorage.setItem('language', chosen), language)
    // Typed at the very moment at which the field is there: what the invitation says does not come over it.
    await guest.addInitScript((login) => {
      const watch = new MutationObserver(() => {
        const field = document.querySelector<HTMLInputElement>('input[autocomplete=username]')
        if (!field) return
        watch.disconnect()
        field.focus()
        field.select()
        document.execCommand('insertText', false, login)
      })
      watch.observe(document, { childList: true, subtree: true })
    }, `guest-${mark}`)
    await guest.goto(link)
    await expect(guest.getByText(`Account of owner-${mark}`)).toBeVisible()
    await expectSound(guest)
    await expect(guest.getByLabel(t.signIn.login)).toHaveValue(`guest-${mark}`)
    await guest.getByRole('textbox', { name: t.signIn.password }).fill(password)
    await guest.getByRole('button', { name: t.join.submit }).click()
    await expect(guest.getByRole('banner')).toBeVisible()
    // A link is good once.
    await leave(page)
    await page.goto(link)
    await expect(page.getByRole('button')).toBeVisible()
    expect((await call(page, 'GET', '/api/session')).status).toBe(401)

    // An operator looks after objects, not after people.
    expect((await call(guest, 'POST', '/api/invitations', { email: 'x@example.com', role: 'viewer' })).status).toBe(403)
    await owner.goto(`${of.url}/account/people`)
    await owner.getByRole('link', { name: /Eero Virta/ }).click()
    await owner.getByRole('button', { name: t.ownership.offer, exact: true }).click()
    await owner.getByRole('dialog').getByLabel(t.settings.passwordNow).fill('not this one')
    await owner.getByRole('dialog').getByRole('button', { name: t.ownership.offer }).click()
    await expect(owner.getByRole('dialog').getByRole('textbox', { name: t.settings.passwordNow })).toHaveAttribute('aria-describedby', /error/)
    await owner.getByRole('dialog').getByLabel(t.settings.passwordNow).fill(password)
    await owner.getByRole('dialog').getByRole('button', { name: t.ownership.offer }).click()
    await expect(owner.getByText(t.ownership.offered.replace('{{name}}', 'Eero Virta')).first()).toBeVisible()

    // Whoever is asked is told on every page: an operator may not see the page of people.
    await guest.goto(`${of.url}/account/settings`)
    await expect(guest.getByText(t.ownership.asked.replace('{{name}}', 'Aino Aalto'))).toBeVisible()
    await expectSound(guest)
    await guest.getByRole('button', { name: t.ownership.accept }).click()
    await guest.getByRole('dialog').getByLabel(t.settings.passwordNow).fill(password)
    await guest.getByRole('dialog').getByRole('button', { name: t.ownership.accept }).click()
    await expect(guest.getByText(t.ownership.accepted)).toBeVisible()
    await guest.goto(`${of.url}/account/people`)
    await expect(guest.getByRole('table').getByRole('row').filter({ hasText: 'Eero Virta' })).toContainText(t.roleNames.owner)
    await expect(guest.getByRole('table').getByRole('row').filter({ hasText: 'Aino Aalto' })).toContainText(t.roleNames.admin)
    await owner.goto(`${of.url}/account/people`)
    await owner.getByRole('link', { name: /Eero Virta/ }).click()
    await expect(owner.getByText(t.people.ownerStays)).toBeVisible()
    await expect(owner.getByRole('button', { name: t.ownership.offer, exact: true })).toHaveCount(0)
    await other.close()
    await own.close()
  })
}
