import { Select, type SelectProps } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { countries } from './countries'

/** A country, found by its name in the reader's language. */
export function CountrySelect(props: Omit<SelectProps, 'data' | 'searchable'>) {
  const { i18n } = useTranslation()
  return <Select data={countries(i18n.language)} searchable clearable autoComplete="off" {...props} />
}
