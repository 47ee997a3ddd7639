import { Select } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useSession } from '../app/Gate'
import { measureChoices, measureNames, type Measures, over } from '../i18n/measures'

/** One's own units and clock; what is left empty is as the brand says. */
export function MeasureFields({ value, change }: { value: Measures; change: (next: Measures) => void }) {
  const { t } = useTranslation()
  const { session } = useSession()
  const brands = over(session.measures)
  return measureNames.map((name) => (
    <Select
      key={name}
      label={t(`measures.name_${name}`)}
      placeholder={t('measures.asBrand', { value: t(`measures.value_${brands[name]}`) })}
      data={measureChoices[name].map((one) => ({ value: one, label: t(`measures.value_${one}`) }))}
      value={value[name] || null}
      onChange={(next) => change({ ...value, [name]: next ?? undefined })}
      clearable
      clearButtonProps={{ 'aria-label': t('measures.clear', { name: t(`measures.name_${name}`) }) }}
    />
  ))
}
