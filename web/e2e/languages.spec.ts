// Every language on every screen, on a phone, and on the main ones at a desk: nothing is wider than the screen, and nothing that is ours is cut.
import { readFileSync } from 'node:fs'
import { type Screen, screens } from './places'
import { brand, call, enter, expect, expectAccessible, expectNoSidewaysScroll, type Page, settled, test, user, world } from './world'

type Tree = { [key: string]: string | Tree }

const flat = (tree: Tree): string[] => Object.values(tree).flatMap((one) => (typeof one === 'string' ? [one] : flat(one)))
const wordsOf = (language: string) => JSON.parse(readFileSync(`src/i18n/${language}.json`, 'utf8')) as Tree

/** Those that are looked at at a desk too, where columns are narrow. */
const main = ['/', '/sign-up', '/add', '/account/settings', '/account/security', '/account/billing', '/account/support', '/console/today', '/console/customers', '/console/prices', '/console/desk', '/console/desk-settings', '/console/brand']

/**
 * Which of our texts the page cuts: what hides its own overflow and has some, what sticks out of its button, and what a field is too
 * short for. A text with something put into it is known by how it begins and ends; what somebody has written may be long, and is then
 * told whole by a title.
 */
function cut(page: Page, ours: string[]) {
  return page.evaluate((texts) => {
    const whole = new Set(texts.filter((text) => !text.includes('{{')))
    const filled = texts.filter((text) => text.includes('{{')).map((text) => [text.slice(0, text.indexOf('{{')), text.slice(text.lastIndexOf('}}') + 2)] as const).filter(([begin, end]) => begin.length + end.length > 5)
    const known = (text: string) => whole.has(text) || (text.length < 300 && filled.some(([begin, end]) => text.length > begin.length + end.length && text.startsWith(begin) && text.endsWith(end)))
    const pen = document.createElement('canvas').getContext('2d')!
    const found: string[] = []
    for (const one of document.querySelectorAll<HTMLElement>('body *')) {
      if (one instanceof HTMLInputElement) {
        const text = one.value || one.placeholder
        if (!known(text) || one.type === 'password' || !one.checkVisibility({ visibilityProperty: true, opacityProperty: true }) || one.clientWidth <= 1) continue
        const style = getComputedStyle(one)
        pen.font = `${style.fontStyle} ${style.fontWeight} ${style.fontSize} ${style.fontFamily}`
        const [needs, has] = [pen.measureText(text).width, one.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight)]
        if (needs > has + 1) found.push(`${text} (${Math.ceil(needs)} in a field of ${Math.floor(has)} pixels)`)
        continue
      }
      const text = one.textContent?.trim() ?? ''
      if (text.length > 600 || !known(text) || !one.checkVisibility({ visibilityProperty: true, opacityProperty: true })) continue
      const style = getComputedStyle(one)
      // What only a screen reader says is a point on the screen.
      if (one.clientWidth <= 1 || style.display === 'inline' || [...one.querySelectorAll('*')].some((part) => part.textContent && part.getBoundingClientRect().width <= 1)) continue
      const hides = (overflow: string) => overflow === 'hidden' || overflow === 'clip'
      if (one.closest<HTMLElement>('[title]')?.title === text && !whole.has(text)) continue
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

/** Another screen of the same area, by the app's own way: the page and its language are loaded once. */
async function go(page: Page, path: string) {
  await page.evaluate((to) => {
    document.querySelectorAll('h1').forEach((one) => one.setAttribute('data-before', ''))
    history.pushState(null, '', to)
  }, path)
  // A screen that has the same heading, or none, is there when nothing is waited for any more.
  await page.locator('h1:not([data-before])').first().waitFor({ state: 'attached', timeout: 3_000 }).catch(() => undefined)
}

const areaOf = (screen: Screen) => (screen.as === 'nobody' ? screen.path : screen.as === 'user' ? '/' : screen.path.split('/').slice(0, 2).join('/'))

for (const language of ['en', 'ru', 'es', 'pt', 'fr']) {
  test(`every screen has room for ${language}`, async ({ page }) => {
    test.setTimeout(900_000)
    const of = brand('Meridian')
    const words = wordsOf(language)
    const ours = [...new Set(flat(words))]
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
    const phone = { width: 390, height: 844 }
    await page.setViewportSize(phone)
    const found: string[] = []
    let area = ''
    for (const screen of screens.filter(({ only }) => !only || only === of.name).toSorted((a, b) => a.as.localeCompare(b.as))) {
      const path = screen.path.replace(':language', language)
      if (screen.as === 'nobody') await page.goto((screen.platform ? world().platform.url : of.url) + path)
      else if (`${screen.as} ${areaOf(screen)}` === area) await go(page, path)
      else if (screen.as === 'staff') await enter(page, world().platform.url, world().platform, path)
      else await enter(page, of.url, screen.as === 'user' ? user(of) : of.owner, path)
      area = `${screen.as} ${areaOf(screen)}`
      await expect(page.locator('main, #work, article').first(), screen.name).toBeVisible()
      await screen.prepare?.(page)
      for (const size of main.includes(screen.path) ? [phone, { width: 1440, height: 900 }] : [phone]) {
        await page.setViewportSize(size)
        await settled(page)
        await expect(page.locator('.mantine-Skeleton-root, .mantine-Loader-root')).toHaveCount(0)
        const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
        if (wide > 0) found.push(`${screen.name} at ${size.width}: ${wide} pixels too wide`)
        found.push(...(await cut(page, ours)).map((one) => `${screen.name} at ${size.width}: ${one}`))
      }
      await page.setViewportSize(phone)
      // What programs are told of is in English.
      if (screen.path !== '/api/docs') expect.soft(await page.locator('html').getAttribute('lang'), screen.name).toBe(language)
    }
    expect(found).toEqual([])
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
