import { useTranslation } from 'react-i18next'
import type { Place } from '../api/model'
import { useFormats } from '../i18n/format'
import styles from './card.module.css'

const width = 360
const height = 56

/** Speed over the day so far, as a small picture. */
export function Speeds({ points }: { points: Place[] }) {
  const { t } = useTranslation()
  const f = useFormats()
  const first = new Date(points[0]!.at).getTime()
  const last = new Date(points.at(-1)!.at).getTime()
  const top = Math.max(20, ...points.map((point) => point.speed ?? 0))
  const at = (point: Place) => {
    const x = ((new Date(point.at).getTime() - first) / Math.max(1, last - first)) * width
    return `${x.toFixed(1)} ${(height - 2 - ((point.speed ?? 0) / top) * (height - 6)).toFixed(1)}`
  }
  const line = points.map(at).join('L')
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
