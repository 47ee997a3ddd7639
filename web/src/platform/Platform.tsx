import { useTranslation } from 'react-i18next'
import { Sections } from '../app/Sections'
import { Shell } from '../app/Shell'
import { sections } from './sections'

/** The area of the installation's staff. */
export function Platform() {
  const { t } = useTranslation()
  return (
    <Shell title={t('shell.platform')}>
      <Sections label={t('shell.platform')} sections={sections} home="/platform" />
    </Shell>
  )
}
