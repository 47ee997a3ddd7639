import { Select } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { listCustomers } from '../api/consoles'

/** Chooses a customer of one's own by its name or number. */
export function CustomerChoice({ value, choose, label }: { value: string | null; choose: (customer: string | null) => void; label: string }) {
  const { t } = useTranslation()
  const [typed, type] = useState('')
  const [q] = useDebouncedValue(typed, 250)
  const found = useQuery({ queryKey: ['customers', 'choice', q], queryFn: ({ signal }) => listCustomers({ q: q || undefined, own: true }, undefined, signal), placeholderData: keepPreviousData })
  return (
    <Select
      label={label}
      searchable
      clearable
      value={value}
      onChange={choose}
      onSearchChange={type}
      filter={({ options }) => options}
      data={(found.data?.items ?? []).slice(0, 30).map((c) => ({ value: c.id, label: `${c.name} · ${c.number}` }))}
      nothingFoundMessage={found.isFetching ? t('state.loading') : t('payments.nobodyFound')}
      placeholder={t('payments.search')}
      miw={240}
    />
  )
}
