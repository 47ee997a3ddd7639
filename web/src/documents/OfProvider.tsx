import { Button } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { providerSide } from '../api/agreed'
import { acceptProviderDocuments, getProviderDocument, listProviderDocuments, type ProviderDocument } from '../api/signup'
import { useMay } from '../app/Gate'
import { Failure, Waiting } from '../app/Notice'
import { useFormats } from '../i18n/format'
import { Dialog, Fault } from '../people/parts'
import people from '../people/people.module.css'
import { ByAgreement } from './ByAgreement'
import { Changes } from './Changes'
import styles from './documents.module.css'
import { Prose } from './Prose'

/** The documents of the level above: what a reseller is bound by, and its owner accepts. */
export function OfProvider() {
  const { t, i18n } = useTranslation()
  const f = useFormats()
  const queries = useQueryClient()
  const may = useMay('reselling.provider.accept')
  const [reading, setReading] = useState<ProviderDocument>()
  const list = useQuery({ queryKey: ['provider-documents', i18n.language], queryFn: () => listProviderDocuments(i18n.language) })
  const accept = useMutation({
    mutationFn: acceptProviderDocuments,
    onSuccess: () => {
      notifications.show({ message: t('documents.accepted'), color: 'green' })
      return queries.invalidateQueries({ queryKey: ['provider-documents'] })
    },
  })
  const stands = (one: ProviderDocument) => {
    if (!one.current) return new Date(one.effective_at).getTime() > Date.now() ? t('documents.announced') : ''
    if (!one.accepted_at) return t('documents.notAccepted')
    const when = f.full(one.accepted_at)
    return one.way === 'used' ? t('documents.usedAt', { when }) : t('documents.acceptedAt', { when })
  }
  const open = list.data?.some((one) => one.current && !one.accepted_at)
  return (
    <>
      <ByAgreement side={providerSide} />
      <section className={people.card} aria-label={t('documents.title')}>
        <h2>{t('documents.title')}</h2>
        <p className={people.faint}>{t('documents.ofProviderText')}</p>
        {list.isPending ? (
          <Waiting />
        ) : list.isError ? (
          <Failure error={list.error} retry={() => void list.refetch()} />
        ) : list.data.length === 0 ? (
          <p className={people.faint}>{t('documents.none')}</p>
        ) : (
          <ul className={styles.list}>
            {list.data.map((one) => (
              <li key={one.id}>
                <Button variant="subtle" size="compact-md" onClick={() => setReading(one)}>
                  {one.title}
                </Button>
                <small>{t('documents.versionOn', { version: one.version, date: f.date(one.effective_at) })}</small>
                <small>{stands(one)}</small>
              </li>
            ))}
          </ul>
        )}
        <Fault error={accept.error} />
        {may && open && (
          <div>
            <Button loading={accept.isPending} onClick={() => accept.mutate()}>
              {t('documents.acceptAll')}
            </Button>
          </div>
        )}
        {reading && <Read document={reading} close={() => setReading(undefined)} />}
      </section>
    </>
  )
}

function Read({ document, close }: { document: ProviderDocument; close: () => void }) {
  const { t, i18n } = useTranslation()
  const text = useQuery({ queryKey: ['provider-document', document.id, i18n.language], queryFn: () => getProviderDocument(document.id, i18n.language), staleTime: Infinity })
  return (
    <Dialog title={document.title} opened close={close}>
      {text.isPending ? (
        <Waiting />
      ) : text.isError ? (
        <Failure error={text.error} retry={() => void text.refetch()} />
      ) : (
        <>
          {text.data.before > 0 && (
            <>
              <h3>{t('documents.changes')}</h3>
              <Changes changes={text.data} />
            </>
          )}
          <Prose text={text.data.body} />
        </>
      )}
    </Dialog>
  )
}
