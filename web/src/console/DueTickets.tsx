import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { listQueue } from '../api/support'
import { useMay } from '../app/Gate'
import { Due } from '../support/Row'
import styles from './console.module.css'

// A working day ahead: whoever looks in the morning sees what is due before the evening.
const ahead = 8 * 3_600_000
const most = 6

/** Questions of customers whose promise is near or over, the most urgent first. */
export function DueTickets() {
  const { t } = useTranslation()
  const may = useMay('desk.ticket.read')
  const queue = useQuery({ queryKey: ['desk', 'due'], queryFn: () => listQueue(), refetchInterval: 60_000, enabled: may })
  const due = (queue.data?.items ?? [])
    .filter((one) => one.promise_at && new Date(one.promise_at).getTime() < Date.now() + ahead)
    .sort((a, b) => a.promise_at!.localeCompare(b.promise_at!))
    .slice(0, most)
  if (!may || due.length === 0) return null
  return (
    <section className={styles.card} aria-labelledby="due">
      <h2 id="due">{t('today.dueTickets')}</h2>
      <ul className={styles.rows}>
        {due.map((one) => (
          <li key={one.id}>
            <div>
              <Link href={`/console/desk/${one.id}`} className={styles.open}>
                {t('support.number', { number: one.number })} · {one.subject}
              </Link>
              {one.customer_name && <small className={styles.faint}>{one.customer_name}</small>}
            </div>
            <Due at={one.promise_at!} />
          </li>
        ))}
      </ul>
    </section>
  )
}
