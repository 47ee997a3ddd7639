import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import own from './letters.module.css'

/** A letter as mail programs show it: light, whatever the app is, and kept apart from the app's styles. */
export function LetterSight({ subject, html }: { subject: string; html: string }) {
  const { t } = useTranslation()
  const ground = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (!ground.current) return
    const root = ground.current.shadowRoot ?? ground.current.attachShadow({ mode: 'open' })
    root.replaceChildren(...drawn(html))
  }, [html])
  return (
    <div className={own.letter}>
      <div className={own.envelope}>
        <b>{subject}</b>
      </div>
      <div ref={ground} role="img" aria-label={t('letters.sight', { subject })} />
    </div>
  )
}

// The app's policy takes no style that is written into markup, not even in what is parsed: it gets another name before, and is set
// element by element. Nothing leads anywhere: it is a picture of a letter.
function drawn(html: string): Node[] {
  const parsed = new DOMParser().parseFromString(html.replaceAll(' style="', ' data-style="'), 'text/html')
  const copy = (from: Node): Node[] => {
    if (from.nodeType === Node.TEXT_NODE) return [document.createTextNode(from.textContent ?? '')]
    if (!(from instanceof HTMLElement) || ['SCRIPT', 'STYLE', 'LINK', 'IFRAME'].includes(from.tagName)) return []
    const to = document.createElement(from.tagName === 'BODY' ? 'div' : from.tagName === 'A' ? 'span' : from.tagName)
    to.style.cssText = from.dataset.style ?? ''
    for (const name of ['width', 'align', 'cellpadding', 'cellspacing', 'border', 'src', 'alt']) {
      const value = from.getAttribute(name)
      if (value !== null) to.setAttribute(name, value)
    }
    to.append(...[...from.childNodes].flatMap(copy))
    return [to]
  }
  return copy(parsed.body)
}
