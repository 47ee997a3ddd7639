import { Alert, Button, Textarea, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { IconCheck } from '@tabler/icons-react'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { reportStolen } from '../api/recovery'
import { boot } from '../app/boot'
import { useFieldTexts } from '../app/problems'
import type { Language } from '../i18n'
import { FormFault, Page } from './parts'

/** Reports that a login was stolen. What it says afterwards is the same whether there is such a login or not. */
export function Stolen() {
  const { t, i18n } = useTranslation()
  const [told, setTold] = useState({ login: '', account_number: '', contact: '', knows: '' })
  const set = (name: keyof typeof told) => (event: { currentTarget: { value: string } }) => {
    const { value } = event.currentTarget
    setTold((before) => ({ ...before, [name]: value }))
  }
  const report = useMutation({ mutationFn: () => reportStolen({ ...told, login: told.login.trim(), contact: told.contact.trim(), locale: i18n.language as Language }) })
  const fields = useFieldTexts(report.error)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    report.mutate()
  }
  return (
    <Page title={t('recovery.stolen')} lead={report.isSuccess ? undefined : t('recovery.stolenText', { brand: boot.brand })}>
      {report.isSuccess ? (
        <Alert role="status" color="green" variant="light" icon={<IconCheck size={18} />}>
          {t('recovery.reported', { brand: boot.brand })}
        </Alert>
      ) : (
        <form onSubmit={submit}>
          <TextInput label={t('recovery.stolenLogin')} value={told.login} onChange={set('login')} error={fields.login} autoCapitalize="none" spellCheck={false} maxLength={254} required size="md" />
          <TextInput label={t('recovery.number')} description={t('recovery.numberText')} value={told.account_number} onChange={set('account_number')} error={fields.account_number} maxLength={40} size="md" mt="md" />
          <TextInput label={t('recovery.contact')} description={t('recovery.contactText')} value={told.contact} onChange={set('contact')} error={fields.contact} maxLength={300} required size="md" mt="md" />
          <Textarea label={t('recovery.knows')} description={t('recovery.knowsText')} value={told.knows} onChange={set('knows')} error={fields.knows} maxLength={4000} autosize minRows={3} maxRows={10} size="md" mt="md" />
          <FormFault error={report.error} />
          <Button type="submit" size="md" fullWidth mt="lg" loading={report.isPending} disabled={told.login.trim() === '' || told.contact.trim() === ''}>
            {t('recovery.report')}
          </Button>
        </form>
      )}
    </Page>
  )
}
