import { Badge, Button, Textarea, TextInput } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Announced, announceMaintenance, cancelMaintenance, listMaintenance } from '../api/consoles'
import { offered } from '../i18n'
import { instant } from '../i18n/days'
import { useFormats } from '../i18n/format'
import { useNow } from '../monitoring/live'
import { ListPage } from '../people/ListPage'
import { Buttons, Dialog, Fault } from '../people/parts'

/** Maintenance that is announced to everybody below: posted, and taken back. */
export default function Maintenance() {
  const { t } = useTranslation()
  const list = useQuery({ queryKey: ['maintenance'], queryFn: listMaintenance })
  const [posting, post] = useState(false)
  return (
    <ListPage
      title={t('payments.upkeepTitle')}
      lead={t('payments.upkeepLead')}
      list={list}
      none={t('payments.noUpkeep')}
      noneText={t('payments.noUpkeepText')}
      tools={
        <div>
          <Button onClick={() => post(true)}>{t('payments.upkeepPost')}</Button>
          {posting && <Post close={() => post(false)} />}
        </div>
      }
      row={(one) => <Item key={one.id} one={one} />}
    />
  )
}

function useAgain() {
  const queries = useQueryClient()
  return () => Promise.all(['maintenance', 'coming maintenance'].map((key) => queries.invalidateQueries({ queryKey: [key] })))
}

function Item({ one }: { one: Announced }) {
  const { t, i18n } = useTranslation()
  const f = useFormats()
  const now = useNow()
  const again = useAgain()
  const cancel = useMutation({
    mutationFn: () => cancelMaintenance(one.id),
    onSuccess: () => {
      notifications.show({ message: t('payments.upkeepCancelled'), color: 'green' })
      return again()
    },
  })
  const over = Date.parse(one.ends_at) < now
  return (
    <li>
      <div>
        <b>{t('payments.upkeepFromTo', { from: f.moment(one.starts_at), to: f.moment(one.ends_at) })}</b>
        <small>{one.texts[i18n.language] ?? one.texts.en ?? Object.values(one.texts)[0]}</small>
      </div>
      {one.cancelled_at ? (
        <Badge variant="light" color="gray">
          {t('payments.upkeepIsCancelled')}
        </Badge>
      ) : over ? (
        <Badge variant="light" color="gray">
          {t('payments.upkeepIsOver')}
        </Badge>
      ) : (
        <Button size="compact-sm" variant="light" color="red" loading={cancel.isPending} onClick={() => cancel.mutate()}>
          {t('payments.upkeepCancel')}
        </Button>
      )}
      <Fault error={cancel.error} />
    </li>
  )
}

function Post({ close }: { close: () => void }) {
  const { t } = useTranslation()
  const again = useAgain()
  const [from, setFrom] = useState('')
  const [to, setTo] = useState('')
  const [texts, write] = useState<Record<string, string>>({})
  const key = useRef(crypto.randomUUID())
  const post = useMutation({
    mutationFn: () =>
      announceMaintenance({ starts_at: instant(from), ends_at: instant(to), texts: Object.fromEntries(Object.entries(texts).filter(([, text]) => text.trim())) }, key.current),
    onSuccess: () => {
      notifications.show({ message: t('payments.upkeepPosted'), color: 'green' })
      close()
      return again()
    },
    onError: () => (key.current = crypto.randomUUID()),
  })
  return (
    <Dialog title={t('payments.upkeepPost')} opened close={close}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          post.mutate()
        }}
      >
        <TextInput type="datetime-local" label={t('payments.upkeepFrom')} description={t('payments.upkeepZone')} value={from} onChange={(event) => setFrom(event.currentTarget.value)} required />
        <TextInput type="datetime-local" label={t('payments.upkeepTo')} value={to} min={from} onChange={(event) => setTo(event.currentTarget.value)} required mt="sm" />
        {offered(...Object.keys(texts)).map(({ value: language, label }) => (
          <Textarea key={language} mt="sm" label={t('payments.upkeepWords', { language: label })} lang={language} maxLength={1000} autosize minRows={2} value={texts[language] ?? ''} onChange={(event) => write({ ...texts, [language]: event.currentTarget.value })} />
        ))}
        <Fault error={post.error} />
        <Buttons close={close}>
          <Button type="submit" loading={post.isPending} disabled={!from || !to}>
            {t('payments.upkeepPost')}
          </Button>
        </Buttons>
      </form>
    </Dialog>
  )
}
