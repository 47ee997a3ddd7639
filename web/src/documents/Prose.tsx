import type { ReactNode } from 'react'
import styles from './documents.module.css'

/** A document's text: paragraphs parted by empty lines, "## " begins a heading, "- " an item of a list. Nothing else means anything. */
export function Prose({ text }: { text: string }) {
  return <div className={styles.prose}>{blocks(text)}</div>
}

function blocks(text: string): ReactNode[] {
  const out: ReactNode[] = []
  let items: string[] = []
  let lines: string[] = []
  const flush = () => {
    if (items.length > 0) out.push(<ul key={out.length}>{items.map((item, i) => <li key={i}>{item}</li>)}</ul>)
    if (lines.length > 0) out.push(<p key={out.length}>{lines.join(' ')}</p>)
    items = []
    lines = []
  }
  for (const line of text.split('\n').map((raw) => raw.trim())) {
    if (line.startsWith('## ')) {
      flush()
      out.push(<h2 key={out.length}>{line.slice(3)}</h2>)
    } else if (line.startsWith('- ')) {
      if (lines.length > 0) flush()
      items.push(line.slice(2))
    } else if (line === '') flush()
    else if (items.length > 0) items[items.length - 1] += ` ${line}`
    else lines.push(line)
  }
  flush()
  return out
}
