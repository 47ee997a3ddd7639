import { type Page } from '@playwright/test'
import { texts } from './letters'
import { brand, call, enter, expect, expectSound, test, user, walked } from './world'

const english = {
  subject: 'In a line', body: 'What happens, and what should happen', attach: 'Attach files', send: 'Send', take: 'Take it', assignee: 'Assigned to', insert: 'Insert a ready answer', answer: 'Answer',
  answered: /Answered/, refuse: 'Leave without an answer', kind: 'Why', spam: 'spam', reason: 'The reason, in words', unanswerable: /Not answered/, confirm: 'It is settled', settled: /Settled/, reply: 'Answer or note', queue: 'Queue', keys: 'Keyboard',
}
const russian: typeof english = {
  subject: 'Коротко, одной строкой', body: 'Что происходит и как должно быть', attach: 'Приложить файлы', send: 'Отправить', take: 'Взять себе', assignee: 'Ответственный', insert: 'Вставить готовый ответ', answer: 'Ответ',
  answered: /Есть ответ/, refuse: 'Оставить без ответа', kind: 'Почему', spam: 'спам', reason: 'Причина словами', unanswerable: /Без ответа/, confirm: 'Вопрос решён', settled: /Решено/, reply: 'Ответ или заметка', queue: 'Очередь', keys: 'Клавиши',
}

for (const [language, brandName, size, say] of walked([
  ['en', 'Meridian', { width: 1280, height: 900 }, english],
  ['ru', 'Polaris', { width: 390, height: 844 }, russian],
] as const, 1)) {
  test(`a question with a file is taken, answered by an agreed text and settled, and another is refused, in ${language}`, async ({ page, browser }) => {
    const of = brand(brandName)
    const mark = Date.now().toString(36)
    const prepared = async (who: Page) => {
      await who.setViewportSize(size)
      await who.addInitScript((chosen) => localStorage.setItem('language', chosen), language)
    }
    await prepared(page)
    await enter(page, of.url, user(of), '/account/support/new')
    const ask = async (subject: string, file: boolean) => {
      await page.goto(`${of.url}/account/support/new`)
      await page.getByRole('textbox', { name: say.subject }).fill(subject)
      await page.getByRole('textbox', { name: say.body }).fill('Since this morning the report of my van shows no kilometres.')
      if (file) {
        const choosing = page.waitForEvent('filechooser')
        await page.getByRole('button', { name: say.attach }).click()
        await (await choosing).setFiles({ name: `report-${mark}.txt`, mimeType: 'text/plain', buffer: Buffer.from('0 km') })
        await expect(page.getByText(`report-${mark}.txt`)).toBeVisible()
        await expectSound(page)
      }
      await page.getByRole('button', { name: say.send, exact: true }).click()
      await expect(page.getByRole('heading', { level: 1, name: subject })).toBeVisible()
      return page.url()
    }
    const wanted = await ask(`Kilometres ${mark}`, true)
    await expect(page.getByRole('link', { name: `report-${mark}.txt` })).toBeVisible()
    // Nobody has answered yet: it can be withdrawn, and that can be taken back.
    const words = texts(language).support
    await page.getByRole('button', { name: words.withdraw }).click()
    await expect(page.getByText(words.withdrawnText)).toBeVisible()
    await expect(page.getByText(words.state.withdrawn, { exact: true })).toBeVisible()
    await expectSound(page)
    await page.getByRole('button', { name: words.takeBack }).click()
    await expect(page.getByRole('button', { name: words.withdraw })).toBeVisible()
    await expect(page.getByText(words.movesToTheEnd)).toBeVisible()
    await ask(`Advertising ${mark}`, false)

    const context = await browser.newContext()
    const desk = await context.newPage()
    await prepared(desk)
    await enter(desk, of.url, of.owner, '/console/desk')
    const text = `Please load the report again. ${mark}`
    expect((await call(desk, 'PUT', '/api/console/desk/macros', { name: `Again ${mark}`, texts: { en: text } })).status).toBe(200)
    await desk.goto(`${of.url}/console/desk`)
    const list = desk.getByRole('list', { name: say.queue, exact: true })
    const found = desk.waitForResponse((one) => one.url().includes(`q=${mark}`) && one.ok())
    await desk.getByRole('searchbox').fill(mark)
    await found
    await expect(list.getByRole('listitem')).toHaveCount(2)
    await desk.keyboard.press('Escape')
    await desk.keyboard.press('j')
    await expect(list.getByRole('link').first()).toBeFocused()
    await desk.keyboard.press('?')
    await expect(desk.getByRole('dialog', { name: say.keys })).toBeVisible()
    await expectSound(desk)
    await desk.keyboard.press('Escape')
    await expect(desk.getByRole('dialog')).toHaveCount(0)

    await list.getByRole('link', { name: `Kilometres ${mark}` }).click()
    await expect(desk.getByRole('link', { name: `report-${mark}.txt` })).toBeVisible()
    await desk.getByRole('button', { name: say.take }).click()
    await expect(desk.getByRole('button', { name: say.take })).toHaveCount(0)
    await expect(desk.getByRole('combobox', { name: say.assignee })).not.toHaveValue('')
    const form = desk.getByRole('form', { name: say.reply })
    await form.getByRole('combobox', { name: say.insert }).click()
    await desk.getByRole('option', { name: `Again ${mark}` }).click()
    await expect(form.getByRole('textbox', { name: say.answer, exact: true })).toHaveValue(text)
    await expectSound(desk)
    await form.getByRole('button', { name: say.send, exact: true }).click()
    await expect(desk.getByRole('banner').or(desk.locator('header')).getByText(say.answered).first()).toBeVisible()

    await desk.goto(`${of.url}/console/desk`)
    await desk.getByRole('searchbox').fill(`Advertising ${mark}`)
    // What was typed goes into the address a moment later, and takes whoever has gone on by then back to the list.
    await expect(list.getByRole('listitem')).toHaveCount(1)
    await list.getByRole('link', { name: `Advertising ${mark}` }).click()
    await desk.getByRole('button', { name: say.refuse }).click()
    const dialog = desk.getByRole('dialog', { name: say.refuse })
    await dialog.getByRole('combobox', { name: say.kind }).click()
    await desk.getByRole('option', { name: say.spam }).click()
    await dialog.getByRole('textbox', { name: say.reason }).fill('It asks nothing.')
    await expectSound(desk)
    await dialog.getByRole('button', { name: say.refuse }).click()
    await expect(desk.getByText(say.unanswerable).first()).toBeVisible()
    await context.close()

    await page.goto(wanted)
    await expect(page.getByText(text)).toBeVisible()
    await page.getByRole('button', { name: say.confirm }).click()
    await expect(page.getByText(say.settled).first()).toBeVisible()
    await expectSound(page)
  })
}
