import { Button, Text, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { IconSearch } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { liftSuppression, listSuppressions, type MailSuppression } from '../api/sender'
import { useMay } from '../app/Gate'
import { More } from '../app/More'
import { Failure, Waiting } from '../app/Notice'
import { usePages } from '../app/pages'
import { useFormats } from '../i18n/format'
import { Buttons, Dialog, Fault } from '../people/parts'
import styles from '../people/people.module.css'

/** Addresses that letters do not go to any more, and why. */
export function Suppressions() {
  const { t } = useTranslation()
  const f = useFormats()
  const may = useMay('brand.suppression.lift')
  const [text, setText] = useState('')
  const [search] = useDebouncedValue(text.trim(), 200)
  const [list, rows] = usePages(['mail-suppressions', search], (after, signal) => listSuppressions(search, after, signal), { keep: true })
  const [lifting, setLifting] = useState<MailSuppression>()
  return (
    <section className={styles.card} aria-label={t('sender.suppressed')}>
      <h2>{t('sender.suppressed')}</h2>
      <p className={styles.faint}>{t('sender.suppressedText')}</p>
      <TextInput type="search" aria-label={t('sender.search')} placeholder={t('sender.search')} leftSection={<IconSearch size={17} aria-hidden />} value={text} onChange={(event) => setText(event.currentTarget.value)} maxLength={254} />
      {list.isPending ? (
        <Waiting />
      ) : list.isError ? (
        <Failure error={list.error} retry={() => void list.refetch()} />
      ) : rows.length === 0 ? (
        <p className={styles.faint}>{search ? t('sender.noneFound') : t('sender.noneSuppressed')}</p>
      ) : (
        <ul className={styles.rows} aria-label={t('sender.suppressed')}>
          {rows.map((one) => (
            <li key={one.id}>
              <div>
                <b>{one.address}</b>
                <small>{t(`sender.reasons.${one.reason}`, { at: f.full(one.at) })}</small>
                {one.said && <small>{t('sender.said', { words: one.said })}</small>}
                {one.withheld > 0 && <small>{t('sender.withheld', { count: one.withheld })}</small>}
              </div>
              {may && (
                <Button size="compact-sm" variant="subtle" onClick={() => setLifting(one)} aria-label={t('sender.liftNamed', { address: one.address })}>
                  {t('sender.lift')}
                </Button>
              )}
            </li>
          ))}
        </ul>
      )}
      <More of={list} />
      <Dialog title={t('sender.liftNamed', { address: lifting?.address ?? '' })} opened={lifting !== undefined} close={() => setLifting(undefined)}>
        {lifting && <Lift one={lifting} close={() => setLifting(undefined)} />}
      </Dialog>
    </section>
  )
}

function Lift({ one, close }: { one: MailSuppression; close: () => void }) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const lift = useMutation({
    mutationFn: () => liftSuppression(one.id),
    onSuccess: () => {
      void queries.invalidateQueries({ queryKey: ['mail-suppressions'] })
      close()
    },
  })
  return (
    <>
      <Text>{t(`sender.liftText.${one.reason}`)}</Text>
      <Fault error={lift.error} />
      <Buttons close={close}>
        <Button loading={lift.isPending} onClick={() => lift.mutate()}>
          {t('sender.lift')}
        </Button>
      </Buttons>
    </>
  )
}
