import type { Browser } from '@playwright/test'
import { brand, type Brand, call, enter, expect, expectSound, type Page, standAs, test, user, walked, world } from './world'

const english = {
  queue: 'Queue', join: 'Join to another', joinWith: 'Ticket it is joined to', joined: 'Joined tickets', split: 'Split off a question', subject: 'In a line', secrets: 'Passwords and keys', readOf: 'Read Server', readIt: 'Read it', readOnce: /read: 1/,
  escalate: 'Ask your provider', preview: 'See what would be sent', body: 'What happens, and what should happen', sendAbove: 'Send to your provider', above: /Asked above/, fromAbove: 'Answer of your provider',
  call: 'Write down a call', who: 'Who called', said: 'What they said', further: 'A further message moves your question to the end of the queue.',
  keep: 'Keep as a list', change: 'Change this list', name: 'Name', share: 'For everybody at the desk', save: 'Save', drop: 'Take it away', views: 'Lists of the desk', narrow: 'Filter and order', critical: 'Critical ones only', show: 'Show',
  shown: 'What is shown', via: 'How it came', answer: 'Answer', looks: /looking at it too/, writes: /writing in it now/,
}
const russian: typeof english = {
  queue: 'Очередь', join: 'Объединить с другим', joinWith: 'С каким обращением', joined: 'Объединённые обращения', split: 'Выделить вопрос', subject: 'Коротко, одной строкой', secrets: 'Пароли и ключи', readOf: 'Прочитать: Server', readIt: 'Прочитать', readOnce: /прочитан: 1/,
  escalate: 'Спросить поставщика', preview: 'Посмотреть, что уйдёт', body: 'Что происходит и как должно быть', sendAbove: 'Отправить поставщику', above: /Спросили выше/, fromAbove: 'Ответ вашего поставщика',
  call: 'Записать звонок', who: 'Кто звонил', said: 'Что сказали', further: 'Новое сообщение переместит ваш вопрос в конец очереди.',
  keep: 'Сохранить как список', change: 'Изменить этот список', name: 'Название', share: 'Для всей службы', save: 'Сохранить', drop: 'Убрать', views: 'Списки службы', narrow: 'Фильтр и порядок', critical: 'Только критические', show: 'Показать',
  shown: 'Что показывать', via: 'Как пришло', answer: 'Ответ', looks: /Сейчас смотрит/, writes: /Сейчас пишет/,
}

const sizes = [
  ['en', 'Meridian', { width: 1280, height: 900 }, english],
  ['ru', 'Polaris', { width: 390, height: 844 }, russian],
] as const

async function prepare(page: Page, size: { width: number; height: number }, language: string) {
  await page.setViewportSize(size)
  await page.addInitScript((chosen) => localStorage.setItem('language', chosen), language)
}

/** Somebody else, in a browser of their own. */
async function another(browser: Browser, size: { width: number; height: number }, language: string) {
  const page = await (await browser.newContext()).newPage()
  await prepare(page, size, language)
  return page
}

const ask = async (page: Page, subject: string, body: string) => {
  const made = await call<{ id: string }>(page, 'POST', '/api/support/tickets', { subject, body })
  expect(made.status).toBeLessThan(300)
  return made.answer.id
}

for (const [language, brandName, size, say] of walked(sizes, 0)) {
  test(`a ticket is joined, split, read with its secret and answered from above, in ${language} at ${size.width} px`, async ({ page, browser }) => {
    const of: Brand = brand(brandName)
    const mark = Date.now().toString(36)
    await prepare(page, size, language)
    await standAs(page, of.url, user(of))
    const first = await ask(page, `Late ${mark}`, `My van is late. Write to anna.${mark}@customer.example or call +358 40 1234567.`)
    const second = await ask(page, `Again ${mark}`, 'I ask once more.')
    expect((await call(page, 'POST', `/api/support/tickets/${first}/secrets`, { label: 'Server', value: `open ${mark}`, hours: 24 })).status).toBeLessThan(300)
    // Whoever goes on before there is an answer is warned.
    await page.goto(`${of.url}/account/support/${first}`)
    await expect(page.getByText(say.further)).toBeVisible()
    await expectSound(page)

    const desk = await another(browser, size, language)
    await enter(desk, of.url, of.owner, `/console/desk/${second}`)
    await desk.getByRole('button', { name: say.join }).click()
    const joining = desk.getByRole('dialog', { name: say.join })
    await joining.getByRole('searchbox').fill(`Late ${mark}`)
    await joining.getByRole('combobox', { name: say.joinWith }).click()
    await desk.getByRole('option', { name: new RegExp(`Late ${mark}`) }).click()
    await joining.getByRole('button', { name: say.join }).click()
    await expect(desk.getByRole('heading', { level: 1, name: new RegExp(`Late ${mark}`) })).toBeVisible()
    await expect(desk.getByRole('region', { name: say.joined }).getByRole('link', { name: new RegExp(`Again ${mark}`) })).toBeVisible()

    // A secret is read after a word of warning, and that it was read stands beside it.
    await desk.getByRole('button', { name: say.readOf }).click()
    const reading = desk.getByRole('dialog', { name: say.readIt })
    await reading.getByRole('button', { name: say.readIt, exact: true }).click()
    await expect(reading.getByRole('textbox')).toHaveValue(`open ${mark}`)
    await expectSound(desk)
    await desk.keyboard.press('Escape')
    await expect(desk.getByRole('region', { name: say.secrets }).getByText(say.readOnce)).toBeVisible()

    // What is asked above is chosen, read and masked; the answer comes back as a note.
    await desk.getByRole('button', { name: say.escalate }).click()
    const asking = desk.getByRole('dialog', { name: say.escalate })
    await asking.getByRole('checkbox', { name: /My van is late/ }).check()
    await asking.getByRole('button', { name: say.preview }).click()
    const draft = asking.getByRole('textbox', { name: say.body })
    await expect(draft).toHaveValue(/My van is late/)
    await expect(draft).not.toHaveValue(new RegExp(`anna.${mark}|1234567`))
    await expectSound(desk)
    await asking.getByRole('button', { name: say.sendAbove }).click()
    await expect(asking).toHaveCount(0)
    await expect(desk.getByText(say.above).first()).toBeVisible()
    const above = await call<{ above: { ticket: string }[] }>(desk, 'GET', `/api/console/desk/tickets/${first}`)
    const top = await another(browser, size, language)
    const { platform } = world()
    await standAs(top, platform.url, platform)
    expect((await call(top, 'POST', `/api/console/desk/tickets/${above.answer.above[0]!.ticket}/answers`, { body: `It is the operator. ${mark}` })).status).toBeLessThan(300)
    await top.context().close()
    await desk.reload()
    await expect(desk.getByText(`It is the operator. ${mark}`)).toBeVisible()
    await expect(desk.getByText(say.fromAbove).first()).toBeVisible()

    // Another question in it becomes a ticket of its own.
    await desk.getByRole('button', { name: say.split }).click()
    const splitting = desk.getByRole('dialog', { name: say.split })
    await splitting.getByRole('textbox', { name: say.subject }).fill(`Other ${mark}`)
    await splitting.getByRole('button', { name: say.split }).click()
    await expect(desk.getByRole('heading', { level: 1, name: new RegExp(`Other ${mark}`) })).toBeVisible()
    await expectSound(desk)
    await desk.context().close()

    // Whoever asked reads nothing of what was said above.
    await page.goto(`${of.url}/account/support/${first}`)
    await expect(page.getByRole('heading', { level: 1, name: new RegExp(`Late ${mark}`) })).toBeVisible()
    await expect(page.getByText(/It is the operator/)).toHaveCount(0)
  })

  test(`a call is written down, a list of the desk is kept, shared and taken away, and two see each other, in ${language} at ${size.width} px`, async ({ page, browser }) => {
    const of: Brand = brand(brandName)
    const mark = Date.now().toString(36)
    await prepare(page, size, language)
    await enter(page, of.url, of.owner, '/console/desk')
    await page.getByRole('button', { name: say.call }).click()
    const calling = page.getByRole('dialog', { name: say.call })
    await calling.getByRole('textbox', { name: say.who }).fill(`Caller ${mark}`)
    await calling.getByRole('textbox', { name: say.subject }).fill(`Phone ${mark}`)
    await calling.getByRole('textbox', { name: say.said }).fill('Everything stands still.')
    await calling.getByRole('checkbox').check()
    await expectSound(page)
    await calling.getByRole('button', { name: say.call }).click()
    await expect(page.getByRole('heading', { level: 1, name: new RegExp(`Phone ${mark}`) })).toBeVisible()
    const ticket = page.url().split('/').at(-1)!

    await page.goto(`${of.url}/console/desk`)
    // Whoever pauses between two words goes on where they were.
    const words = page.getByRole('searchbox')
    await words.pressSequentially('Phone ')
    await expect(page).toHaveURL(/q=Phone$/)
    await words.pressSequentially(mark)
    await expect(page).toHaveURL(new RegExp(`q=Phone(\\+|%20)${mark}$`))
    await expect(words).toHaveValue(`Phone ${mark}`)
    await words.clear()
    await expect(page).not.toHaveURL(/q=/)
    await page.getByRole('button', { name: say.narrow }).click()
    const narrowing = page.getByRole('dialog', { name: say.narrow })
    await narrowing.getByRole('checkbox', { name: say.critical }).check()
    await expectSound(page)
    await narrowing.getByRole('button', { name: say.show }).click()
    await expect(page).toHaveURL(/critical=true/)
    const list = page.getByRole('list', { name: say.queue, exact: true })
    await expect(list.getByRole('link', { name: new RegExp(`Phone ${mark}`) })).toBeVisible()
    await page.getByRole('button', { name: say.keep }).click()
    const keeping = page.getByRole('dialog', { name: say.keep })
    await keeping.getByRole('textbox', { name: say.name }).fill(`Urgent ${mark}`)
    await keeping.getByRole('combobox', { name: say.shown }).click({ force: true })
    await page.getByRole('option', { name: say.via }).click()
    await page.keyboard.press('Tab')
    await keeping.getByRole('checkbox', { name: say.share }).check()
    await expectSound(page)
    await keeping.getByRole('button', { name: say.save }).click()
    await expect(keeping).toHaveCount(0)
    const views = page.getByRole('navigation', { name: say.views })
    await expect(views.getByRole('link', { name: new RegExp(`Urgent ${mark} .*[1-9]`) })).toHaveAttribute('aria-current', 'page')
    await expectSound(page)

    // A colleague finds the list, and each sees that the other is at the ticket.
    const invited = await call<{ link: string }>(page, 'POST', '/api/invitations', { role: 'support', locale: language })
    expect(invited.status).toBeLessThan(300)
    const colleague = await another(browser, size, language)
    const login = `colleague-${mark}`
    await colleague.goto(of.url)
    const token = invited.answer.link.match(/[^/#=?]+$/)![0]
    expect((await call(colleague, 'POST', '/api/invitation/accept', { token, login, name: `Colleague ${mark}`, password: `a password of ${mark}` })).status).toBeLessThan(300)
    await enter(colleague, of.url, { login, password: `a password of ${mark}` }, '/console/desk')
    await expect(colleague.getByRole('link', { name: new RegExp(`Urgent ${mark}`) })).toBeVisible()
    await colleague.goto(`${of.url}/console/desk/${ticket}`)
    await expect(colleague.getByRole('heading', { level: 1, name: new RegExp(`Phone ${mark}`) })).toBeVisible()
    await page.goto(`${of.url}/console/desk/${ticket}`)
    await expect(page.getByText(say.looks)).toBeVisible()
    await colleague.getByRole('textbox', { name: say.answer, exact: true }).fill('I look into it')
    await expect(page.getByText(say.writes)).toBeVisible()
    await colleague.context().close()

    await page.goto(`${of.url}/console/desk`)
    await views.getByRole('link', { name: new RegExp(`Urgent ${mark}`) }).click()
    await page.getByRole('button', { name: say.change }).click()
    await page.getByRole('dialog', { name: say.change }).getByRole('button', { name: say.drop }).click()
    await expect(views.getByRole('link', { name: new RegExp(`Urgent ${mark}`) })).toHaveCount(0)
  })
}
