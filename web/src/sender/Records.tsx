import { Badge, Button } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { IconAlertTriangle, IconCheck } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { checkSender, type MailFinding, type MailSender } from '../api/sender'
import { useMay } from '../app/Gate'
import own from '../domains/domains.module.css'
import { useFormats } from '../i18n/format'
import type en from '../i18n/en.json'
import { Copy, Fault } from '../people/parts'
import styles from '../people/people.module.css'

type Code = keyof typeof en.sender.wrong

/** What to set in the DNS, and what is wrong there by the last look. */
export function Records({ one }: { one: MailSender }) {
  const { t } = useTranslation()
  const f = useFormats()
  const may = useMay('brand.sender.write')
  const queries = useQueryClient()
  const check = useMutation({ mutationFn: checkSender, onSuccess: (seen) => queries.setQueryData(['sender'], seen) })
  return (
    <>
      <section className={styles.card} aria-label={t('sender.records')}>
        <h2>{t('sender.records')}</h2>
        <p className={styles.faint}>{t('sender.recordsText', { domain: one.domain ?? '' })}</p>
        {one.records.map((record) => (
          <div key={`${record.record} ${record.name} ${record.for}`} className={own.record}>
            <small>
              {t(`sender.for.${record.for}`)} {record.optional && t('sender.optional')}
            </small>
            <span>
              <Badge variant="default">{record.record}</Badge> <code>{record.name}</code>
            </span>
            <code>{record.value}</code>
            <div>
              <Copy value={record.value} />
            </div>
          </div>
        ))}
      </section>
      <section className={styles.card} aria-label={t('domains.check')}>
        <h2>{t('domains.check')}</h2>
        <p>{one.signed_at ? t('sender.signed', { at: f.full(one.signed_at) }) : t('sender.unsigned')}</p>
        <div aria-live="polite">
          {one.findings.length === 0 && <p className={styles.faint}>{t('domains.unchecked')}</p>}
          {one.findings.map((finding) => (
            <Seen key={finding.record + finding.name} finding={finding} />
          ))}
        </div>
        {one.checked_at && <p className={styles.faint}>{t('domains.checkedAt', { at: f.full(one.checked_at) })}</p>}
        <Fault error={check.error} />
        {may && (
          <div>
            <Button variant="light" loading={check.isPending} onClick={() => check.mutate()}>
              {t('domains.checkNow')}
            </Button>
          </div>
        )}
      </section>
    </>
  )
}

function Seen({ finding }: { finding: MailFinding }) {
  const { t } = useTranslation()
  const fine = finding.code === 'fine'
  const code = finding.code as Code
  return (
    <div className={own.finding} data-fine={fine || undefined}>
      {fine ? <IconCheck size={19} aria-hidden /> : <IconAlertTriangle size={19} aria-hidden />}
      <div>
        <b>{fine ? t('sender.fine', { record: finding.record, name: finding.name }) : t(`sender.wrong.${code}`)}</b>
        {!fine && <p>{t(`sender.mend.${code}`, { name: finding.name })}</p>}
        {finding.found.length > 0 && <small>{t('domains.found', { record: finding.record, values: finding.found.join(', ') })}</small>}
        {!fine && finding.want.length > 0 && <small>{t('domains.want', { record: finding.record, values: finding.want.join(', ') })}</small>}
      </div>
    </div>
  )
}
