import { useTranslation } from 'react-i18next'
import { Sections } from '../app/Sections'
import { Shell } from '../app/Shell'
import { sections } from './sections'

/** The area of whoever has customers. */
export function Console() {
  const { t } = useTranslation()
  return (
    <Shell title={t('shell.console')}>
      <Sections label={t('shell.console')} sections={sections} home="/console" />
    </Shell>
  )
}
