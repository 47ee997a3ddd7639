import { Badge, Button, FileButton, Group, TextInput } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { assignPayment, importStatement, keepReceipt, listPayments, listTakebacks, listUnidentified, ownPayment, returnPayment, reverseReceipt, type StatementImport, type Takeback, type Waiting as Unknown } from '../api/payments'
import { useMay } from '../app/Gate'
import { More } from '../app/More'
import { Failure, Notice, Waiting } from '../app/Notice'
import { usePages } from '../app/pages'
import { useFormats } from '../i18n/format'
import { Entity } from '../papers/Entity'
import { useSums } from '../papers/sums'
import { Fault } from '../people/parts'
import money from './payments.module.css'
import styles from '../people/people.module.css'
import { Cards } from './Cards'
import { Cash } from './Cash'
import { CustomerChoice } from './Choice'
import { Issued } from './Issued'
import { Payouts } from './Payouts'
import { Refund } from './Refund'

/** What customers have paid: the bank's files, payments that nobody knows, and all that came in. */
export default function Payments() {
  const { t } = useTranslation()
  const may = useMay('billing.payment.write')
  // What was paid in last is what will be paid in next.
  const [, paid] = usePages(['payments'], listPayments)
  const currency = paid[0]?.currency ?? 'EUR'
  return (
    <div className={styles.column}>
      <header>
        <h1>{t('payments.title')}</h1>
        <p className={styles.lead}>{t('payments.lead')}</p>
      </header>
      {may && <Statement />}
      <Queue />
      <Takebacks />
      {may && <Cash currency={currency} />}
      <History />
      <Payouts currency={currency} />
      <Issued />
      {may && <Cards />}
      <Entity />
    </div>
  )
}

function Statement() {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const sum = useSums()
  const [file, choose] = useState<{ name: string; content: string; seen: StatementImport }>()
  const look = useMutation({
    mutationFn: async (chosen: File) => {
      const content = await encoded(chosen)
      return { name: chosen.name, content, seen: await importStatement(chosen.name, content, true) }
    },
    onSuccess: choose,
    onMutate: () => choose(undefined),
  })
  const take = useMutation({
    mutationFn: (chosen: { name: string; content: string }) => importStatement(chosen.name, chosen.content, false),
    onSuccess: (done) => {
      choose(undefined)
      notifications.show({ message: t('payments.imported', { count: done.matched + done.unidentified }), color: 'green' })
      return Promise.all([queries.invalidateQueries({ queryKey: ['payments'] }), queries.invalidateQueries({ queryKey: ['unidentified'] }), queries.invalidateQueries({ queryKey: ['takebacks'] })])
    },
  })
  return (
    <section className={styles.card}>
      <h2>{t('payments.statement')}</h2>
      <p className={styles.lead}>{t('payments.statementText')}</p>
      <FileButton onChange={(chosen) => chosen && look.mutate(chosen)}>
        {(props) => (
          <Button {...props} variant="default" loading={look.isPending} style={{ alignSelf: 'flex-start' }}>
            {t('payments.choose')}
          </Button>
        )}
      </FileButton>
      <Fault error={look.error ?? take.error} />
      {file && (
        <>
          <p aria-live="polite">{t('payments.preview', { matched: file.seen.matched, unidentified: file.seen.unidentified, known: file.seen.known, out: file.seen.out })}</p>
          {file.seen.taken_back > 0 && <p>{t('payments.previewBack', { count: file.seen.taken_back })}</p>}
          <ul className={styles.rows}>
            {file.seen.entries.slice(0, 100).map((entry, i) => (
              <li key={i}>
                <div>
                  <b>{entry.customer_name || entry.payer || '—'}</b>
                  <small>{entry.purpose}</small>
                </div>
                <span className="figures">{sum(entry.amount, entry.currency)}</span>
                <Badge variant="light" color={entry.state === 'matched' ? 'green' : entry.state === 'known' ? 'gray' : 'yellow'}>
                  {t(`payments.entry_${entry.state}`)}
                </Badge>
              </li>
            ))}
          </ul>
          <Button loading={take.isPending} disabled={file.seen.matched + file.seen.unidentified + file.seen.taken_back === 0} onClick={() => take.mutate(file)}>
            {t('payments.take')}
          </Button>
        </>
      )}
    </section>
  )
}

/** encoded reads a file for a body in JSON. */
const encoded = (file: File) =>
  new Promise<string>((done, failed) => {
    const reader = new FileReader()
    reader.onload = () => done(String(reader.result).split(',')[1] ?? '')
    reader.onerror = () => failed(reader.error ?? new Error(file.name))
    reader.readAsDataURL(file)
  })

function Queue() {
  const { t } = useTranslation()
  const [list, rows] = usePages(['unidentified'], listUnidentified)
  return (
    <section className={styles.card}>
      <h2>{t('payments.unidentified')}</h2>
      {list.isPending ? (
        <Waiting />
      ) : list.isError ? (
        <Failure error={list.error} retry={() => void list.refetch()} />
      ) : rows.length === 0 ? (
        <p className={styles.lead}>{t('payments.noneWaiting')}</p>
      ) : (
        <ul className={styles.rows}>
          {rows.map((row) => (
            <One key={row.id} row={row} />
          ))}
        </ul>
      )}
      <More of={list} />
    </section>
  )
}

function One({ row }: { row: Unknown }) {
  const { t } = useTranslation()
  const f = useFormats()
  const sum = useSums()
  const queries = useQueryClient()
  const may = useMay('billing.payment.write')
  const [comment, write] = useState<string>()
  const [other, choose] = useState<string | null>(null)
  const decided = () => Promise.all([queries.invalidateQueries({ queryKey: ['payments'] }), queries.invalidateQueries({ queryKey: ['unidentified'] })])
  const assign = useMutation({ mutationFn: (customer: string) => assignPayment(row.id, customer), onSuccess: decided })
  const back = useMutation({ mutationFn: (why: string) => returnPayment(row.id, why), onSuccess: decided })
  const own = useMutation({ mutationFn: (said: { from: 'stripe' | 'own'; what: string }) => ownPayment(row.id, said.from, said.what), onSuccess: decided })
  const [what, say] = useState<string>()
  return (
    <li>
      <div className={money.unknown}>
        <div>
          <b>{row.payer || row.payer_account || '—'}</b>
          <small className="figures">
            {f.date(row.date)} · {sum(row.amount, row.currency)}
          </small>
          <small>{row.purpose}</small>
        </div>
        {may && row.suggestions.map((s) => (
          <Button key={s.customer} size="xs" variant="light" loading={assign.isPending} onClick={() => assign.mutate(s.customer)}>
            {t('payments.itIs', { name: s.name, number: s.number })} · {t(`payments.why_${s.why}`)}
          </Button>
        ))}
        {may && (
          <CustomerChoice
            label={t(row.suggestions.length > 0 ? 'payments.another' : 'payments.whoseIs')}
            value={other}
            choose={(customer) => {
              choose(customer)
              if (customer) assign.mutate(customer)
            }}
          />
        )}
        <div className={money.ways}>
          {!may ? null : comment === undefined ? (
            <Button size="xs" variant="default" onClick={() => write('')}>
              {t('payments.sendBack')}
            </Button>
          ) : (
            <form
              onSubmit={(event) => {
                event.preventDefault()
                back.mutate(comment)
              }}
            >
              <TextInput label={t('payments.comment')} value={comment} onChange={(event) => write(event.currentTarget.value)} maxLength={500} required />
              <Button type="submit" size="xs" loading={back.isPending}>
                {t('payments.sendBack')}
              </Button>
            </form>
          )}
          {!may ? null : what === undefined ? (
            <Button size="xs" variant="default" onClick={() => say('')}>
              {t('payments.own')}
            </Button>
          ) : (
            <form
              aria-label={t('payments.own')}
              onSubmit={(event) => {
                event.preventDefault()
                own.mutate({ from: 'own', what })
              }}
            >
              <small>{t('payments.ownText')}</small>
              <Button size="xs" variant="light" loading={own.isPending && own.variables.from === 'stripe'} onClick={() => own.mutate({ from: 'stripe', what: '' })}>
                {t('payments.fromStripe')}
              </Button>
              <TextInput label={t('payments.ownWhat')} value={what} onChange={(event) => say(event.currentTarget.value)} maxLength={500} required />
              <Button type="submit" size="xs" variant="default" loading={own.isPending && own.variables.from === 'own'}>
                {t('payments.fromOwn')}
              </Button>
            </form>
          )}
        </div>
        <Fault error={assign.error ?? back.error ?? own.error} />
      </div>
    </li>
  )
}

/** What the bank may have taken back; nothing is shown where nothing is. */
function Takebacks() {
  const { t } = useTranslation()
  const [list, rows] = usePages(['takebacks'], listTakebacks)
  if (list.isError) return <Failure error={list.error} retry={() => void list.refetch()} />
  if (rows.length === 0) return null
  return (
    <section className={styles.card}>
      <h2>{t('payments.takebacks')}</h2>
      <p className={styles.lead}>{t('payments.takebacksText')}</p>
      <ul className={styles.rows}>
        {rows.map((row) => (
          <TakenBack key={row.id} row={row} />
        ))}
      </ul>
      <More of={list} />
    </section>
  )
}

function TakenBack({ row }: { row: Takeback }) {
  const { t } = useTranslation()
  const f = useFormats()
  const sum = useSums()
  const queries = useQueryClient()
  const may = useMay('billing.payment.write')
  const decided = () => Promise.all(['payments', 'unidentified', 'takebacks'].map((key) => queries.invalidateQueries({ queryKey: [key] })))
  const reverse = useMutation({ mutationFn: () => reverseReceipt(row.id), onSuccess: decided })
  const keep = useMutation({ mutationFn: () => keepReceipt(row.id), onSuccess: decided })
  return (
    <li>
      <div>
        <b>{row.payer || row.payer_account}</b>
        <small className="figures">
          {f.date(row.date)} · {sum(-row.amount, row.currency)}
        </small>
        <small>{row.purpose}</small>
        <small>{t('payments.takebackOf', { date: f.date(row.received_on), name: row.customer_name || t('payments.takebackNobody') })}</small>
        {may && (
          <Group gap="xs">
            <Button size="xs" variant="light" color="red" loading={reverse.isPending} onClick={() => reverse.mutate()}>
              {t('payments.takebackReverse')}
            </Button>
            <Button size="xs" variant="default" loading={keep.isPending} onClick={() => keep.mutate()}>
              {t('payments.takebackKeep')}
            </Button>
          </Group>
        )}
        <Fault error={reverse.error ?? keep.error} />
      </div>
    </li>
  )
}

function History() {
  const { t } = useTranslation()
  const f = useFormats()
  const sum = useSums()
  const [list, rows] = usePages(['payments'], listPayments)
  return (
    <section className={styles.card}>
      <h2>{t('payments.history')}</h2>
      {list.isPending ? (
        <Waiting />
      ) : list.isError ? (
        <Failure error={list.error} retry={() => void list.refetch()} />
      ) : rows.length === 0 ? (
        <Notice kind="empty" title={t('payments.none')} text={t('payments.noneText')} />
      ) : (
        <ul className={styles.rows}>
          {rows.map((row) => (
            <li key={row.id}>
              <div>
                <b>{row.customer_name}</b>
                <small className="figures">
                  {f.full(row.created_at)} · {row.number}
                </small>
                {row.comment && <small>{row.comment}</small>}
                {row.gone_back > 0 && <small>{t('payments.goneBack', { sum: sum(row.gone_back, row.currency) })}</small>}
              </div>
              <span className="figures">{sum(row.amount, row.currency)}</span>
              <Badge variant="light" color={row.state === 'paid' ? 'green' : 'gray'}>
                {t(`payments.source_${row.source}`)} · {t(`payments.state_${row.state}`)}
              </Badge>
              <Refund payment={row} />
            </li>
          ))}
        </ul>
      )}
      <More of={list} />
    </section>
  )
}
