import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Conversation } from '../api/support'
import { initials } from '../app/initials'
import { useFormats } from '../i18n/format'
import { EventLine } from './Events'
import { Original } from './Translated'
import styles from './tickets.module.css'

/** Whose words they are: whoever asked, the desk, or the desk among itself. */
const by = (kind: string) => (kind === 'asked' ? 'asker' : kind === 'note' ? 'note' : 'desk')

interface Props {
  whole: Conversation
  root: string
  /** The desk reads besides what was done, and which letters nobody vouches for. */
  desk?: boolean
  /** What stands below a message. */
  below?: (message: Conversation['messages'][number]) => ReactNode
}

/** What was said in a ticket, with its files. A translation never stands without what it was made of. */
export function Thread({ whole, root, desk, below }: Props) {
  const { t } = useTranslation()
  const f = useFormats()
  return (
    <ul className={styles.said} aria-label={t('support.said')}>
      {whole.messages
        .filter((message) => desk || message.kind !== 'event')
        .map((message) => {
          if (message.kind === 'event') return <EventLine key={message.id} message={message} />
          const author = message.from_above ? t('support.fromAbove') : message.author || t('support.desk')
          const files = whole.attachments.filter((file) => file.message === message.id)
          return (
            <li key={message.id} className={styles.message} data-by={by(message.kind)}>
              <span className={styles.face} aria-hidden>
                {initials(author)}
              </span>
              <div className={styles.bubble}>
                <div className={styles.by}>
                  <span>
                    <b>{author}</b>
                    {message.kind === 'note' && <> · {t('support.note')}</>}
                  </span>
                  <time className="figures" dateTime={message.at} title={f.full(message.at)}>
                    {f.moment(message.at)}
                  </time>
                </div>
                {message.vouched === false && (
                  <p className={styles.states}>
                    <span className={styles.chip} data-tone="warning">
                      {t('support.notRegistered')}
                    </span>
                    {message.email}
                  </p>
                )}
                <p className={styles.body}>{message.body}</p>
                <Original message={message} />
                {below?.(message)}
                {files.length > 0 && (
                  <ul className={styles.attached}>
                    {files.map((file) => (
                      <li key={file.id}>
                        <a href={`${root}/${whole.id}/attachments/${file.id}`} download>
                          {file.name}
                        </a>{' '}
                        <small className={styles.number}>{f.size(file.size)}</small>
                      </li>
                    ))}
                  </ul>
                )}
              </div>
            </li>
          )
        })}
    </ul>
  )
}
