import { Checkbox } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import styles from './signup.module.css'

/** The documents that whoever signs up agrees to, each by a tick of its own. */
export function Accept({ documents, accepted, set }: { documents: { id: string; kind: string; title: string }[]; accepted: string[]; set: (accepted: string[]) => void }) {
  const { t } = useTranslation()
  return (
    <fieldset className={styles.accept}>
      <legend>{t('signUp.accept')}</legend>
      {documents.map((document) => (
        <Checkbox
          key={document.id}
          checked={accepted.includes(document.id)}
          onChange={(event) => set(event.currentTarget.checked ? [...accepted, document.id] : accepted.filter((id) => id !== document.id))}
          label={
            <a href={`/documents/${document.kind}`} target="_blank" rel="noreferrer">
              {document.title}
            </a>
          }
        />
      ))}
    </fieldset>
  )
}
