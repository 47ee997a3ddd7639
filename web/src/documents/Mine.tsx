import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { accountSide } from '../api/agreed'
import { fileOf, listAcceptances, type MyDocument } from '../api/signup'
import { boot } from '../app/boot'
import { Failure, Notice, Waiting } from '../app/Notice'
import { useFormats } from '../i18n/format'
import people from '../people/people.module.css'
import { ByAgreement } from './ByAgreement'
import styles from './documents.module.css'

/** The documents that apply to whoever is signed in, and when they accepted them. */
export default function Mine() {
  const { t, i18n } = useTranslation()
  const list = useQuery({ queryKey: ['acceptances', i18n.language], queryFn: () => listAcceptances(i18n.language), placeholderData: (before) => before })
  const current = list.data?.filter((one) => one.current) ?? []
  const announced = list.data?.filter((one) => !one.current && new Date(one.effective_at).getTime() > Date.now()) ?? []
  const earlier = list.data?.filter((one) => !current.includes(one) && !announced.includes(one)) ?? []
  return (
    <div className={people.column}>
      <header>
        <h1>{t('documents.title')}</h1>
        <p className={people.lead}>{t('documents.mineLead')}</p>
      </header>
      {list.isPending ? (
        <Waiting />
      ) : list.isError ? (
        <Failure error={list.error} retry={() => void list.refetch()} />
      ) : list.data.length === 0 ? (
        <Notice kind="empty" title={t('documents.none')} text={t('documents.noneText')} />
      ) : (
        <>
          <ByAgreement side={accountSide} />
          <Rows title={t('documents.lead', { brand: boot.brand })} rows={current} />
          <Rows title={t('documents.announced')} rows={announced} />
          <Rows title={t('documents.earlier')} rows={earlier} />
        </>
      )}
    </div>
  )
}

function Rows({ title, rows }: { title: string; rows: MyDocument[] }) {
  const { t, i18n } = useTranslation()
  const f = useFormats()
  if (rows.length === 0) return null
  const how = (one: MyDocument) => {
    if (!one.accepted_at) return t('documents.notAccepted')
    const when = f.full(one.accepted_at)
    return one.way === 'signed_up' ? t('documents.signedUp', { when }) : one.way === 'used' ? t('documents.usedAt', { when }) : t('documents.acceptedAt', { when })
  }
  return (
    <section className={people.card}>
      <h2>{title}</h2>
      <ul className={styles.list}>
        {rows.map((one) => (
          <li key={one.id}>
            <a href={`/documents/${one.kind}?version=${one.version}`} target="_blank" rel="noreferrer">
              {one.title}
            </a>
            <small>{t('documents.versionOn', { version: one.version, date: f.date(one.effective_at) })}</small>
            <small>{how(one)}</small>
            <a href={fileOf(one, i18n.language)} download>
              {t('documents.download')}
            </a>
          </li>
        ))}
      </ul>
    </section>
  )
}
