import { IconRocket } from '@tabler/icons-react'
import { lazy } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import { Waiting } from '../app/Notice'
import { type Section, Sections } from '../app/Sections'
import { Shell } from '../app/Shell'
import { StartBar } from '../starting/Bar'
import { useGuide } from '../starting/guide'
import starting from '../starting/starting.module.css'
import { sections } from './sections'

const start: Section = { path: '/console/start', name: 'start', icon: IconRocket, needs: 'settings.start.read', page: lazy(() => import('../starting/Start')) }
// While a business begins, its way is the first thing there is; later it can be looked at from among the settings.
const beginning = [start, ...sections]
const later = [...sections, { ...start, group: 'business' as const }]

/** The area of whoever has customers. */
export function Console() {
  const { t } = useTranslation()
  const [path] = useLocation()
  const guide = useGuide()
  return (
    <Shell title={t('shell.console')}>
      {guide.isLoading && path === '/console' ? (
        <Waiting />
      ) : (
        <div className={starting.frame}>
          <StartBar />
          <div>
            <Sections label={t('shell.console')} sections={guide.data?.begins ? beginning : later} home="/console" />
          </div>
        </div>
      )}
    </Shell>
  )
}
