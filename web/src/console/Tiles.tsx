import { Link } from 'wouter'
import type { ReactNode } from 'react'
import styles from './console.module.css'

export interface Tile {
  /** Where several are called the same: what tells them apart. */
  key?: string
  name: string
  value: ReactNode
  /** The list that the figure counts. */
  href?: string
  /** It asks for attention where it is not zero. */
  tone?: 'danger' | 'warning' | 'success'
  hint?: string
}

/** Figures that lead to what they count. */
export function Tiles({ label, tiles }: { label: string; tiles: Tile[] }) {
  return (
    <ul className={styles.tiles} aria-label={label}>
      {tiles.map((tile) => {
        const content = (
          <>
            <b className="figures">{tile.value}</b>
            <span>{tile.name}</span>
            {tile.hint && <small>{tile.hint}</small>}
          </>
        )
        return (
          <li key={tile.key ?? tile.name} data-tone={tile.tone}>
            {tile.href ? <Link href={tile.href}>{content}</Link> : <div>{content}</div>}
          </li>
        )
      })}
    </ul>
  )
}

/** Names beside values. */
export function Facts({ facts }: { facts: (readonly [name: string, value: ReactNode] | null)[] }) {
  return (
    <dl className={styles.facts}>
      {facts
        .filter((fact) => fact !== null)
        .map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value || '–'}</dd>
          </div>
        ))}
    </dl>
  )
}
