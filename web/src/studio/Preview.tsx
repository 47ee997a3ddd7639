import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { Content, Palette } from '../api/studio'
import styles from './studio.module.css'

/** How the brand would look in one scheme: its bar, signing in, an object, a letter. Colours are set on the element itself, for the page's policy forbids styles in its text. */
export function Preview({ content, palette, dark, tokens }: { content: Content; palette: Palette; dark: boolean; tokens: Record<string, string> }) {
  const { t, i18n } = useTranslation()
  const place = useRef<HTMLDivElement>(null)
  useEffect(() => {
    for (const shade of palette.shades) place.current?.style.setProperty(`--brand-${shade.name}`, shade.hex)
  }, [palette])
  const logos = content.dress.logos ?? {}
  const darkBar = dark || tokens.chrome === 'ink' || tokens.chrome === 'brand'
  const logo = darkBar ? (logos.dark ?? logos.light) : (logos.light ?? logos.dark)
  const own = content.dress.texts?.[i18n.language] ?? {}
  const say = (key: 'signIn.title' | 'signIn.lead' | 'signIn.submit' | 'signIn.login') => (own[key] || t(key, { brand: content.name })).replaceAll('{{brand}}', content.name)
  return (
    <div ref={place} className={styles.preview} role="img" aria-label={t(dark ? 'studio.previewDark' : 'studio.previewLight')}>
      <div className={styles.chrome}>
        {logo ? <img src={`/brand/${logo}`} alt="" /> : <b>{content.name}</b>}
        <small>{t(dark ? 'settings.scheme_dark' : 'settings.scheme_light')}</small>
      </div>
      <div className={styles.signin}>
        <div className={styles.card}>
          <b>{say('signIn.title')}</b>
          <p>{say('signIn.lead')}</p>
          <div className={styles.field}>{say('signIn.login')}</div>
          <div className={styles.button}>{say('signIn.submit')}</div>
        </div>
      </div>
      <div className={styles.map}>
        <div className={styles.card}>
          <b>{t('studio.sampleObject')}</b>
          <div className={styles.states}>
            <span data-state="moving">{t('status.moving')}</span>
            <span data-state="waiting">{t('status.offline')}</span>
            <span data-state="blocked">{t('status.blocked')}</span>
          </div>
        </div>
      </div>
      <div className={styles.mail}>
        <div className={styles.card}>
          <b>{t('studio.sampleLetter')}</b>
          <p>{t('studio.sampleLetterText', { brand: content.name })}</p>
          <span className={styles.link}>{t('studio.sampleLink')}</span>
        </div>
      </div>
    </div>
  )
}

const shown = ['on-primary', 'primary-text', 'accent-text', 'success-text', 'warning-text', 'danger-text', 'chrome-text']

/** Shades derived for reading, beside what they were derived from, with their contrast on their ground. */
export function Shades({ palette }: { palette: Palette }) {
  const { t } = useTranslation()
  const hex = Object.fromEntries(palette.shades.map((shade) => [shade.name, shade.hex]))
  const rows = shown.flatMap((ink) => {
    const pairs = palette.pairs.filter((pair) => pair.ink === ink)
    const worst = pairs.sort((a, b) => a.contrast - b.contrast)[0]
    return worst ? [worst] : []
  })
  return (
    <table className={styles.shades}>
      <thead>
        <tr>
          <th>{t('studio.shade')}</th>
          <th>{t('studio.ground')}</th>
          <th>{t('studio.contrast')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((pair) => (
          <tr key={pair.ink}>
            <td>
              <Swatch hex={hex[pair.ink] ?? '#000000'} /> {t(`studio.shade_${pair.ink}` as 'studio.shade_primary-text')}
            </td>
            <td>
              <Swatch hex={hex[pair.ground] ?? '#ffffff'} /> {hex[pair.ground]}
            </td>
            <td>
              {pair.contrast.toFixed(1)} ≥ {pair.least}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

export function Swatch({ hex }: { hex: string }) {
  const place = useRef<HTMLSpanElement>(null)
  useEffect(() => {
    if (place.current) place.current.style.background = hex
  }, [hex])
  return <span ref={place} className={styles.swatch} aria-hidden />
}
