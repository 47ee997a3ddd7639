import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'

/** Goes on with a list that is read page by page. */
export function More({ of }: { of: { hasNextPage: boolean; isFetchingNextPage: boolean; fetchNextPage: () => unknown } }) {
  const { t } = useTranslation()
  if (!of.hasNextPage) return null
  return (
    <Button variant="default" loading={of.isFetchingNextPage} onClick={() => void of.fetchNextPage()}>
      {t('customer.more')}
    </Button>
  )
}
