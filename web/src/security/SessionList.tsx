import { Badge, Button } from '@mantine/core'
import { IconDeviceDesktop, IconDeviceMobile } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { SessionRow } from '../api/model'
import { useFormats } from '../i18n/format'
import { useNow } from '../monitoring/live'
import styles from '../settings/settings.module.css'

/** Where somebody is signed in, each with a way to end it. */
export function SessionList({ rows, end, busy }: { rows: SessionRow[]; end: (session: string) => void; busy: boolean }) {
  const { t } = useTranslation()
  const f = useFormats()
  const now = useNow()
  return (
    <ul className={styles.sessions}>
      {rows.map((row) => {
        const Icon = /Android|iPhone|Mobile/.test(row.agent) ? IconDeviceMobile : IconDeviceDesktop
        return (
          <li key={row.id}>
            <Icon size={22} stroke={1.5} aria-hidden />
            <div>
              <b>{browserOf(row.agent) || t('settings.unknownDevice')}</b>{' '}
              {row.current && (
                <Badge size="sm" variant="light">
                  {t('settings.thisDevice')}
                </Badge>
              )}
              <span className="figures">
                {row.address} · {f.ago(row.seen_at, now)}
              </span>
            </div>
            {!row.current && (
              <Button size="compact-sm" color="red" variant="subtle" disabled={busy} onClick={() => end(row.id)}>
                {t('settings.end')}
              </Button>
            )}
          </li>
        )
      })}
    </ul>
  )
}

/** The browser and the system that a program says it is. */
export function browserOf(agent: string): string {
  const browser = /Edg\//.test(agent) ? 'Edge' : /OPR\//.test(agent) ? 'Opera' : /Firefox\//.test(agent) ? 'Firefox' : /Chrom(e|ium)\//.test(agent) ? 'Chrome' : /Safari\//.test(agent) ? 'Safari' : ''
  const system = /Android/.test(agent) ? 'Android' : /iPhone|iPad/.test(agent) ? 'iOS' : /Windows/.test(agent) ? 'Windows' : /Mac OS/.test(agent) ? 'macOS' : /Linux/.test(agent) ? 'Linux' : ''
  return [browser, system].filter(Boolean).join(' · ') || agent.slice(0, 40)
}
