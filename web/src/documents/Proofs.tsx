import { Button, Group } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { listProofs, proofsFile } from '../api/signup'
import { More } from '../app/More'
import { Failure, Waiting } from '../app/Notice'
import { usePages } from '../app/pages'
import { useFormats } from '../i18n/format'
import people from '../people/people.module.css'
import styles from './documents.module.css'

/** Who has accepted the brand's documents, and the proofs as a file. */
export function Proofs() {
  const { t } = useTranslation()
  const f = useFormats()
  const [list, rows] = usePages(['document-proofs'], (after, signal) => listProofs(undefined, after, signal))
  const how = (way: string, when: string) => (way === 'signed_up' ? t('documents.signedUp', { when }) : way === 'used' ? t('documents.usedAt', { when }) : t('documents.acceptedAt', { when }))
  return (
    <section className={people.card} aria-label={t('documents.proofs')}>
      <h2>{t('documents.proofs')}</h2>
      <p className={people.faint}>{t('documents.proofsText')}</p>
      {list.isPending ? (
        <Waiting />
      ) : list.isError ? (
        <Failure error={list.error} retry={() => void list.refetch()} />
      ) : rows.length === 0 ? (
        <p className={people.faint}>{t('documents.noProofs')}</p>
      ) : (
        <>
          <Group>
            {(['csv', 'xlsx'] as const).map((format) => (
              <Button key={format} component="a" href={proofsFile(format)} download variant="light" leftSection={<IconDownload size={17} aria-hidden />}>
                {t('documents.proofsFile', { format: format.toUpperCase() })}
              </Button>
            ))}
          </Group>
          <ul className={styles.list}>
            {rows.map((one) => (
              <li key={one.id}>
                <b>{one.customer_name || t('audit.forgotten')}</b>
                {!one.agreement && <small>{one.person || one.login || t('audit.forgotten')}</small>}
                <small>
                  {one.title} · {one.version}
                </small>
                <small>{one.agreement ? t('agreed.proof', { number: one.agreement.number || '–', on: f.date(one.agreement.on), when: f.full(one.at) }) : how(one.way, f.full(one.at))}</small>
              </li>
            ))}
          </ul>
          <More of={list} />
        </>
      )}
    </section>
  )
}
