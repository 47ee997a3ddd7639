import { Button, Stack, TextInput } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { changeEntity, getEntity, type LegalEntity } from '../api/papers'
import { Columns } from '../app/Columns'
import { useMay } from '../app/Gate'
import { Failure, Waiting } from '../app/Notice'
import { useFieldTexts } from '../app/problems'
import { Fault } from '../people/parts'
import styles from '../people/people.module.css'

const names = ['name', 'address', 'phone', 'email', 'registration', 'tax_number', 'tax_reason', 'bank_name', 'bank_account', 'bank_code', 'correspondent'] as const

/** Who one is before the law, as papers say it. */
export function Entity() {
  const may = useMay('settings.entity.write')
  const entity = useQuery({ queryKey: ['entity'], queryFn: getEntity, enabled: may })
  if (!may) return null
  if (entity.isPending) return <Waiting />
  if (entity.isError) return <Failure error={entity.error} retry={() => void entity.refetch()} />
  return <Form entity={entity.data} />
}

function Form({ entity }: { entity: LegalEntity }) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const [texts, write] = useState(() => Object.fromEntries(names.map((name) => [name, entity[name]])) as Record<(typeof names)[number], string>)
  const [rate, setRate] = useState(entity.tax_rate === undefined ? '' : String(entity.tax_rate / 100))
  const wrongRate = rate.trim() !== '' && !/^\d{1,3}([.,]\d{1,2})?$/.test(rate.trim())
  const change = useMutation({
    mutationFn: () => {
      const [whole = '', part = ''] = rate.trim().replace(',', '.').split('.')
      return changeEntity({ ...texts, tax_rate: rate.trim() === '' ? undefined : Number(whole + part.padEnd(2, '0')) })
    },
    onSuccess: (now) => {
      queries.setQueryData(['entity'], now)
      notifications.show({ message: t('papers.entitySaved'), color: 'green' })
    },
  })
  const fields = useFieldTexts(change.error)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!wrongRate) change.mutate()
  }
  return (
    <section className={styles.card}>
      <h2>{t('papers.entity')}</h2>
      <p className={styles.lead}>{t('papers.entityText')}</p>
      <form onSubmit={submit}>
        <Stack gap="md">
          <Columns of={2}>
            {names.map((name) => (
              <TextInput key={name} label={t(`papers.entity_${name}`)} value={texts[name]} onChange={(event) => write({ ...texts, [name]: event.currentTarget.value })} error={fields[name]} maxLength={name === 'address' ? 500 : 200} />
            ))}
            <TextInput label={t('papers.entity_tax_rate')} value={rate} onChange={(event) => setRate(event.currentTarget.value)} error={wrongRate ? t('papers.badRate') : fields.tax_rate} inputMode="decimal" maxLength={6} />
          </Columns>
          {Object.keys(fields).length === 0 && <Fault error={change.error} />}
          <Button type="submit" loading={change.isPending} style={{ alignSelf: 'flex-start' }}>
            {t('papers.save')}
          </Button>
        </Stack>
      </form>
    </section>
  )
}
