import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { type DeskConversation, searchDesk } from '../api/support'
import { useFormats } from '../i18n/format'
import people from '../people/people.module.css'
import { State } from './Row'

const shown = 5

/** What else the same customer has asked, the last changed first: a question that is asked twice is joined, and what was answered before is read. */
export function Others({ whole, base }: { whole: DeskConversation; base: string }) {
  const { t } = useTranslation()
  const f = useFormats()
  const { customer, email } = whole.desk
  const words = customer ? '' : (email ?? '')
  const list = useQuery({ queryKey: ['desk', 'list', 'others', customer ?? words], queryFn: () => searchDesk(words, undefined, customer ? { customer } : {}), enabled: customer !== undefined || words !== '' })
  const others = (list.data?.items ?? []).filter((one) => one.id !== whole.id)
  if (others.length === 0) return null
  const all = new URLSearchParams(customer ? { customer, sort: 'changed' } : { q: words })
  return (
    <section className={people.card} aria-label={t('support.others')}>
      <h2>{t('support.others')}</h2>
      <ul className={people.rows}>
        {others.slice(0, shown).map((one) => (
          <li key={one.id}>
            <div>
              <Link href={`${base}/${one.id}`}>
                {t('support.number', { number: one.number })} · {one.subject}
              </Link>
              <small className="figures">{f.moment(one.changed_at)}</small>
            </div>
            <State state={one.desk_state} />
          </li>
        ))}
      </ul>
      {(others.length > shown || list.data?.next) && <Link href={`${base}?${all}`}>{t('support.allTheirs')}</Link>}
    </section>
  )
}
