import { Alert, Button } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { IconAlertTriangle, IconCheck } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { getSender, type MailSender, testSender } from '../api/sender'
import { useMay } from '../app/Gate'
import { Failure, Waiting } from '../app/Notice'
import { useFormats } from '../i18n/format'
import type en from '../i18n/en.json'
import { Fault } from '../people/parts'
import styles from '../people/people.module.css'
import { Form } from './Form'
import { Records } from './Records'
import { Suppressions } from './Suppressions'

type Trouble = keyof typeof en.sender.problems

/** Where the brand's letters come from, whether they arrive, and who gets none. */
export default function Mail() {
  const { t } = useTranslation()
  const lists = useMay('brand.suppression.read')
  const [refused, setRefused] = useState<string>()
  const sender = useQuery({ queryKey: ['sender'], queryFn: getSender, refetchInterval: 15_000 })
  if (sender.isPending) return <Waiting />
  if (sender.isError) return <Failure error={sender.error} retry={() => void sender.refetch()} />
  const one = sender.data
  return (
    <div className={styles.column}>
      <header>
        <h1>{t('sender.title')}</h1>
        <p className={styles.lead}>{t('sender.lead')}</p>
      </header>
      {one.failing_since && <Broken one={one} since={one.failing_since} />}
      <Form one={one} trouble={refused ?? (one.failing_since ? one.problem : undefined)} saved={() => setRefused(undefined)} />
      <Test tried={setRefused} />
      {one.mode === 'own' && <Records one={one} />}
      {lists && <Suppressions />}
    </div>
  )
}

/** What keeps the letters back; they wait, and none is lost. */
function Broken({ one, since }: { one: MailSender; since: string }) {
  const { t } = useTranslation()
  const f = useFormats()
  return (
    <Alert role="alert" color="red" variant="light" icon={<IconAlertTriangle size={18} />} title={t('sender.broken', { at: f.full(since) })}>
      {one.problem && <p>{t(`sender.problems.${one.problem as Trouble}`)}</p>}
      {one.said && <p>{t('sender.said', { words: one.said })}</p>}
      <p>
        {t('sender.waiting', { count: one.waiting })} {one.try_at && t('sender.tryAt', { at: f.full(one.try_at) })}
      </p>
    </Alert>
  )
}

/** A letter to one's own address, at once, through the sender that is kept. */
function Test({ tried }: { tried: (problem?: string) => void }) {
  const { t } = useTranslation()
  const may = useMay('brand.sender.write')
  const queries = useQueryClient()
  const test = useMutation({ mutationFn: testSender, onSuccess: (got) => tried(got.sent ? undefined : got.problem), onSettled: () => queries.invalidateQueries({ queryKey: ['sender'] }) })
  if (!may) return null
  const got = test.data
  return (
    <section className={styles.card}>
      <h2>{t('sender.test')}</h2>
      <p className={styles.faint}>{t('sender.testText')}</p>
      <div aria-live="polite">
        {got?.sent && (
          <Alert color="green" variant="light" icon={<IconCheck size={18} />}>
            {t('sender.sent', { to: got.to })}
          </Alert>
        )}
        {got && !got.sent && (
          <Alert color="red" variant="light" icon={<IconAlertTriangle size={18} />} title={t('sender.notSent', { to: got.to })}>
            {got.problem && <p>{t(`sender.problems.${got.problem as Trouble}`)}</p>}
            {got.said && <p>{t('sender.said', { words: got.said })}</p>}
          </Alert>
        )}
      </div>
      <Fault error={test.error} />
      <div>
        <Button variant="light" loading={test.isPending} onClick={() => test.mutate()}>
          {t('sender.send')}
        </Button>
      </div>
    </section>
  )
}
