import { Button, Loader } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { IconFileSpreadsheet, IconUpload } from '@tabler/icons-react'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useLocation, useRoute } from 'wouter'
import { type Import, listImports, uploadImport } from '../api/importing'
import { More } from '../app/More'
import { Failure, Notice, Waiting } from '../app/Notice'
import { usePages } from '../app/pages'
import { useFormats } from '../i18n/format'
import { Fault } from '../people/parts'
import styles from './importing.module.css'
import { OneImport } from './OneImport'
import { StateBadge } from './StateBadge'

/** Bringing customers from the files of another system, and what was brought before. */
export default function Importing() {
  const [, one] = useRoute<{ id: string }>('/console/import/:id')
  return one ? <OneImport key={one.id} id={one.id} /> : <Start />
}

function Start() {
  const { t } = useTranslation()
  const [, navigate] = useLocation()
  const upload = useMutation({ mutationFn: uploadImport, onSuccess: (made) => navigate(`/console/import/${made.id}`) })
  return (
    <div className={styles.column}>
      <header>
        <h1>{t('importing.title')}</h1>
        <p className={styles.lead}>{t('importing.lead')}</p>
      </header>
      <DropZone busy={upload.isPending} take={(file) => upload.mutate(file)} />
      <Fault error={upload.error} />
      <Past />
    </div>
  )
}

function DropZone({ busy, take }: { busy: boolean; take: (file: File) => void }) {
  const { t } = useTranslation()
  const input = useRef<HTMLInputElement>(null)
  const [over, setOver] = useState(false)
  return (
    <div
      className={styles.drop}
      data-over={over || undefined}
      onDragOver={(event) => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault()
        setOver(false)
        const file = event.dataTransfer.files[0]
        if (file && !busy) take(file)
      }}
    >
      {busy ? <Loader size="sm" /> : <IconUpload size={30} stroke={1.5} aria-hidden />}
      <p>
        <b>{t(busy ? 'importing.reading' : 'importing.drop')}</b>
      </p>
      <p className={styles.faint}>{t('importing.kinds')}</p>
      <input
        ref={input}
        type="file"
        hidden
        accept=".csv,.txt,.tsv,.xlsx,text/csv,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
        onChange={(event) => {
          const file = event.currentTarget.files?.[0]
          event.currentTarget.value = ''
          if (file) take(file)
        }}
      />
      <Button variant="light" loading={busy} onClick={() => input.current?.click()}>
        {t('importing.choose')}
      </Button>
    </div>
  )
}

function Past() {
  const { t } = useTranslation()
  const [list, items] = usePages(['imports'], listImports)
  if (list.isPending) return <Waiting />
  if (list.isError) return <Failure error={list.error} retry={() => void list.refetch()} />
  return (
    <section className={styles.card} aria-labelledby="past">
      <h2 id="past">{t('importing.past')}</h2>
      {items.length === 0 ? (
        <Notice kind="empty" title={t('importing.none')} text={t('importing.noneText')} />
      ) : (
        <ul className={styles.past}>
          {items.map((one) => (
            <PastImport key={one.id} one={one} />
          ))}
        </ul>
      )}
      <More of={list} />
    </section>
  )
}

function PastImport({ one }: { one: Import }) {
  const { t } = useTranslation()
  const f = useFormats()
  return (
    <li>
      <Link href={`/console/import/${one.id}`}>
        <IconFileSpreadsheet size={22} stroke={1.5} aria-hidden />
        <span>
          <b>{one.file_name}</b>
          <small>
            {f.date(one.created_at)} · {one.by || t('importing.operator')} · {t('importing.lineCount', { count: one.lines })}
          </small>
        </span>
        <StateBadge state={one.state} />
      </Link>
    </li>
  )
}
