import { Badge } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { listPeopleOf, type OneCustomer } from '../api/consoles'
import { More } from '../app/More'
import { Failure, Notice, Waiting } from '../app/Notice'
import { usePages } from '../app/pages'
import { useFormats } from '../i18n/format'
import { useNow } from '../monitoring/live'
import { useWords } from '../people/words'
import styles from './console.module.css'

/** Who the people of a customer are, to read only. That somebody has looked is written down. */
export function CustomerPeople({ customer }: { customer: OneCustomer }) {
  const { t } = useTranslation()
  const f = useFormats()
  const now = useNow(30_000)
  const words = useWords()
  const [people, list] = usePages(['people of', customer.id], (after, signal) => listPeopleOf(customer.id, after, signal), { staleTime: 60_000 })
  if (people.isPending) return <Waiting />
  if (people.isError) return <Failure error={people.error} retry={() => void people.refetch()} />
  if (list.length === 0) return <Notice kind="empty" title={t('customer.noPeople')} text={t('customer.noPeopleText')} />
  return (
    <section className={styles.card}>
      <p className={styles.faint}>{t('customer.peopleLead')}</p>
      <ul className={styles.rows}>
        {list.map((person) => (
          <li key={person.id}>
            <div>
              <b>{person.name || person.login}</b>
              <small>{person.login}</small>
            </div>
            <span>{words.role(person.role)}</span>
            {person.blocked && (
              <Badge color="red" variant="light">
                {t('people.blocked')}
              </Badge>
            )}
            <span className={styles.when}>{person.seen_at ? f.ago(person.seen_at, now) : t('people.neverSeen')}</span>
          </li>
        ))}
      </ul>
      <More of={people} />
    </section>
  )
}
