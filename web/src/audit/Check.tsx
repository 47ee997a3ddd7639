import { Alert, Button } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { IconAlertTriangle, IconLink, IconShieldCheck } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { checkAllAudits, checkAudit } from '../api/acting'
import { useMay } from '../app/Gate'
import type en from '../i18n/en.json'
import { useFormats } from '../i18n/format'
import { Fault } from '../people/parts'
import people from '../people/people.module.css'
import styles from './audit.module.css'

interface Broken {
  what: string
  name?: string
}

/** Checks the chain of one's own audit. */
export function Check() {
  const { t } = useTranslation()
  const f = useFormats()
  const check = useMutation({ mutationFn: checkAudit })
  const done = check.data
  return (
    <div className={styles.check}>
      <Button variant="light" leftSection={<IconLink size={17} aria-hidden />} loading={check.isPending} onClick={() => check.mutate()}>
        {t('audit.check')}
      </Button>
      <Fault error={check.error} />
      {done && <Result faults={done.faults} text={t(done.faults.length > 0 ? 'audit.faulty' : 'audit.checked', { entries: f.whole(done.entries), faults: done.faults.length })} />}
    </div>
  )
}

/** Checks the chains of all tenants, for the installation's staff. */
export function CheckAll() {
  const { t } = useTranslation()
  const f = useFormats()
  const may = useMay('platform.audit.check')
  const check = useMutation({ mutationFn: checkAllAudits })
  if (!may) return null
  const done = check.data
  return (
    <section className={people.card}>
      <p className={people.faint}>{t('audit.checkAllText')}</p>
      <div>
        <Button leftSection={<IconLink size={17} aria-hidden />} loading={check.isPending} onClick={() => check.mutate()}>
          {t('audit.checkAll')}
        </Button>
      </div>
      <Fault error={check.error} />
      {done && <Result faults={done.faults} text={t(done.faults.length > 0 ? 'audit.faultyAll' : 'audit.checkedAll', { chains: f.whole(done.chains), entries: f.whole(done.entries), faults: done.faults.length })} />}
    </section>
  )
}

type FaultWord = Extract<keyof typeof en.audit, `fault_${string}`>

function Result({ text, faults }: { text: string; faults: Broken[] }) {
  const { t } = useTranslation()
  const whole = faults.length === 0
  return (
    <Alert role="status" color={whole ? 'green' : 'red'} variant="light" icon={whole ? <IconShieldCheck size={18} /> : <IconAlertTriangle size={18} />} className={styles.result}>
      {text}
      {!whole && (
        <ul>
          {faults.map((one, i) => (
            <li key={i}>{[one.name, t(`audit.fault_${one.what.replace(' ', '_')}` as `audit.${FaultWord}`)].filter(Boolean).join(': ')}</li>
          ))}
        </ul>
      )}
    </Alert>
  )
}
