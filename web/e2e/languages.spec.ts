// Every screen: axe finds nothing on a phone in both brands, nor at a desk in one, the main ones in both; and in every language, on a phone and
// on the main ones at a desk, nothing is wider than the screen and nothing that is ours is cut.
import { readFileSync } from 'node:fs'
import { type Screen, screens } from './places'
import { brand, call, desk, enter, expect, expectAccessible, expectNoSidewaysScroll, faults, type Page, phone, settled, speak, test, user, world } from './world'

type Tree = { [key: string]: string | Tree }

const flat = (tree: Tree): string[] => Object.values(tree).flatMap((one) => (typeof one === 'string' ? [one] : flat(one)))
const wordsOf = (language: string) => JSON.parse(readFileSync(`src/i18n/${language}.json`, 'utf8')) as Tree

/** Those that are looked at at a desk too, where columns are narrow. */
const main = ['/', '/sign-up', '/add', '/account/settings', '/account/security', '/account/billing', '/account/support', '/console/today', '/console/customers', '/console/prices', '/console/desk', '/console/desk-settings', '/console/brand']

const languages = ['en', 'ru', 'es', 'pt', 'fr']

/** Our texts in every language, for the page to know them by: sent into it once, not with each question. */
const ours = JSON.stringify(Object.fromEntries(languages.map((language) => [language, [...new Set(flat(wordsOf(language)))]])))

/**
 * By how many pixels the page is wider than the screen, and which of our texts it cuts: what hides its own overflow and has some, what
 * sticks out of its button, and what a field is too short for. A text with something put into it is known by how it begins and ends; what
 * somebody has written may be long, and is then told whole by a title.
 */
async function unfit(page: Page, language: string): Promise<string[]> {
  const found = await page.evaluate((spoken) => {
    const texts = (window as unknown as { ours?: Record<string, string[]> }).ours?.[spoken]
    if (!texts) return undefined
    const whole = new Set(texts.filter((text) => !text.includes('{{')))
    const filled = texts.filter((text) => text.includes('{{')).map((text) => [text.slice(0, text.indexOf('{{')), text.slice(text.lastIndexOf('}}') + 2)] as const).filter(([begin, end]) => begin.length + end.length > 5)
    const known = (text: string) => whole.has(text) || (text.length < 300 && filled.some(([begin, end]) => text.length > begin.length + end.length && text.startsWith(begin) && text.endsWith(end)))
    const pen = document.createElement('canvas').getContext('2d')!
    const { scrollWidth, clientWidth } = document.documentElement
    const found: string[] = scrollWidth > clientWidth ? [`${scrollWidth - clientWidth} pixels too wide`] : []
    for (const one of document.querySelectorAll<HTMLElement>('body *')) {
      if (one instanceof HTMLInputElement) {
        // What a box stands for is written beside it.
        if (one.type === 'checkbox' || one.type === 'radio') continue
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
  }, language)
  if (found) return found
  await page.evaluate((texts) => Object.assign(window, { ours: JSON.parse(texts) as object }), ours)
  return unfit(page, language)
}

/**
 * Leaves one of each form of what a page repeats: of elements with the same names, attributes' names, classes, roles and parents, with
 * words or without, larger than what they stand in or not, axe says the same. Only identifiers must differ all over a page: those that do
 * not are answered.
 */
async function thinned(page: Page, repeats: string): Promise<string[]> {
  return page.evaluate((repeats) => {
    const twice = [...document.querySelectorAll('[id]')].map((one) => one.id).filter((id, i, all) => all.indexOf(id) !== i)
    const known = new Set<string>()
    const kept = new Set<Element>()
    const see = (one: Element, above: string) => {
      const words = [...one.childNodes].some((part) => part instanceof Text && part.data.trim())
      const form = `${above}>${one.tagName}.${one.className} ${one.getAttribute('role')} ${one.getAttributeNames().sort().join()}${words ? '' : ' empty'}${one.scrollWidth > one.clientWidth || one.scrollHeight > one.clientHeight ? ' scrolls' : ''}`
      if (!known.has(form)) for (let keep: Element | null = one; keep && !kept.has(keep); keep = keep.parentElement) kept.add(keep)
      known.add(form)
      for (const inner of one.children) see(inner, form)
    }
    see(document.body, '')
    for (const one of document.querySelectorAll(repeats)) if (!kept.has(one)) one.remove()
    return twice.map((id) => `the identifier ${id} twice`)
  }, repeats)
}

/**
 * Another screen of the same area, by the app's own way: the page and its language are loaded once. It is there when it has a heading of
 * its own; or, where the screen before shares its heading, when nothing has changed for a while.
 */
async function go(page: Page, path: string) {
  await page.evaluate(async (to) => {
    const quiet = 300
    document.querySelectorAll('h1').forEach((one) => one.setAttribute('data-before', ''))
    let changed = performance.now()
    const watch = new MutationObserver(() => (changed = performance.now()))
    watch.observe(document.body, { childList: true, subtree: true, characterData: true })
    history.pushState(null, '', to)
    while (!document.querySelector('h1:not([data-before])') && performance.now() - changed < quiet) await new Promise((done) => setTimeout(done, 20))
    watch.disconnect()
  }, path)
}

const areaOf = (screen: Screen) => (screen.as === 'user' ? '/' : screen.path.split('/').slice(0, 2).join('/'))

for (const name of ['Meridian', 'Polaris']) {
  for (const as of ['nobody', 'user', 'reseller', 'staff'] as const) {
    // The platform has one look.
    const theirs = screens.filter((screen) => screen.as === as && (!screen.only || screen.only === name) && (name === 'Meridian' || (as !== 'staff' && !screen.platform)))
    if (theirs.length === 0) continue
    test(`every screen of ${name} for ${as} is accessible and has room for every language`, async ({ page }) => {
      test.setTimeout(900_000)
      const of = brand(name)
      await page.setViewportSize(phone)
      const found: string[] = []
      const own = name === 'Meridian' ? 'en' : 'ru'
      const look = async (screen: Screen, language: string) => {
        // What axe reads is the same in each language but for its words: on a phone in both brands, at a desk in one.
        const judged = language === own || screen.path === '/api/docs'
        const sizes = main.includes(screen.path) || (judged && name === 'Meridian') ? [phone, desk] : [phone]
        // A language begins at the size at which the one before has ended.
        if (page.viewportSize()?.width === desk.width) sizes.reverse()
        const at = async (size: typeof phone, asked: () => Promise<string[]>) => {
          if (page.viewportSize()?.width !== size.width) await page.setViewportSize(size)
          await settled(page)
          found.push(...(await asked()).map((one) => `${screen.name} in ${language} at ${size.width}: ${one}`))
        }
        if (screen.repeats) {
          // How wide it is depends on each of its words, so it is asked of the whole.
          for (const size of sizes) await at(size, () => unfit(page, language))
          found.push(...(await thinned(page, screen.repeats)).map((one) => `${screen.name}: ${one}`))
          if (judged) for (const size of sizes) await at(size, () => faults(page))
        } else for (const size of sizes) await at(size, async () => [...(await unfit(page, language)), ...(judged ? await faults(page) : [])])
      }
      let area = ''
      // A screen begins in the language in which the one before has ended.
      let inTurn = languages
      const visit = async (screen: Screen) => {
        if (page.viewportSize()?.width !== phone.width) await page.setViewportSize(phone)
        const url = screen.platform ? world().platform.url : of.url
        if (screen.path.includes(':language')) {
          // A page of its own for each.
          for (const language of languages) {
            await page.goto(url + screen.path.replace(':language', language))
            await expect(page.locator('html')).toHaveAttribute('lang', language)
            await look(screen, language)
          }
          return
        }
        if (as === 'nobody') await page.goto(url + screen.path)
        else if (areaOf(screen) === area) await go(page, screen.path)
        else if (as === 'staff') await enter(page, world().platform.url, world().platform, screen.path)
        else await enter(page, of.url, as === 'user' ? user(of) : of.owner, screen.path)
        area = areaOf(screen)
        await expect(page.locator('main, #work, article').first(), screen.name).toBeVisible()
        await screen.prepare?.(page)
        // What programs are told of is in English.
        if (screen.path === '/api/docs') await look(screen, 'en')
        else {
          for (const language of inTurn) {
            await speak(page, language)
            await look(screen, language)
          }
          inTurn = inTurn.toReversed()
        }
      }
      // The runner looks for what a step belongs to among all that came before, unless it is told.
      for (const screen of theirs) await test.step(screen.name, () => visit(screen))
      expect(found).toEqual([])
    })
  }
}

test.describe.configure({ mode: 'parallel' })

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
