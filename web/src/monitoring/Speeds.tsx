import { useTranslation } from 'react-i18next'
import type { Place } from '../api/model'
import { useFormats } from '../i18n/format'
import styles from './card.module.css'

const width = 360
const height = 56
const stretches = 90

/** Speed over the day so far, as a small picture. */
export function Speeds({ points }: { points: Place[] }) {
  const { t } = useTranslation()
  const f = useFormats()
  const first = new Date(points[0]!.at).getTime()
  const last = new Date(points.at(-1)!.at).getTime()
  const top = Math.max(20, ...points.map((point) => point.speed ?? 0))
  // The fastest of each small stretch: what a picture this small can show.
  const fastest = new Array<number>(stretches).fill(0)
  for (const point of points) {
    const stretch = Math.min(stretches - 1, Math.floor(((new Date(point.at).getTime() - first) / Math.max(1, last - first)) * stretches))
    fastest[stretch] = Math.max(fastest[stretch]!, point.speed ?? 0)
  }
  const line = fastest.map((speed, i) => `${((i / (stretches - 1)) * width).toFixed(1)} ${(height - 2 - (speed / top) * (height - 6)).toFixed(1)}`).join('L')
  return (
    <figure style={{ margin: 0 }}>
      <svg className={styles.speeds} viewBox={`0 0 ${width} ${height}`} preserveAspectRatio="none" role="img" aria-label={t('card.speedChart', { speed: f.speed(top) })}>
        <path d={`M0 ${height}L${line}L${width} ${height}Z`} />
        <path d={`M${line}`} />
      </svg>
      <figcaption className={`${styles.hours} figures`}>
        <span>{f.clock(first)}</span>
        <span>{f.clock(last)}</span>
      </figcaption>
    </figure>
  )
}
