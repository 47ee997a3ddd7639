import { Button, Select, Stack, Text, Textarea } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { actIn } from '../api/acting'
import { useMay } from '../app/Gate'
import { useFieldTexts } from '../app/problems'
import { Buttons, Dialog, Fault } from '../people/parts'
import { useLife } from './words'

interface Props {
  /** The customer's id, and what they are called. */
  tenant: string
  name: string
}

/** Leads into a customer's account; nothing, for whoever may not. */
export function ActIn({ tenant, name }: Props) {
  const { t } = useTranslation()
  const may = useMay('reselling.customer.enter')
  const [opened, setOpened] = useState(false)
  if (!may) return null
  return (
    <>
      <Button size="compact-sm" variant="light" aria-label={t('acting.actInNamed', { name })} onClick={() => setOpened(true)}>
        {t('acting.actIn')}
      </Button>
      {opened && <ActInDialog tenant={tenant} name={name} close={() => setOpened(false)} />}
    </>
  )
}

const lives = [15, 30, 60, 120, 240, 480]

/** Asks for the reason and the time, and goes to the host of the customer's brand. */
export function ActInDialog({ tenant, name, close }: Props & { close: () => void }) {
  const { t } = useTranslation()
  const life = useLife()
  const [reason, setReason] = useState('')
  const [minutes, setMinutes] = useState('30')
  const ask = useMutation({
    mutationFn: () => actIn(tenant, { reason: reason.trim(), minutes: Number(minutes), back: /^\/(console|platform)(\/[A-Za-z0-9_-]+)*$/.test(location.pathname) ? location.pathname : undefined }),
    onSuccess: ({ url }) => location.assign(url),
  })
  const fields = useFieldTexts(ask.error)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    ask.mutate()
  }
  return (
    <Dialog title={t('acting.actInNamed', { name })} opened close={close}>
      <form onSubmit={submit}>
        <Stack gap="md">
          <Text>{t('acting.actInText')}</Text>
          <Textarea label={t('acting.reason')} description={t('acting.reasonText')} value={reason} onChange={(event) => setReason(event.currentTarget.value)} error={fields.reason} maxLength={500} autosize minRows={2} required data-autofocus />
          <Select label={t('acting.howLong')} data={lives.map((one) => ({ value: String(one), label: life(one) }))} value={minutes} onChange={(next) => next && setMinutes(next)} error={fields.minutes} />
          {ask.isError && Object.keys(fields).length === 0 && <Fault error={ask.error} />}
          <Buttons close={close}>
            <Button type="submit" loading={ask.isPending || ask.isSuccess} disabled={reason.trim().length < 3}>
              {t('acting.go')}
            </Button>
          </Buttons>
        </Stack>
      </form>
    </Dialog>
  )
}
