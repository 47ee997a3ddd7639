import { useTranslation } from 'react-i18next'
import type { DocumentChanges } from '../api/signup'
import styles from './documents.module.css'

const bare = (text: string) => text.replace(/^(## |- )/, '')

/** What a version says otherwise than the one before: what came is underlined, what went is struck out, and each is named for those who do not see it. */
export function Changes({ changes }: { changes: DocumentChanges }) {
  const { t } = useTranslation()
  const changed = changes.changes.filter((one) => one.what !== 'same')
  if (changes.before === 0) return <p>{t('documents.firstVersion')}</p>
  if (changed.length === 0) return <p>{t('documents.nothingChanged')}</p>
  return (
    <div className={styles.prose}>
      {changed.map((one, i) => {
        if (one.what === 'added') return <p key={i}><ins>{bare(one.after ?? '')}</ins></p>
        if (one.what === 'removed') return <p key={i}><del>{bare(one.before ?? '')}</del></p>
        return (
          <p key={i}>
            {(one.pieces ?? []).map((piece, n) => (piece.what === 'added' ? <ins key={n}>{piece.text}</ins> : piece.what === 'removed' ? <del key={n}>{piece.text}</del> : <span key={n}>{piece.text}</span>))}
          </p>
        )
      })}
    </div>
  )
}
