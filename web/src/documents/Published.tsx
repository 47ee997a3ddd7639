import { Badge, Button, Text } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { IconExternalLink, IconPlus } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type DocumentHistory, type DocumentVersion, getChanges, listHistories, withdrawDocument } from '../api/signup'
import { useMay } from '../app/Gate'
import { Failure, Waiting } from '../app/Notice'
import { useFormats } from '../i18n/format'
import { Buttons, Dialog, Fault } from '../people/parts'
import people from '../people/people.module.css'
import { Changes } from './Changes'
import styles from './documents.module.css'
import { NewVersion } from './Draft'
import { Proofs } from './Proofs'

/** What the brand publishes, with all versions; the place to post a new one. */
export default function Published() {
  const { t, i18n } = useTranslation()
  const mayProve = useMay('reselling.document.proof')
  const list = useQuery({ queryKey: ['document-histories', i18n.language], queryFn: () => listHistories(i18n.language), placeholderData: (before) => before })
  return (
    <div className={people.column}>
      <header>
        <h1>{t('documents.title')}</h1>
        <p className={people.lead}>{t('documents.ours')}</p>
      </header>
      <div>
        <Button component="a" href="/documents" target="_blank" rel="noreferrer" variant="light" leftSection={<IconExternalLink size={17} aria-hidden />}>
          {t('documents.public')}
        </Button>
      </div>
      {list.isPending ? <Waiting /> : list.isError ? <Failure error={list.error} retry={() => void list.refetch()} /> : list.data.map((one) => <Kind key={one.kind} history={one} />)}
      {mayProve && <Proofs />}
    </div>
  )
}

function Kind({ history }: { history: DocumentHistory }) {
  const { t } = useTranslation()
  const f = useFormats()
  const may = useMay('reselling.document.post')
  const [posting, setPosting] = useState(false)
  const [comparing, setComparing] = useState<DocumentVersion>()
  const [leaving, setLeaving] = useState<DocumentVersion>()
  const current = history.versions.find((version) => version.current) ?? history.versions[0]
  const title = current?.title ?? history.kind
  const ahead = (version: DocumentVersion) => !version.withdrawn_at && new Date(version.effective_at).getTime() > Date.now()
  const state = (version: DocumentVersion) => (version.withdrawn_at ? t('documents.withdrawn') : version.current ? t('documents.current') : ahead(version) ? t('documents.announced') : '')
  return (
    <section className={people.card} aria-label={title}>
      <h2>{title}</h2>
      {current?.starter && <p className={people.faint}>{t('documents.starterText')}</p>}
      <ul className={styles.list} aria-label={t('documents.history')}>
        {history.versions.map((version) => (
          <li key={version.id}>
            <a href={`/documents/${history.kind}?version=${version.version}`} target="_blank" rel="noreferrer">
              {t('documents.versionOn', { version: version.version, date: f.date(version.effective_at) })}
            </a>
            {state(version) && (
              <Badge variant="light" color={version.current ? 'green' : 'yellow'} tt="none" fw={550}>
                {state(version)}
              </Badge>
            )}
            {version.starter && <small>{t('documents.starter')}</small>}
            {version.accepted > 0 && <small>{t('documents.acceptedBy', { count: version.accepted })}</small>}
            {version.version > 1 && (
              <Button variant="subtle" size="compact-sm" onClick={() => setComparing(version)} aria-label={t('documents.changesOf', { version: version.version, title })}>
                {t('documents.changes')}
              </Button>
            )}
            {may && ahead(version) && (
              <Button variant="subtle" color="red" size="compact-sm" onClick={() => setLeaving(version)} aria-label={t('documents.withdrawOf', { version: version.version, title })}>
                {t('documents.withdraw')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {may && current && (
        <div>
          <Button variant="light" leftSection={<IconPlus size={17} aria-hidden />} onClick={() => setPosting(true)} aria-label={t('documents.newVersionOf', { title })}>
            {t('documents.newVersion')}
          </Button>
        </div>
      )}
      {posting && current && <NewVersion history={history} from={current} close={() => setPosting(false)} />}
      {comparing && <Compare version={comparing} close={() => setComparing(undefined)} />}
      {leaving && <Withdraw version={leaving} close={() => setLeaving(undefined)} />}
    </section>
  )
}

function Compare({ version, close }: { version: DocumentVersion; close: () => void }) {
  const { t, i18n } = useTranslation()
  const changes = useQuery({ queryKey: ['document-changes', version.id, i18n.language], queryFn: () => getChanges(version.id, i18n.language), staleTime: Infinity })
  return (
    <Dialog title={t('documents.changesOf', { version: version.version, title: version.title })} opened close={close}>
      {changes.isPending ? <Waiting /> : changes.isError ? <Failure error={changes.error} retry={() => void changes.refetch()} /> : <Changes changes={changes.data} />}
    </Dialog>
  )
}

function Withdraw({ version, close }: { version: DocumentVersion; close: () => void }) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const withdraw = useMutation({
    mutationFn: () => withdrawDocument(version.id),
    onSuccess: async () => {
      notifications.show({ message: t('documents.isWithdrawn'), color: 'green' })
      close()
      await Promise.all([['document-histories'], ['documents'], ['acceptances']].map((queryKey) => queries.invalidateQueries({ queryKey })))
    },
  })
  return (
    <Dialog title={t('documents.withdrawOf', { version: version.version, title: version.title })} opened close={close}>
      <Text>{t('documents.withdrawText')}</Text>
      <Fault error={withdraw.error} />
      <Buttons close={close}>
        <Button color="red" loading={withdraw.isPending} onClick={() => withdraw.mutate()}>
          {t('documents.withdraw')}
        </Button>
      </Buttons>
    </Dialog>
  )
}
