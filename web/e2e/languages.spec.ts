// Every language on the main screens, at a desk and on a phone: nothing is wider than the screen, and nothing that is ours is cut.
import { readFileSync } from 'node:fs'
import { brand, call, enter, expect, expectAccessible, expectNoSidewaysScroll, type Page, settled, test, user } from './world'

type Tree = { [key: string]: string | Tree }

const flat = (tree: Tree): string[] => Object.values(tree).flatMap((one) => (typeof one === 'string' ? [one] : flat(one)))
const wordsOf = (language: string) => JSON.parse(readFileSync(`src/i18n/${language}.json`, 'utf8')) as Tree & { signIn: { submit: string } }

const screens: { path: string; as: 'nobody' | 'user' | 'reseller' }[] = [
  { path: '/', as: 'nobody' },
  { path: '/sign-up', as: 'nobody' },
  { path: '/?status=moving', as: 'user' },
  { path: '/add', as: 'user' },
  { path: '/account/settings', as: 'user' },
  { path: '/account/security', as: 'user' },
  { path: '/account/billing', as: 'user' },
  { path: '/account/support', as: 'user' },
  { path: '/console/today', as: 'reseller' },
  { path: '/console/customers', as: 'reseller' },
  { path: '/console/prices', as: 'reseller' },
  { path: '/console/desk', as: 'reseller' },
  { path: '/console/desk-settings', as: 'reseller' },
  { path: '/console/brand', as: 'reseller' },
]

/** Which of our texts the page cuts: what hides its own overflow and has some, and what sticks out of its button. */
function cut(page: Page, ours: string[]) {
  return page.evaluate((texts) => {
    const known = new Set(texts)
    const found: string[] = []
    for (const one of document.querySelectorAll<HTMLElement>('body *')) {
      const text = one.textContent?.trim() ?? ''
      if (!known.has(text) || !one.checkVisibility({ visibilityProperty: true, opacityProperty: true })) continue
      const style = getComputedStyle(one)
      // What only a screen reader says is a point on the screen.
      if (one.clientWidth <= 1 || style.display === 'inline' || [...one.querySelectorAll('*')].some((part) => part.textContent && part.getBoundingClientRect().width <= 1)) continue
      const hides = (overflow: string) => overflow === 'hidden' || overflow === 'clip'
      if (hides(style.overflowX) && one.scrollWidth > one.clientWidth + 1) found.push(`${text} (${one.scrollWidth} in ${one.clientWidth} pixels)`)
      else if (hides(style.overflowY) && one.scrollHeight > one.clientHeight + 3) found.push(`${text} (${one.scrollHeight} in ${one.clientHeight} pixels of height)`)
      else if (one.matches('button, [role=tab], a[href], th')) {
        const range = document.createRange()
        range.selectNodeContents(one)
        const inner = range.getBoundingClientRect()
        const outer = one.getBoundingClientRect()
        if (inner.right > outer.right + 1 || inner.left < outer.left - 1) found.push(`${text} (sticks out)`)
      }
    }
    return [...new Set(found)]
  }, ours)
}

for (const language of ['ru', 'es', 'pt', 'fr']) {
  test(`the main screens have room for ${language}`, async ({ page }) => {
    const of = brand('Meridian')
    const words = wordsOf(language)
    const ours = [...new Set(flat(words))].filter((text) => !text.includes('{{'))
    // Before signing in the device's choice counts, and then the profile's, which here is a reader of this language's.
    await page.addInitScript((chosen) => {
      localStorage.setItem('language', chosen)
      const ask = fetch
      window.fetch = async (...what) => {
        const answer = await ask(...what)
        const { url, method } = what[0] instanceof Request ? what[0] : { url: String(what[0]), method: what[1]?.method ?? 'GET' }
        if (method !== 'GET' || !url.endsWith('/api/session') || !answer.ok) return answer
        const session = await answer.json()
        return Response.json({ ...session, user: { ...session.user, locale: chosen } })
      }
    }, language)
    for (const screen of screens) {
      await page.setViewportSize({ width: 1440, height: 900 })
      if (screen.as === 'nobody') await page.goto(of.url + screen.path)
      else await enter(page, of.url, screen.as === 'user' ? user(of) : of.owner, screen.path)
      await expect(page.locator('html')).toHaveAttribute('lang', language)
      await expect(page.locator('h1, h2').first()).toBeAttached()
      if (screen.path === '/' && screen.as === 'nobody') await expect(page.getByRole('button', { name: words.signIn.submit, exact: true })).toBeVisible()
      for (const width of [1440, 390]) {
        await page.setViewportSize({ width, height: 900 })
        await settled(page)
        await expectNoSidewaysScroll(page)
        await expect.poll(() => cut(page, ours), { message: `${screen.path} at ${width}` }).toEqual([])
      }
    }
  })
}

test('a brand offers the languages that it chooses, and its pages speak no other', async ({ page, browser }) => {
  const of = brand('Harbour')
  await enter(page, of.url, of.owner, '/console/settings')
  const list = page.getByRole('group', { name: 'Languages you offer' })
  const saved = page.getByText('Saved')
  const theirs = await browser.newContext({ locale: 'fr-FR', viewport: { width: 390, height: 844 } })
  const visitor = await theirs.newPage()
  try {
    await list.getByLabel('English').uncheck()
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await expect(page.getByText('must be among those that you offer')).toBeVisible()
    await list.getByLabel('English').check()
    await list.getByLabel('Français').uncheck()
    await list.getByLabel('Português').uncheck()
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await expect(saved).toBeVisible()
    await expectNoSidewaysScroll(page)
    await expectAccessible(page)

    await expect.poll(async () => ((await visitor.goto(of.url + '/fr/tariffs')) ? new URL(visitor.url()).pathname : '')).toBe('/en/tariffs')
    await expect(visitor.getByRole('contentinfo').getByRole('link')).toHaveText(['English', 'Русский', 'Español'])
    await visitor.goto(of.url + '/?sign-in')
    await expect(visitor.locator('html')).toHaveAttribute('lang', 'en')
    await expect(visitor.getByRole('radiogroup', { name: 'Language' }).getByRole('radio')).toHaveCount(3)
  } finally {
    // As it was.
    const { answer } = await call<{ languages: string[] }>(page, 'GET', '/api/console/settings')
    await call(page, 'PUT', '/api/console/settings', { ...answer, languages: ['en', 'ru', 'es', 'pt', 'fr'] })
    await theirs.close()
  }
  await expect.poll(async () => ((await page.goto(of.url + '/fr/tariffs')) ? new URL(page.url()).pathname : '')).toBe('/fr/tariffs')
})
