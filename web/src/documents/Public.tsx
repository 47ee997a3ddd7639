import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { type DocumentHead, type DocumentKind, type DocumentText, fileOf, getDocument, getPublicChanges, listDocuments } from '../api/signup'
import { boot } from '../app/boot'
import { Failure, Waiting } from '../app/Notice'
import { useFormats } from '../i18n/format'
import { Page } from '../signup/Page'
import { Changes } from './Changes'
import styles from './documents.module.css'
import { Prose } from './Prose'

/** What a brand has published: for everybody, signed in or not. */
export function PublicDocuments() {
  const kind = location.pathname.split('/')[2]
  return <Page>{kind ? <One kind={kind as DocumentKind} /> : <List />}</Page>
}

function useTitle(title: string) {
  useEffect(() => {
    document.title = `${title} · ${boot.brand}`
  }, [title])
}

function List() {
  const { t, i18n } = useTranslation()
  useTitle(t('documents.title'))
  const list = useQuery({ queryKey: ['documents', i18n.language], queryFn: () => listDocuments(i18n.language), placeholderData: (before) => before })
  if (list.isPending) return <Waiting />
  if (list.isError) return <Failure error={list.error} retry={() => void list.refetch()} />
  return (
    <>
      <h1>{t('documents.title')}</h1>
      <p className={styles.meta}>{t('documents.lead', { brand: boot.brand })}</p>
      <Heads heads={list.data.current} />
      {list.data.announced.length > 0 && (
        <>
          <h2>{t('documents.announced')}</h2>
          <Heads heads={list.data.announced} announced />
        </>
      )}
    </>
  )
}

function Heads({ heads, announced }: { heads: DocumentHead[]; announced?: boolean }) {
  const { t, i18n } = useTranslation()
  const f = useFormats()
  return (
    <ul className={styles.list}>
      {heads.map((head) => {
        const words = { date: f.date(head.effective_at), version: head.version }
        return (
          <li key={head.id}>
            <a href={announced ? `/documents/${head.kind}?version=${head.version}` : `/documents/${head.kind}`}>{head.title}</a>
            <small>{announced ? t('documents.announcedFor', words) : t('documents.inForce', words)}</small>
            {announced && head.version > 1 && (
              <a href={`/documents/${head.kind}?version=${head.version}#changes`} aria-label={t('documents.changesOf', { version: head.version, title: head.title })}>
                {t('documents.changes')}
              </a>
            )}
            <a href={fileOf(head, i18n.language)} download>
              {t('documents.download')}
            </a>
          </li>
        )
      })}
    </ul>
  )
}

function One({ kind }: { kind: DocumentKind }) {
  const { t, i18n } = useTranslation()
  const f = useFormats()
  const version = Number(new URLSearchParams(location.search).get('version')) || undefined
  const one = useQuery({ queryKey: ['document', kind, version, i18n.language], queryFn: () => getDocument(kind, version, i18n.language), placeholderData: (before) => before })
  const list = useQuery({ queryKey: ['documents', i18n.language], queryFn: () => listDocuments(i18n.language), enabled: version !== undefined })
  useTitle(one.data?.title ?? t('documents.title'))
  if (one.isPending) return <Waiting />
  if (one.isError) return <Failure error={one.error} retry={() => void one.refetch()} />
  const words = { date: f.date(one.data.effective_at), version: one.data.version }
  const withdrawn = one.data.withdrawn_at
  const announced = !withdrawn && new Date(one.data.effective_at).getTime() > Date.now()
  const past = !withdrawn && list.data && !announced && !list.data.current.some((head) => head.id === one.data.id)
  const stands = withdrawn ? t('documents.withdrawnOn', { date: f.date(withdrawn) }) : past ? t('documents.notInForce') : announced ? t('documents.announcedFor', words) : t('documents.inForce', words)
  return (
    <>
      <h1>{one.data.title}</h1>
      <p className={styles.meta}>
        <span>{stands}</span>
        {(past || announced || withdrawn) && <a href={`/documents/${kind}`}>{t('documents.readCurrent')}</a>}
        <a href={fileOf(one.data, i18n.language)} download>
          {t('documents.download')}
        </a>
        <a href="/documents">{t('documents.all')}</a>
      </p>
      {!withdrawn && one.data.version > 1 && <Differences of={one.data} open={announced} />}
      <Prose text={one.data.body} />
    </>
  )
}

/** What a version changes: unfolded where it is announced, folded where it is in force. */
function Differences({ of, open }: { of: DocumentText; open: boolean }) {
  const { t, i18n } = useTranslation()
  const changes = useQuery({ queryKey: ['public-changes', of.kind, of.version, i18n.language], queryFn: () => getPublicChanges(of.kind, of.version, i18n.language), placeholderData: (before) => before })
  if (changes.isSuccess && changes.data.before === 0) return null
  return (
    <>
      <details className={styles.changes} id="changes" open={open}>
        <summary>
          <h2>{t('documents.changes')}</h2>
        </summary>
        {changes.isPending ? (
          <Waiting />
        ) : changes.isError ? (
          <Failure error={changes.error} retry={() => void changes.refetch()} />
        ) : (
          <>
            <p className={styles.meta}>{t('documents.comparedWith', { version: changes.data.before })}</p>
            <Changes changes={changes.data} />
          </>
        )}
      </details>
      <h2>{t('documents.wholeText')}</h2>
    </>
  )
}
