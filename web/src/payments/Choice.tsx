import type { SelectProps } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { findCustomers } from '../api/consoles'
import { type Choice, Chooser, shownAtOnce } from '../app/Chooser'

/** Chooses a customer of one's own by its name or number; kind: only accounts, or only resellers. */
export function CustomerChoice({ value, choose, kind, known, without, direct = true, ...rest }: { value: string | null; choose: (customer: string | null) => void; kind?: 'account' | 'reseller'; known?: Choice[]; without?: string; direct?: boolean } & Omit<SelectProps, 'value' | 'onChange' | 'data' | 'filter'>) {
  const { t } = useTranslation()
  return (
    <Chooser
      placeholder={t('payments.search')}
      clearable
      {...rest}
      source={{ key: ['customers', kind ?? '', direct], find: (q, signal) => findCustomers({ q: q || undefined, kind, own: direct || undefined }, shownAtOnce, signal).then((page) => ({ choices: page.items.map((one) => ({ value: one.id, label: `${one.name} · ${one.number}` })), more: Boolean(page.next) })) }}
      known={known}
      without={without}
      nothing={t('payments.nobodyFound')}
      value={value}
      choose={choose}
    />
  )
}
