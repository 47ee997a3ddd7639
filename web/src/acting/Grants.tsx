import { Button, Select, Stack, Text, Textarea } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { IconPlus } from '@tabler/icons-react'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type AccessGrant, grantAccess, listGrants, revokeGrant } from '../api/acting'
import { useFieldTexts } from '../app/problems'
import { useFormats } from '../i18n/format'
import { useNow } from '../monitoring/live'
import { ListPage } from '../people/ListPage'
import { Buttons, Dialog, Fault } from '../people/parts'
import { useLife } from './words'

/** What a reseller's owner has granted their provider: to act in the reseller's own customers for a time. */
export default function Grants() {
  const { t } = useTranslation()
  const [giving, setGiving] = useState(false)
  const list = useQuery({ queryKey: ['grants'], queryFn: listGrants })
  return (
    <ListPage
      title={t('acting.grants')}
      lead={t('acting.grantsLead')}
      list={list}
      none={t('acting.noGrants')}
      noneText={t('acting.noGrantsText')}
      tools={
        <div>
          <Button leftSection={<IconPlus size={17} aria-hidden />} onClick={() => setGiving(true)}>
            {t('acting.grant')}
          </Button>
          {giving && <Give close={() => setGiving(false)} />}
        </div>
      }
      row={(one) => <Item key={one.id} one={one} />}
    />
  )
}

function Item({ one }: { one: AccessGrant }) {
  const { t } = useTranslation()
  const f = useFormats()
  const now = useNow()
  const queries = useQueryClient()
  const revoke = useMutation({ mutationFn: () => revokeGrant(one.id), onSettled: () => queries.invalidateQueries({ queryKey: ['grants'] }) })
  const inForce = !one.revoked_at && new Date(one.ends_at).getTime() > now
  const state = one.revoked_at ? t('acting.revoked', { when: f.full(one.revoked_at) }) : t(inForce ? 'acting.inForce' : 'acting.over', { when: f.full(one.ends_at) })
  return (
    <li>
      <div>
        <b>{one.reason}</b>
        <small className="figures">{state}</small>
        {one.given_by && <small>{t('acting.givenBy', { name: one.given_by })}</small>}
      </div>
      {inForce && (
        <Button size="compact-sm" color="red" variant="subtle" loading={revoke.isPending} onClick={() => revoke.mutate()} aria-label={t('acting.revokeNamed', { reason: one.reason })}>
          {t('acting.revoke')}
        </Button>
      )}
      <Fault error={revoke.error} />
    </li>
  )
}

const lives = [1, 4, 24, 72, 168]

function Give({ close }: { close: () => void }) {
  const { t } = useTranslation()
  const life = useLife()
  const queries = useQueryClient()
  const [reason, setReason] = useState('')
  const [hours, setHours] = useState('24')
  const give = useMutation({
    mutationFn: () => grantAccess({ reason: reason.trim(), hours: Number(hours) }),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['grants'] })
      close()
    },
  })
  const fields = useFieldTexts(give.error)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    give.mutate()
  }
  return (
    <Dialog title={t('acting.grant')} opened close={close}>
      <form onSubmit={submit}>
        <Stack gap="md">
          <Text>{t('acting.grantText')}</Text>
          <Textarea label={t('acting.grantReason')} value={reason} onChange={(event) => setReason(event.currentTarget.value)} error={fields.reason} maxLength={500} autosize minRows={2} required data-autofocus />
          <Select label={t('acting.howLong')} data={lives.map((one) => ({ value: String(one), label: life(one * 60) }))} value={hours} onChange={(next) => next && setHours(next)} error={fields.hours} />
          {give.isError && Object.keys(fields).length === 0 && <Fault error={give.error} />}
          <Buttons close={close}>
            <Button type="submit" loading={give.isPending} disabled={reason.trim().length < 3}>
              {t('acting.grant')}
            </Button>
          </Buttons>
        </Stack>
      </form>
    </Dialog>
  )
}
