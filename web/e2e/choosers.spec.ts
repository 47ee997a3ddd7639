// Whoever is chosen is found by typing, however many there are: in an account of its own, so that nobody else meets its people.
import { texts } from './letters'
import { begin, brand, call, expect, expectNoSidewaysScroll, expectSound, firstPassword, standAs, test, walked } from './world'

const password = 'a password of their own'

for (const [name, language, viewport] of walked([
  ['Meridian', 'en', { width: 1280, height: 900 }],
  ['Polaris', 'ru', { width: 390, height: 844 }],
] as const, 0)) {
  test(`one of more than a hundred people is chosen by typing, in ${language} at ${viewport.width}`, async ({ page, browser }) => {
    test.setTimeout(120_000)
    const of = brand(name)
    const t = texts(language)
    const login = `many-${language}-${Date.now()}`
    await standAs(page, of.url, of.owner)
    expect((await call(page, 'POST', '/api/console/customers', { kind: 'account', name: `Account of ${login}`, locale: language, owner: { login, name: 'Aino Aalto', password: firstPassword, locale: language } })).status).toBe(201)
    const context = await browser.newContext({ viewport, locale: language, reducedMotion: 'reduce' })
    const owner = await context.newPage()
    await begin(owner, of.url, login, password)
    // By login Zoë comes last of 120: no page of the list has her.
    const add = (who: string, title: string) => call<{ id: string }>(owner, 'POST', '/api/people', { role: 'viewer', login: who, name: title, password: firstPassword })
    const statuses = await owner.evaluate(
      async ([stem, word]) => {
        const one = (n: number) => fetch('/api/people', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ role: 'viewer', login: `${stem}-${1000 + n}`, name: `Driver ${n}`, password: word }) }).then((response) => response.status)
        const got: number[] = []
        for (let n = 0; n < 120; n += 8) got.push(...(await Promise.all(Array.from({ length: 8 }, (_, i) => one(n + i)))))
        return got
      },
      [login, firstPassword] as const,
    )
    expect(new Set(statuses)).toEqual(new Set([201]))
    const zoe = await add(`zz-${login}`, 'Zoë Äijälä')
    expect(zoe.status).toBe(201)

    await owner.goto(`${of.url}/account/audit`)
    const person = owner.getByRole('combobox', { name: t.audit.person })
    await person.click()
    await expect(owner.getByRole('option', { name: t.chooser.more })).toBeVisible()
    await expect(owner.getByRole('option', { name: /Zoë/ })).toHaveCount(0)
    await expectNoSidewaysScroll(owner)
    await person.fill('nobody of this name')
    await expect(owner.getByText(t.payments.nobodyFound)).toBeVisible()
    await person.fill('äijä')
    await expect(owner.getByRole('option', { name: /Zoë Äijälä/ })).toBeVisible()
    await expect(owner.getByRole('option')).toHaveCount(1)
    await owner.keyboard.press('ArrowDown')
    await owner.keyboard.press('Enter')
    await expect(person).toHaveValue('Zoë Äijälä')
    await expect(owner).toHaveURL(new RegExp(zoe.answer.id))
    await expectSound(owner)
    // The address names her by her id alone: who she is is asked of the server.
    await owner.reload()
    await expect(person).toHaveValue('Zoë Äijälä')
    await person.click()
    await expect(owner.getByRole('option', { name: /Driver/ }).first()).toBeVisible()

    await owner.goto(`${of.url}/account/support/new`)
    const seen = owner.getByRole('combobox', { name: t.support.whoSees })
    await seen.fill(`zz-${login}`)
    await owner.getByRole('option', { name: /Zoë/ }).click()
    await seen.fill('Driver 119')
    await owner.getByRole('option', { name: /Driver 119/ }).click()
    await expect(owner.getByText('Zoë Äijälä', { exact: true })).toBeVisible()
    await expect(owner.getByText('Driver 119', { exact: true })).toBeVisible()
    await seen.fill('Aino')
    await expect(owner.getByText(t.payments.nobodyFound), 'whoever asks sees the ticket anyway').toBeVisible()
    await owner.keyboard.press('Escape')
    await expectSound(owner)
    await context.close()
  })
}
