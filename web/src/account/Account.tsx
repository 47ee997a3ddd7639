import { useTranslation } from 'react-i18next'
import { Sections } from '../app/Sections'
import { Shell } from '../app/Shell'
import { sections } from './sections'

/** What belongs to one's own account rather than to the map: people, settings, the trash. */
export default function Account() {
  const { t } = useTranslation()
  return (
    <Shell title={t('shell.account')}>
      <Sections label={t('shell.account')} sections={sections} home="/account" />
    </Shell>
  )
}
