// Colours are the dearest of what axe judges: for each text it works out what lies behind it. Most texts of a page stand in the same paint
// as hundreds of others, there and on the page before. What axe would read is read here from the styles, and of each paint one text is
// judged (decision 0082).
import type Axe from 'axe-core'
import type { AxeReporter, DqElement, RawNodeResult, RunOptions } from 'axe-core'
import type { Page } from '@playwright/test'

/** The paints that this worker has seen judged, and not faulted. */
const good = new Set<string>()

interface Painted {
  /** Elements with text of their own by their paint. */
  alike: Map<string, Element[]>
  /** What something lies behind, or half over, that does not hold it: only axe works that out. */
  alone: Element[]
}
interface Judging {
  axe: typeof Axe
  painted?: Painted
}

/** What axe has no opinion of, whichever text it is: what is not to be seen, what something else lies over, and a single sign. */
const unsaid = /^(unseen|under|sign) /

/**
 * Reads the paints of a page, and answers each once: the text's own colours and size, and the backgrounds that hold it, up to the one that
 * hides all others. Which texts have which is kept in the page until its colours are judged.
 */
const paints = () => {
  const clear = /^(transparent|rgba\(.*, 0\))$/
  const shines = /^(transparent|(rgba|hsla)\(.*|(color|oklab|oklch|lab|lch)\(.*\/.*)$/
  interface Layer {
    style: CSSStyleDeclaration
    /** Its own background, and those behind it. */
    behind: string
    /** The nearest that hides all behind it: itself, or what holds it. */
    ground: Element | undefined
    /** What of it is to be seen, as far as those that hold it cut it off. */
    sight: DOMRect
    /** What they leave of what it holds. */
    within: DOMRect
    /** It, or what holds it, shines through, is mixed with what is behind, or is not to be used: axe judges that otherwise. */
    odd: boolean
  }
  const everywhere = new DOMRect(-scrollX, -scrollY, 1e6, 1e6)
  const common = (one: DOMRect, other: DOMRect) => {
    const [left, top] = [Math.max(one.left, other.left), Math.max(one.top, other.top)]
    return new DOMRect(left, top, Math.max(0, Math.min(one.right, other.right) - left), Math.max(0, Math.min(one.bottom, other.bottom) - top))
  }
  const layers = new Map<Element, Layer>()
  const painted: Element[] = []
  const layer = (one: Element): Layer => {
    const known = layers.get(one)
    if (known) return known
    const above = one.parentElement ? layer(one.parentElement) : undefined
    const style = getComputedStyle(one)
    const box = one.getBoundingClientRect()
    const bare = style.backgroundImage === 'none' && clear.test(style.backgroundColor)
    const hides = style.backgroundImage === 'none' && !shines.test(style.backgroundColor)
    const behind = (bare ? '' : `${style.backgroundColor} ${style.backgroundImage};`) + (hides ? '' : (above?.behind ?? ''))
    const odd = above?.odd === true || style.opacity !== '1' || style.filter !== 'none' || style.mixBlendMode !== 'normal' || style.backgroundClip === 'text' || one.matches('[disabled], [aria-disabled=true], [inert]')
    const sight = above && style.position !== 'fixed' ? common(box, above.within) : box
    const within = style.overflow !== 'visible' ? sight : above && style.position !== 'fixed' ? above.within : everywhere
    const it = { style, behind, odd, sight, within, ground: hides ? one : above?.ground }
    layers.set(one, it)
    if (!bare || one.matches('img, canvas, video')) painted.push(one)
    return it
  }
  const holds = (outer: DOMRect | undefined, { left, right, top, bottom }: DOMRect) => !outer || (outer.left <= left + 1 && outer.right >= right - 1 && outer.top <= top + 1 && outer.bottom >= bottom - 1)
  // What lets the pointer through is seen like anything else.
  const touched = new CSSStyleSheet()
  touched.replaceSync('* { pointer-events: auto !important }')
  const at = (x: number, y: number) => {
    if (!document.adoptedStyleSheets.includes(touched)) document.adoptedStyleSheets.push(touched)
    return document.elementsFromPoint(x, y)
  }
  const texts = [...document.body.querySelectorAll('*')].filter((one) => {
    layer(one)
    return !one.matches('script, style') && (one.matches('input, select, textarea') || [...one.childNodes].some((part) => part instanceof Text && part.data.trim()))
  })
  const alike = new Map<string, Element[]>()
  const alone: Element[] = []
  for (const one of texts) {
    const { style, sight, behind, ground, odd } = layer(one)
    const own = [style.color, style.webkitTextFillColor, style.webkitTextStroke, style.textShadow, style.fontSize, style.fontWeight, behind].join(' ')
    let paint: string | undefined = own
    const shown = one.checkVisibility({ visibilityProperty: true, opacityProperty: true })
    if (!shown || (!odd && (sight.width <= 1 || sight.height <= 1))) paint = `unseen ${own}`
    else if (odd || !holds(ground && layer(ground).sight, sight)) paint = undefined
    else {
      // Of what lies beside those that hold it: what is under its ground does not matter, and of what is over it nobody can say how it reads.
      const covers = new Set<string>()
      for (const other of painted) {
        const both = common(layer(other).sight, sight)
        if (both.width <= 0 || both.height <= 0 || other.contains(one) || one.contains(other)) continue
        const seen = at((both.left + both.right) / 2, (both.top + both.bottom) / 2)
        const [over, text, under] = [other, one, ground].map((each) => seen.indexOf(each as Element))
        if (over! >= 0 && text! >= 0 && over! < text!) covers.add(layer(other).behind)
        else if (over! < 0 || under! < 0 || over! < under!) {
          paint = undefined
          break
        }
      }
      if (paint && covers.size > 0) paint = `under ${[...covers].sort().join()} ${own}`
      else if (paint && one.textContent!.trim().length === 1) paint = `sign ${own}`
    }
    if (!paint) alone.push(one)
    else if (alike.has(paint)) alike.get(paint)!.push(one)
    else alike.set(paint, [one])
  }
  document.adoptedStyleSheets = document.adoptedStyleSheets.filter((one) => one !== touched)
  ;(window as unknown as Judging).painted = { alike, alone }
  return [...alike.keys()]
}

/**
 * What axe finds on the page by the rules that are asked, of which color-contrast judges of each paint that has not been judged yet one text,
 * and all of it if axe cannot tell by that one; and each text that stands on what does not hold it. It is one run: most of what one costs is
 * the page's elements, gone through for all rules together. The page has read axe, and has no frames.
 */
export async function judgePainted(page: Page, options: RunOptions): Promise<Axe.Result[]> {
  const unknown = (await page.evaluate(paints)).filter((paint) => !good.has(paint))
  const { passed, violations } = await page.evaluate(
    async ({ unknown, options }) => {
      const it = window as unknown as Judging
      const { alike, alone } = it.painted!
      delete it.painted
      const left = new Set(unknown)
      const passed: string[] = []
      const violations: Axe.Result[] = []
      const judge = async (those: (readonly [Element, string | undefined])[], options: RunOptions) => {
        // What lives may have gone since it was looked at.
        const paintOf = new Map(those.filter(([one]) => one.isConnected))
        // Elements are told of only here, before what was found is put into words.
        const reporter: AxeReporter<Axe.AxeResults> = (results, asked, done, failed) => {
          const colours = results.find((one) => one.id === 'color-contrast')
          const of = (nodes: RawNodeResult<'passed' | 'failed'>[] = []) => new Set(nodes.map(({ node }) => paintOf.get((node as DqElement).element)))
          const bad = of(colours?.violations)
          for (const paint of [...bad, ...of(colours?.passes)]) if (paint && left.delete(paint) && !bad.has(paint)) passed.push(paint)
          it.axe.getReporter<Axe.AxeResults>('v2')(results, asked, done, failed)
        }
        it.axe.addReporter('paints', reporter)
        const mark = 'data-to-be-judged'
        it.axe.configure({ rules: [{ id: 'color-contrast', selector: `[${mark}]` }] })
        for (const one of paintOf.keys()) one.setAttribute(mark, '')
        try {
          violations.push(...(await it.axe.run(document, { ...options, reporter: 'paints' })).violations)
        } finally {
          for (const one of paintOf.keys()) one.removeAttribute(mark)
        }
      }
      await judge([...alone.map((one) => [one, undefined] as const), ...unknown.map((paint) => [alike.get(paint)![0]!, paint] as const)], options)
      // Of an empty field axe says nothing: of another text in the same paint it may.
      const others = [...left].flatMap((paint) => alike.get(paint)!.slice(1).map((one) => [one, paint] as const))
      if (others.length > 0) await judge(others, { ...options, runOnly: ['color-contrast'] })
      return { passed, violations }
    },
    { unknown, options },
  )
  for (const paint of [...passed, ...unknown.filter((one) => unsaid.test(one))]) good.add(paint)
  return violations
}
