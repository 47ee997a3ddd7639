import { Alert, Button, Checkbox, Group, Radio, Stack, Textarea } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { IconArrowLeft, IconInfoCircle } from '@tabler/icons-react'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { blockStolen, getStolen, lookUpStolen, refuseStolen, restoreStolen, type StolenFacts, type StolenItem, type StolenReport, tickStolen } from '../api/recovery'
import { useMay } from '../app/Gate'
import { Failure, Waiting } from '../app/Notice'
import { useFieldTexts } from '../app/problems'
import { useFormats } from '../i18n/format'
import { Buttons, Dialog, Fault } from '../people/parts'
import styles from '../people/people.module.css'
import { StolenState } from './StolenState'

const items: StolenItem[] = ['account_number', 'email', 'payment', 'objects', 'person', 'call_back']

/** One report: what was told, what is known, what was checked, and the steps. */
export function StolenLogin({ id, base }: { id: string; base: string }) {
  const { t } = useTranslation()
  const report = useQuery({ queryKey: ['stolen-one', id], queryFn: () => getStolen(id) })
  if (report.isPending) return <Waiting />
  if (report.isError) return <Failure error={report.error} retry={() => void report.refetch()} />
  return (
    <div className={styles.column}>
      <Link href={base} className={styles.back}>
        <IconArrowLeft size={17} aria-hidden /> {t('recovery.reports')}
      </Link>
      <Told report={report.data} />
      <Work report={report.data} />
    </div>
  )
}

function Told({ report }: { report: StolenReport }) {
  const { t } = useTranslation()
  const f = useFormats()
  return (
    <>
      <header>
        <h1>{report.login}</h1>
        <p className={styles.lead}>
          {f.full(report.reported_at)} <StolenState state={report.state} />
        </p>
      </header>
      <section className={styles.card} aria-label={t('recovery.told')}>
        <h2>{t('recovery.told')}</h2>
        <Fields
          rows={[
            [t('recovery.number'), report.account_number],
            [t('recovery.contact'), report.contact],
            [t('recovery.knows'), report.knows],
            [t('recovery.from'), report.address],
            [t('recovery.reason'), report.reason],
            [t('recovery.settledBy'), report.settled_by],
          ]}
        />
      </section>
    </>
  )
}

function Fields({ rows }: { rows: [string, ReactNode][] }) {
  return (
    <dl className={styles.facts}>
      {rows
        .filter(([, value]) => value !== undefined && value !== '' && value !== null)
        .map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
    </dl>
  )
}

function Work({ report }: { report: StolenReport }) {
  const { t } = useTranslation()
  const may = useMay('support.stolen.write')
  const queries = useQueryClient()
  const facts = useMutation({ mutationFn: () => lookUpStolen(report.id) })
  const settled = report.state === 'restored' || report.state === 'refused'
  const changed = (next: StolenReport) => {
    queries.setQueryData(['stolen-one', report.id], next)
    void queries.invalidateQueries({ queryKey: ['stolen'] })
  }
  return (
    <>
      {may && !settled && (
        <section className={styles.card} aria-label={t('recovery.known')}>
          <h2>{t('recovery.known')}</h2>
          {facts.data ? (
            <Known facts={facts.data} />
          ) : (
            <>
              <p className={styles.faint}>{t('recovery.knownText')}</p>
              <div>
                <Button variant="light" loading={facts.isPending} onClick={() => facts.mutate()}>
                  {t('recovery.look')}
                </Button>
              </div>
              <Fault error={facts.error} />
            </>
          )}
        </section>
      )}
      <Checklist report={report} frozen={!may || settled} changed={changed} />
      {may && !settled && <Steps report={report} former={facts.data?.former_email} changed={changed} />}
    </>
  )
}

function Known({ facts }: { facts: StolenFacts }) {
  const { t } = useTranslation()
  const f = useFormats()
  if (!facts.found) return <p>{t('recovery.notFound')}</p>
  return (
    <>
      {facts.former_email && (
        <Alert color="yellow" variant="light" icon={<IconInfoCircle size={18} />}>
          {t('recovery.emailChanged', { when: f.full(facts.changed_at!), email: facts.former_email })}
        </Alert>
      )}
      <Fields
        rows={[
          [t('recovery.person'), [facts.name, facts.login].filter(Boolean).join(' · ')],
          [t('recovery.account'), facts.tenant],
          [t('recovery.number'), facts.number],
          [t('recovery.email'), facts.email],
          [t('recovery.objects'), f.whole(facts.objects)],
          [t('recovery.since'), facts.created_at && f.date(facts.created_at)],
          [t('recovery.seen'), facts.seen_at && [f.full(facts.seen_at), facts.seen_from].filter(Boolean).join(' · ')],
        ]}
      />
    </>
  )
}

function Checklist({ report, frozen, changed }: { report: StolenReport; frozen: boolean; changed: (next: StolenReport) => void }) {
  const { t } = useTranslation()
  const f = useFormats()
  const tick = useMutation({ mutationFn: ({ item, ticked }: { item: StolenItem; ticked: boolean }) => tickStolen(report.id, item, ticked), onSuccess: changed })
  return (
    <section className={styles.card} aria-label={t('recovery.checks')}>
      <h2>{t('recovery.checks')}</h2>
      <p className={styles.faint}>{t('recovery.checksText')}</p>
      <Stack gap="sm">
        {items.map((item) => {
          const done = report.checks.find((check) => check.item === item)
          return (
            <Checkbox
              key={item}
              label={t(`recovery.check_${item}`)}
              description={done && `${done.by} · ${f.full(done.at)}`}
              checked={Boolean(done)}
              disabled={frozen || tick.isPending}
              onChange={(event) => tick.mutate({ item, ticked: event.currentTarget.checked })}
            />
          )
        })}
      </Stack>
      <Fault error={tick.error} />
    </section>
  )
}

function Steps({ report, former, changed }: { report: StolenReport; former?: string; changed: (next: StolenReport) => void }) {
  const { t } = useTranslation()
  const [refusing, setRefusing] = useState(false)
  const [to, setTo] = useState('registered')
  const block = useMutation({ mutationFn: () => blockStolen(report.id), onSuccess: changed })
  const restore = useMutation({ mutationFn: () => restoreStolen(report.id, to === 'former'), onSuccess: changed })
  const blocked = report.state === 'blocked'
  return (
    <section className={styles.card} aria-label={t('recovery.steps')}>
      <h2>{t('recovery.steps')}</h2>
      <p className={styles.faint}>{t(blocked ? 'recovery.blockedText' : 'recovery.blockText')}</p>
      {blocked && former && (
        <Radio.Group label={t('recovery.sendTo')} value={to} onChange={setTo}>
          <Stack gap="xs" mt="xs">
            <Radio value="registered" label={t('recovery.toRegistered')} />
            <Radio value="former" label={t('recovery.toFormer', { email: former })} />
          </Stack>
        </Radio.Group>
      )}
      <Group gap="sm">
        {blocked ? (
          <Button loading={restore.isPending} disabled={report.checks.length < 2} onClick={() => restore.mutate()}>
            {t('recovery.restore')}
          </Button>
        ) : (
          <Button color="red" loading={block.isPending} disabled={report.checks.length < 1} onClick={() => block.mutate()}>
            {t('recovery.block')}
          </Button>
        )}
        <Button variant="default" onClick={() => setRefusing(true)}>
          {t('recovery.refuse')}
        </Button>
      </Group>
      <Fault error={block.error ?? restore.error} />
      <Refusal report={report} opened={refusing} close={() => setRefusing(false)} changed={changed} />
    </section>
  )
}

function Refusal({ report, opened, close, changed }: { report: StolenReport; opened: boolean; close: () => void; changed: (next: StolenReport) => void }) {
  const { t } = useTranslation()
  const [reason, setReason] = useState('')
  const refuse = useMutation({
    mutationFn: () => refuseStolen(report.id, reason.trim()),
    onSuccess: (next) => {
      close()
      changed(next)
    },
  })
  const fields = useFieldTexts(refuse.error)
  return (
    <Dialog title={t('recovery.refuse')} opened={opened} close={close}>
      <p>{t('recovery.refuseText')}</p>
      <Textarea label={t('recovery.reason')} value={reason} onChange={(event) => setReason(event.currentTarget.value)} error={fields.reason} maxLength={1000} autosize minRows={2} required />
      {Object.keys(fields).length === 0 && <Fault error={refuse.error} />}
      <Buttons close={close}>
        <Button color="red" loading={refuse.isPending} disabled={reason.trim() === ''} onClick={() => refuse.mutate()}>
          {t('recovery.refuse')}
        </Button>
      </Buttons>
    </Dialog>
  )
}
