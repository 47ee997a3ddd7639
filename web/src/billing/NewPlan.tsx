import { Checkbox, Select, Stack } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { listChoices } from '../api/billing'
import { useMay } from '../app/Gate'
import { useSums } from './sums'

/** What a new object is connected to: nothing chosen leaves it on the plan that objects begin on. */
export interface Chosen {
  version: string
  accepted: boolean
}

/** The plan of an object that is being added, where there is more than one and whoever adds may connect it. */
export function NewPlan({ value, change, ...box }: { value?: Chosen; change: (next?: Chosen) => void; className?: string }) {
  const { t } = useTranslation()
  const { priced, sum } = useSums()
  const may = useMay('billing.subscription.write')
  const choices = useQuery({ queryKey: ['object-plan', 'new', 'choices'], queryFn: listChoices, enabled: may })
  const list = choices.data ?? []
  if (!may || list.filter((one) => !one.begins).length === 0) return null
  const chosen = list.find((one) => one.version.id === value?.version)
  const begins = list.find((one) => one.begins)
  return (
    <Stack gap="xs" {...box}>
      <Select
        label={t('billing.newPlan')}
        placeholder={begins ? [...new Set([begins.name, t('billing.free')])].join(' · ') : undefined}
        clearable
        data={list.filter((one) => !one.begins).map((one) => ({ value: one.version.id, label: priced(one.name, one.version.price, one.version.period, one.free), disabled: one.room === 0 }))}
        value={value?.version ?? null}
        onChange={(version) => change(version ? { version, accepted: false } : undefined)}
        error={chosen && chosen.missing > 0 ? t('billing.missing', { amount: sum(chosen.missing, chosen.version.price.currency) }) : undefined}
      />
      {chosen && <Checkbox label={t('billing.accept', { plan: chosen.name })} checked={value!.accepted} onChange={(event) => change({ version: chosen.version.id, accepted: event.currentTarget.checked })} />}
    </Stack>
  )
}
