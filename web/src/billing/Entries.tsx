import { Skeleton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { getEntry, listEntries } from '../api/billing'
import { More } from '../app/More'
import { Failure, Notice, Waiting } from '../app/Notice'
import { usePages } from '../app/pages'
import { useFormats } from '../i18n/format'
import { Dialog } from '../people/parts'
import styles from './billing.module.css'
import { useSums } from './sums'

/** Every entry of the wallet with the balance after it; one click shows what it was for. */
export function Entries({ currency }: { currency: string }) {
  const { t } = useTranslation()
  const f = useFormats()
  const { sum, signed } = useSums()
  const [shown, show] = useState<string>()
  const [list, rows] = usePages(['entries', currency], (after, signal) => listEntries(currency, after, signal))
  return (
    <section className={styles.card} aria-label={t('billing.entries')}>
      <h2>{t('billing.entries')}</h2>
      {list.isPending ? (
        <Waiting />
      ) : list.isError ? (
        <Failure error={list.error} retry={() => void list.refetch()} />
      ) : rows.length === 0 ? (
        <Notice kind="empty" title={t('billing.noEntries')} text={t('billing.noEntriesText')} />
      ) : (
        <ul className={styles.rows}>
          {rows.map((row) => (
            <li key={row.id}>
              <button type="button" className={styles.entry} onClick={() => show(row.id)}>
                <span>
                  <b>{t(`billing.kinds.${row.kind as 'topup'}`)}</b>
                  <small>
                    {f.moment(row.booked_at)}
                    {row.comment && ` · ${row.comment}`}
                  </small>
                </span>
                <span className="figures">
                  <b data-in={row.amount > 0 || undefined}>{signed(row.amount, currency)}</b>
                  <small>{t('billing.after', { amount: sum(row.balance, currency) })}</small>
                </span>
              </button>
            </li>
          ))}
        </ul>
      )}
      <More of={list} className={styles.end} />
      <Dialog title={t('billing.entry')} opened={Boolean(shown)} close={() => show(undefined)}>
        {shown && <One id={shown} />}
      </Dialog>
    </section>
  )
}

function One({ id }: { id: string }) {
  const { t } = useTranslation()
  const f = useFormats()
  const { sum, signed } = useSums()
  const entry = useQuery({ queryKey: ['entry', id], queryFn: () => getEntry(id) })
  if (entry.isPending) return <Skeleton height={90} />
  if (entry.isError) return <Failure error={entry.error} retry={() => void entry.refetch()} />
  const e = entry.data
  return (
    <>
      <p className={styles.number}>{signed(e.amount, e.currency)}</p>
      <dl className={styles.lines}>
        <div>
          <dt>{t(`billing.kinds.${e.kind as 'topup'}`)}</dt>
          <dd>{f.full(e.booked_at)}</dd>
        </div>
        {e.comment && (
          <div>
            <dt>{t('billing.comment')}</dt>
            <dd>{e.comment}</dd>
          </div>
        )}
        {e.reversed_by && (
          <div>
            <dt>{t('billing.reversed')}</dt>
            <dd>{t('billing.yes')}</dd>
          </div>
        )}
        {e.charges.map((charge) => (
          <div key={charge.object + charge.from}>
            <dt>
              {charge.object_name || t('billing.gone')} <span className={styles.faint}>{charge.plan_name}</span>
              <br />
              <span className={styles.faint}>
                {f.date(charge.from)} – {f.date(charge.to)}
              </span>
            </dt>
            <dd className="figures">
              {sum(charge.amount, e.currency)}
              {charge.given_back > 0 && <small className={styles.faint}> {t('billing.backOf', { amount: sum(charge.given_back, e.currency) })}</small>}
            </dd>
          </div>
        ))}
      </dl>
    </>
  )
}
