import { boot } from '../app/boot'
import styles from './signin.module.css'

/** What lies behind signing in: a drawing in the brand's colours, of one of a few kinds. */
export function Backdrop() {
  if (boot.logos?.backdrop) {
    return (
      <div className={styles.backdrop} data-kind="picture" aria-hidden>
        <img src={boot.logos.backdrop} alt="" />
      </div>
    )
  }
  if (boot.backdrop === 'plain') return <div className={styles.backdrop} aria-hidden />
  return (
    <div className={styles.backdrop} data-kind={boot.backdrop} aria-hidden>
      <svg viewBox="0 0 1440 900" preserveAspectRatio="xMidYMid slice">
        {boot.backdrop === 'contours' && contours()}
        {boot.backdrop === 'grid' && grid()}
        {boot.backdrop === 'dusk' && dusk()}
      </svg>
    </div>
  )
}

// Lines of height, as on a chart of waters.
function contours() {
  const lines = []
  for (let step = 0; step < 16; step++) {
    const points: string[] = []
    for (let turn = 0; turn <= 240; turn++) {
      const angle = (turn / 240) * 2 * Math.PI
      const reach = 70 + step * 62
      const wave = 1 + 0.13 * Math.sin(3 * angle + step * 0.32) + 0.07 * Math.sin(5 * angle - step * 0.21)
      points.push(`${(1120 + 1.25 * reach * wave * Math.cos(angle)).toFixed(1)} ${(250 + reach * wave * Math.sin(angle)).toFixed(1)}`)
    }
    lines.push(<path key={step} d={`M${points.join('L')}Z`} className={styles.line} />)
  }
  return lines
}

// Streets of a town that is all right angles, and two ways through it.
function grid() {
  const lines = []
  for (let x = -1; x < 24; x++) lines.push(<path key={`x${x}`} d={`M${x * 64 + 20} -20V920`} className={styles.line} />)
  for (let y = -1; y < 16; y++) lines.push(<path key={`y${y}`} d={`M-20 ${y * 64 + 10}H1460`} className={styles.line} />)
  return (
    <>
      {lines}
      <path d="M-20 714H340V458H724V202H1108V-20" className={styles.way} />
      <path d="M1460 650H1172V778H788V920" className={styles.way} />
      <circle cx="724" cy="330" r="9" className={styles.dot} />
      <circle cx="980" cy="778" r="9" className={styles.dot} />
    </>
  )
}

// Hills at night under one star to steer by.
function dusk() {
  const ridge = (base: number, height: number, phase: number) => {
    const points: string[] = []
    for (let x = 0; x <= 1440; x += 24) {
      const y = base - height * (0.55 + 0.3 * Math.sin(x / 190 + phase) + 0.15 * Math.sin(x / 71 + phase * 2.3))
      points.push(`${x} ${y.toFixed(1)}`)
    }
    return `M0 900L${points.join('L')}L1440 900Z`
  }
  return (
    <>
      <path d={ridge(640, 150, 0.4)} className={styles.ridge} data-far="2" />
      <path d={ridge(740, 140, 2.1)} className={styles.ridge} data-far="1" />
      <path d={ridge(850, 120, 4.4)} className={styles.ridge} />
      <path d="M1180 118C1184 152 1196 164 1230 168C1196 172 1184 184 1180 218C1176 184 1164 172 1130 168C1164 164 1176 152 1180 118Z" className={styles.star} />
      {[
        [240, 130, 2],
        [420, 240, 1.5],
        [640, 90, 2],
        [860, 210, 1.5],
        [1010, 70, 1.5],
        [1340, 320, 2],
        [110, 330, 1.5],
      ].map(([x, y, r]) => (
        <circle key={`${x}`} cx={x} cy={y} r={r} className={styles.star} />
      ))}
    </>
  )
}
