import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'

/** Goes on with a list that is read page by page. */
export function More({ of, className }: { of: { hasNextPage: boolean; isFetchingNextPage: boolean; fetchNextPage: () => unknown }; className?: string }) {
  const { t } = useTranslation()
  if (!of.hasNextPage) return null
  return (
    <Button variant="default" className={className} loading={of.isFetchingNextPage} onClick={() => void of.fetchNextPage()}>
      {t('list.more')}
    </Button>
  )
}
