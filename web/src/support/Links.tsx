import { useTranslation } from 'react-i18next'
import type { Conversation, DeskTicket } from '../api/support'
import { useFormats } from '../i18n/format'
import people from '../people/people.module.css'
import { Leading, pageOf } from './Whose'

type Linked = Conversation['links'][number]

/** What a ticket speaks of: each thing leads to its page, where whoever reads has one. of: the ticket, at the desk; else it is one's own. */
export function Links({ links, of }: { links: Linked[]; of?: DeskTicket }) {
  const { t } = useTranslation()
  const f = useFormats()
  if (links.length === 0) return null
  const customer = of && pageOf(of)
  const own = !of || of.customer_kind === 'own'
  const to = (one: Linked): string | undefined => {
    if (one.kind === 'object') return own ? one.subject && `/objects/${one.subject}` : customer && `${customer}/objects`
    if (one.kind === 'document') return own ? '/account/papers' : customer && `${customer}/money`
    return undefined
  }
  return (
    <section className={people.card} aria-label={t('support.links')}>
      <h2>{t('support.links')}</h2>
      <ul className={people.rows}>
        {links.map((one, i) => {
          const page = to(one)
          return (
            <li key={i}>
              <div>
                {page ? <Leading to={page}>{one.label}</Leading> : one.label}
                <small>
                  {t(`support.link.${one.kind}`)}
                  {(one.from || one.to) && (
                    <span className="figures" title={[one.from, one.to].map((at) => (at ? f.full(at) : '…')).join(' – ')}>
                      {' '}
                      · {[one.from, one.to].map((at) => (at ? f.moment(at) : '…')).join(' – ')}
                    </span>
                  )}
                </small>
              </div>
            </li>
          )
        })}
      </ul>
    </section>
  )
}
