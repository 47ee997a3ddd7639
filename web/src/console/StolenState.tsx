import { Badge } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { StolenReport } from '../api/recovery'

const colours = { open: 'yellow', blocked: 'red', restored: 'green', refused: 'gray' } as const

/** How a report of a stolen login stands. */
export function StolenState({ state }: { state: StolenReport['state'] }) {
  const { t } = useTranslation()
  return (
    <Badge color={colours[state]} variant="light">
      {t(`recovery.state_${state}`)}
    </Badge>
  )
}
