import { Badge } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Application } from '../api/signup'

/** What each kind of customer is called. */
export const kindText = { person: 'signUp.person', entity: 'signUp.entity', partner: 'apply.kind' } as const

/** How an application stands. */
export function ApplicationState({ status }: { status: Application['status'] }) {
  const { t } = useTranslation()
  return (
    <Badge variant="light" color={status === 'pending' ? 'yellow' : status === 'opened' ? 'green' : 'gray'} tt="none" fw={550}>
      {t(status === 'pending' ? 'signUp.pending' : status === 'opened' ? 'signUp.opened' : 'signUp.refused')}
    </Badge>
  )
}
