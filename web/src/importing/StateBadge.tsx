import { Badge } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Import } from '../api/importing'

const colors: Record<Import['state'], string> = { draft: 'gray', checking: 'blue', checked: 'blue', running: 'blue', done: 'green', undoing: 'orange', undone: 'gray', failed: 'red' }

/** How an import stands. */
export function StateBadge({ state }: { state: Import['state'] }) {
  const { t } = useTranslation()
  return (
    <Badge color={colors[state]} variant="light" tt="none">
      {t(`importing.state.${state}`)}
    </Badge>
  )
}
