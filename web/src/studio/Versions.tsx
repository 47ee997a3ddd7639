import { Button, TextInput } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { IconRestore } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { listVersions, publishBrand, restoreBrand, type Studio as State } from '../api/studio'
import { useMay } from '../app/Gate'
import { More } from '../app/More'
import { Failure } from '../app/Notice'
import { usePages } from '../app/pages'
import styles from '../console/console.module.css'
import { useFormats } from '../i18n/format'
import { Buttons, Fault } from '../people/parts'
import own from './studio.module.css'

/** What another version in force means to what is on the screen: letters are in its words, and the session carries its units. */
function useInForce() {
  const { t } = useTranslation()
  const queries = useQueryClient()
  return (state: State) => {
    queries.setQueryData(['studio'], state)
    notifications.show({ message: t('studio.published'), color: 'green' })
    return Promise.all([['brand versions'], ['letters'], ['session']].map((queryKey) => queries.invalidateQueries({ queryKey })))
  }
}

/** What is drafted becomes what everybody sees: the look and the words together. */
export function Publish({ close }: { close: () => void }) {
  const { t } = useTranslation()
  const inForce = useInForce()
  const [note, setNote] = useState('')
  const publish = useMutation({
    mutationFn: () => publishBrand(note),
    onSuccess: (state) => {
      close()
      return inForce(state)
    },
  })
  return (
    <form
      className={styles.stack}
      onSubmit={(event) => {
        event.preventDefault()
        publish.mutate()
      }}
    >
      <p className={styles.lead}>{t('studio.publishText')}</p>
      <TextInput label={t('studio.note')} value={note} onChange={(event) => setNote(event.currentTarget.value)} maxLength={200} />
      <Fault error={publish.error} />
      <Buttons close={close}>
        <Button type="submit" loading={publish.isPending}>
          {t('studio.publish')}
        </Button>
      </Buttons>
    </form>
  )
}

/** What was published, and the way back to it. */
export function Versions({ studio }: { studio: State }) {
  const { t } = useTranslation()
  const f = useFormats()
  const inForce = useInForce()
  const may = useMay('brand.look.write')
  const [list, versions] = usePages(['brand versions'], listVersions)
  const restore = useMutation({
    mutationFn: restoreBrand,
    onSuccess: inForce,
  })
  return (
    <section className={styles.card}>
      <h2>{t('studio.versions')}</h2>
      {list.isError && <Failure error={list.error} retry={() => void list.refetch()} />}
      {list.isSuccess && versions.length === 0 && <p className={own.note}>{t('studio.noVersions')}</p>}
      <Fault error={restore.error} />
      <ul className={own.versions}>
        {versions.map((one) => (
          <li key={one.id}>
            <span>
              <b>{t('studio.version', { number: one.number })}</b> {one.content.name}
              <br />
              <span className={own.note}>
                {[f.full(one.published_at), one.by, one.restored ? t('studio.restored', { number: one.restored }) : one.note].filter(Boolean).join(' · ')}
              </span>
            </span>
            {one.number === studio.version ? (
              <span className={own.note}>{t('studio.inForce')}</span>
            ) : (
              <Button size="xs" variant="default" leftSection={<IconRestore size={15} />} disabled={!may} loading={restore.isPending && restore.variables === one.id} onClick={() => restore.mutate(one.id)} aria-label={t('studio.restore', { number: one.number })}>
                {t('studio.rollBack')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      <More of={list} />
    </section>
  )
}
