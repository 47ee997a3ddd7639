import { useTranslation } from 'react-i18next'
import { listTraceOf, type OneCustomer, type Trace } from '../api/consoles'
import { More } from '../app/More'
import { Failure, Notice, Waiting } from '../app/Notice'
import { usePages } from '../app/pages'
import { useAuditWords } from '../audit/words'
import { useFormats } from '../i18n/format'
import styles from './console.module.css'

/** What one's own people have done about a customer. */
export function CustomerTrace({ customer }: { customer: OneCustomer }) {
  const { t, i18n } = useTranslation()
  const f = useFormats()
  const words = useAuditWords()
  const [trace, list] = usePages(['trace', customer.id], (after, signal) => listTraceOf(customer.id, after, signal))
  if (trace.isPending) return <Waiting />
  if (trace.isError) return <Failure error={trace.error} retry={() => void trace.refetch()} />
  if (list.length === 0) return <Notice kind="empty" title={t('customer.noTrace')} text={t('customer.noTraceText')} />
  // What has no word from this side has the audit's.
  const deed = (entry: Trace) => {
    const key = entry.action.replaceAll('.', '_')
    return i18n.exists(`customer.deeds.${key}`) ? t(`customer.deeds.${key as 'reselling_note_add'}`) : words.action(entry.action)
  }
  return (
    <section className={styles.card}>
      <ul className={styles.rows}>
        {list.map((entry) => (
          <li key={entry.id}>
            <div>
              <b>{deed(entry)}</b>
              {changed(entry, words).map((line) => (
                <small key={line}>{line}</small>
              ))}
            </div>
            <span>{entry.by || t('customer.somebody')}</span>
            <span className={styles.when} title={f.full(entry.at)}>
              {f.moment(entry.at)}
            </span>
          </li>
        ))}
      </ul>
      <More of={trace} />
    </section>
  )
}

/** What was changed, a line for each field, in the words of the audit. */
function changed({ before, after }: Trace, words: ReturnType<typeof useAuditWords>): string[] {
  const was = (before ?? {}) as Record<string, unknown>
  const is = (after ?? {}) as Record<string, unknown>
  // In whose account it was done is said by the page.
  const told = [...new Set([...Object.keys(was), ...Object.keys(is)])].filter((name) => name !== 'in' && words.told(name, was, is))
  return told.map((name) => {
    const values = [was, is].filter((fields) => name in fields).map((fields) => words.value(name, fields))
    return `${words.field(name)}: ${values.join(' → ')}`
  })
}
