// How people and accounts go: somebody's key is ended by whoever looks after people, all that is known of them is erased, and an owner
// closes their own account and its provider takes it back.
import { texts } from './letters'
import { begin, brand, call, expect, expectSound, firstPassword, stand, standAs, test, walked } from './world'

const password = 'a password of their own'

for (const [name, language, viewport] of walked([
  ['Meridian', 'en', { width: 1440, height: 900 }],
  ['Polaris', 'ru', { width: 390, height: 844 }],
] as const, 1)) {
  test(`a key of somebody is ended, they are erased, and the account of ${name} is closed and taken back, in ${language} at ${viewport.width}`, async ({ page, browser }) => {
    const of = brand(name)
    const t = texts(language)
    const mark = `${language}${viewport.width}-${Date.now()}`
    const account = `Leaving ${mark}`
    await standAs(page, of.url, of.owner)
    expect((await call(page, 'POST', '/api/console/customers', { kind: 'account', name: account, locale: language, owner: { login: `leaving-${mark}`, name: 'Aino Aalto', password: firstPassword, locale: language } })).status).toBe(201)
    const own = await browser.newContext({ viewport, locale: language, reducedMotion: 'reduce' })
    const owner = await own.newPage()
    await begin(owner, of.url, `leaving-${mark}`, password)
    const helper = { login: `helper-${mark}`, name: `Eero Virta ${mark}`, password: firstPassword, locale: language, role: 'admin' }
    expect((await call(owner, 'POST', '/api/people', helper)).status).toBe(201)

    // The helper makes a key for a program, and the program works with it.
    const theirs = await (await browser.newContext({ reducedMotion: 'reduce' })).newPage()
    await begin(theirs, of.url, helper.login, password)
    const made = await call<{ secret: string }>(theirs, 'POST', '/api/keys', { name: 'Nightly report', bundles: ['fleet view'], expires_at: new Date(Date.now() + 30 * 86_400_000).toISOString() })
    expect(made.status).toBe(201)
    const program = await (await browser.newContext()).newPage()
    await program.goto(of.url)
    const byKey = () => program.evaluate(async (secret) => (await fetch('/api/objects', { headers: { Authorization: `Bearer ${secret}` } })).status, made.answer.secret)
    expect(await byKey()).toBe(200)

    await owner.goto(`${of.url}/account/people`)
    await owner.getByRole('link', { name: helper.name }).click()
    await owner.getByRole('button', { name: t.people.endKeyNamed.replace('{{name}}', 'Nightly report') }).click()
    await expect(owner.getByText(t.people.noKeys)).toBeVisible()
    await expectSound(owner)
    expect(await byKey()).toBe(401)

    // All that is known of them is erased; the audit says no more than that somebody was there.
    const person = new URL(owner.url()).pathname
    await owner.getByRole('button', { name: t.people.erase, exact: true }).click()
    const sure = owner.getByRole('dialog', { name: t.people.eraseTitle.replace('{{name}}', helper.name) })
    await expectSound(owner)
    await sure.getByRole('button', { name: t.people.erase, exact: true }).click()
    await expect(owner.getByText(t.people.erased.replace('{{name}}', helper.name))).toBeVisible()
    await expect(owner).not.toHaveURL(new RegExp(person))
    await owner.goto(`${of.url}/account/audit`)
    await expect(owner.getByText(t.audit.actions.people_person_erase).first()).toBeVisible()
    await expect(owner.getByText(helper.name)).toHaveCount(0)
    await theirs.reload()
    await expect(theirs.getByLabel(t.signIn.login).or(theirs.getByLabel(texts('en').signIn.login))).toBeVisible()

    // The owner closes the account: with another name nothing happens, with its own nobody is signed in any more.
    await owner.goto(`${of.url}/account/settings`)
    await owner.getByRole('button', { name: t.mine.closingButton }).click()
    const leaving = owner.getByRole('dialog', { name: t.mine.closingTitle.replace('{{name}}', account) })
    await leaving.getByLabel(t.settings.passwordNow).fill(password)
    await leaving.getByLabel(t.mine.closingConfirm.replace('{{name}}', account)).fill('Somebody else')
    await leaving.getByRole('button', { name: t.mine.closingButton }).click()
    await expect(leaving.getByText(t.problems.confirm_tenant)).toBeVisible()
    await expectSound(owner)
    await leaving.getByLabel(t.mine.closingConfirm.replace('{{name}}', account)).fill(account)
    await leaving.getByRole('button', { name: t.mine.closingButton }).click()
    await expect(owner.getByLabel(t.signIn.login)).toBeVisible()

    // Its provider finds it in the trash and takes it back: the owner signs in as before.
    const spoken = texts(of.owner.locale || 'en')
    await page.goto(`${of.url}/console/trash`)
    await page.getByRole('button', { name: `${spoken.trash.restore}: ${account}` }).click()
    await expect(page.getByText(spoken.trash.restored.replace('{{name}}', account))).toBeVisible()
    await stand(owner, of.url)
    expect((await call(owner, 'POST', '/api/session', { login: `leaving-${mark}`, password })).status).toBe(200)
  })
}
