import { Button, Checkbox, Select, Stack, Text, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { addRecipient, changeRecipient, type Recipient, type RecipientWanted } from '../api/recipients'
import { useFieldTexts } from '../app/problems'
import { offered } from '../i18n'
import { Buttons, Fault } from '../people/parts'

export type Kind = RecipientWanted['kinds'][number]
const kinds: Kind[] = ['payments', 'balance', 'service', 'prices', 'documents', 'maintenance']

/** An address that is asked whether it wants notices, or what one gets that has been. */
export function Edit({ one, close }: { one?: Recipient; close: () => void }) {
  const { t, i18n } = useTranslation()
  const queries = useQueryClient()
  const [address, setAddress] = useState('')
  const [label, setLabel] = useState(one?.label ?? '')
  const [locale, setLocale] = useState<RecipientWanted['locale']>(one?.locale ?? (i18n.language as RecipientWanted['locale']))
  const [chosen, setChosen] = useState<Kind[]>(one ? kinds.filter((kind) => one.kinds.includes(kind)) : ['payments', 'balance', 'service'])
  const save = useMutation({
    mutationFn: () => {
      const wanted = { label, locale, kinds: chosen }
      return one ? changeRecipient(one.id, wanted) : addRecipient({ ...wanted, address })
    },
    onSuccess: () => {
      void queries.invalidateQueries({ queryKey: ['recipients'] })
      close()
    },
  })
  const fields = useFieldTexts(save.error)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    save.mutate()
  }
  return (
    <form onSubmit={submit} noValidate={false}>
      <Stack gap="md">
        {!one && (
          <>
            <Text size="sm">{t('recipients.addText')}</Text>
            <TextInput label={t('recipients.address')} placeholder="anna@example.com" value={address} onChange={(event) => setAddress(event.currentTarget.value)} error={fields.address} maxLength={254} inputMode="email" autoCapitalize="off" spellCheck={false} autoComplete="off" required data-autofocus />
          </>
        )}
        <TextInput label={t('recipients.label')} placeholder={t('recipients.labelLike')} value={label} onChange={(event) => setLabel(event.currentTarget.value)} error={fields.label} maxLength={100} autoComplete="off" />
        <Select label={t('recipients.language')} data={offered(one?.locale)} value={locale} onChange={(next) => next && setLocale(next as RecipientWanted['locale'])} error={fields.locale} />
        <Checkbox.Group label={t('recipients.kinds')} value={chosen} onChange={(next) => setChosen(next as Kind[])} error={fields.kinds}>
          <Stack gap="xs" mt="xs">
            {kinds.map((kind) => (
              <Checkbox key={kind} value={kind} label={t(`recipients.kind_${kind}`)} description={t(`recipients.about_${kind}`)} />
            ))}
          </Stack>
        </Checkbox.Group>
        {save.isError && Object.keys(fields).length === 0 && <Fault error={save.error} />}
        <Buttons close={close}>
          <Button type="submit" loading={save.isPending} disabled={chosen.length === 0}>
            {t(one ? 'state.save' : 'recipients.askFirst')}
          </Button>
        </Buttons>
      </Stack>
    </form>
  )
}
