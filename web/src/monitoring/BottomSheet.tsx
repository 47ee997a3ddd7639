import { type PointerEvent, type ReactNode, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import styles from './sheet.module.css'

// How much of the screen the sheet covers: a peek, a half, nearly all.
const stops = [0.18, 0.5, 0.94]

/** On a phone the list and the card lie over the map's foot, and are drawn up by hand. */
export function BottomSheet({ children }: { children: ReactNode }) {
  const { t } = useTranslation()
  const [stop, setStop] = useState(1)
  const [dragged, setDragged] = useState<number>()
  const grip = useRef<{ y: number; from: number; moved: boolean } | undefined>(undefined)
  const sheet = useRef<HTMLDivElement>(null)
  const share = dragged ?? stops[stop]!

  const down = (event: PointerEvent) => {
    grip.current = { y: event.clientY, from: stops[stop]!, moved: false }
    event.currentTarget.setPointerCapture(event.pointerId)
  }
  const move = (event: PointerEvent) => {
    if (!grip.current || !sheet.current?.parentElement) return
    const by = (grip.current.y - event.clientY) / sheet.current.parentElement.clientHeight
    if (Math.abs(by) > 0.01) grip.current.moved = true
    setDragged(Math.max(0.12, Math.min(0.94, grip.current.from + by)))
  }
  const up = () => {
    if (!grip.current) return
    const { moved } = grip.current
    grip.current = undefined
    if (moved) setStop(stops.reduce((best, one, i) => (Math.abs(one - share) < Math.abs(stops[best]! - share) ? i : best), 0))
    else setStop((stop + 1) % stops.length)
    setDragged(undefined)
  }
  return (
    <div ref={sheet} className={styles.sheet} style={{ height: `${share * 100}%` }} data-dragged={dragged !== undefined || undefined}>
      <button
        type="button"
        className={styles.grip}
        aria-label={t('map.sheet')}
        aria-expanded={stop > 0}
        onPointerDown={down}
        onPointerMove={move}
        onPointerUp={up}
        onPointerCancel={up}
        onKeyDown={(event) => {
          if (event.key === 'ArrowUp') setStop(Math.min(stops.length - 1, stop + 1))
          else if (event.key === 'ArrowDown') setStop(Math.max(0, stop - 1))
          else if (event.key === 'Enter' || event.key === ' ') setStop((stop + 1) % stops.length)
          else return
          event.preventDefault()
        }}
      >
        <i aria-hidden />
      </button>
      <div className={styles.content}>{children}</div>
    </div>
  )
}
