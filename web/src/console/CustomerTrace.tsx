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
              {changed(entry).map((line) => (
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

function changed(entry: Trace): string[] {
  const before = (entry.before ?? {}) as Record<string, unknown>
  const after = (entry.after ?? {}) as Record<string, unknown>
  const text = (value: unknown) => (value === undefined || value === null || value === '' ? '–' : typeof value === 'string' ? value : JSON.stringify(value))
  // What the program calls a thing by says nothing to people.
  const known = (name: string) => ![before[name], after[name]].some((value) => typeof value === 'string' && /^[0-9a-f]{8}-[0-9a-f]{4}-/.test(value))
  return [...new Set([...Object.keys(before), ...Object.keys(after)])].filter(known).map((name) =>
    name in before && name in after ? `${name}: ${text(before[name])} → ${text(after[name])}` : `${name}: ${text(name in after ? after[name] : before[name])}`,
  )
}
