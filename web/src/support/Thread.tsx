import { useTranslation } from 'react-i18next'
import type { Conversation } from '../api/support'
import { useFormats } from '../i18n/format'
import people from '../people/people.module.css'

/** What was said in a ticket, with its files. */
export function Thread({ whole, root }: { whole: Conversation; root: string }) {
  const { t } = useTranslation()
  const f = useFormats()
  return (
    <section className={people.card}>
      <ul className={people.rows} aria-label={t('support.said')}>
        {whole.messages
          .filter((message) => message.kind !== 'event')
          .map((message) => (
            <li key={message.id}>
              <div>
                <b>{message.from_above ? t('support.fromAbove') : message.author || t('support.desk')}</b>
                {message.kind === 'note' && <> · {t('support.note')}</>}
                <small className="figures">{f.full(message.at)}</small>
                <p style={{ margin: '6px 0 0', whiteSpace: 'pre-line', overflowWrap: 'anywhere' }}>{message.body}</p>
                {whole.attachments
                  .filter((file) => file.message === message.id)
                  .map((file) => (
                    <a key={file.id} href={`${root}/${whole.id}/attachments/${file.id}`} download>
                      {file.name}
                    </a>
                  ))}
              </div>
            </li>
          ))}
      </ul>
    </section>
  )
}
