import { useTranslation } from 'react-i18next'
import type { Conversation } from '../api/support'
import { useFormats } from '../i18n/format'
import { useFactName, within } from './facts'
import { eventOf, isMove } from './eventOf'
import { Moved } from './Moved'
import styles from './tickets.module.css'

type Message = Conversation['messages'][number]

/** What became of a ticket, in a line: what was done, by whom and why. */
export function EventLine({ message }: { message: Message }) {
  const { t, i18n } = useTranslation()
  const f = useFormats()
  const factName = useFactName()
  const { name, rest } = eventOf(message.body)
  const what = () => {
    if (name === 'facts') return new Intl.ListFormat(i18n.language, { type: 'conjunction' }).format(rest.split(', ').map((one) => within(factName(one))))
    if (name === 'refused' && i18n.exists(`support.refusal.${rest}`)) return t(`support.refusal.${rest as 'spam'}`)
    return rest
  }
  const said = i18n.exists(`support.event.${name}`) ? t(`support.event.${name as 'split'}`, { what: what() }) : message.body
  return (
    <li className={styles.event}>
      <span>
        {isMove(name) ? (
          <Moved of={name} moved={rest} by={message.author} />
        ) : (
          <>
            {said}
            {message.author && <> · {message.author}</>}
          </>
        )}
      </span>
      <time className="figures" dateTime={message.at} title={f.full(message.at)}>
        {f.moment(message.at)}
      </time>
    </li>
  )
}
