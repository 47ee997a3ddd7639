import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { whyObject } from '../api/billing'
import { useMay } from '../app/Gate'
import { useSums } from './sums'

/** Which plan decides on an object that is unpaid, and how much is missing: for whoever sees money. */
export function WhyMoney({ id }: { id: string }) {
  const { t } = useTranslation()
  const { sum } = useSums()
  const maySee = useMay('billing.wallet.read')
  const why = useQuery({ queryKey: ['why', id], queryFn: () => whyObject(id), enabled: maySee })
  const unpaid = why.data?.find((cause) => cause.cause === 'unpaid')
  if (!unpaid) return null
  return (
    <>
      <p>
        {unpaid.full ? t('billing.whyFull') : unpaid.plan && t('billing.whyPlan', { plan: unpaid.plan })}
        {unpaid.missing && unpaid.currency ? ` ${t('billing.whyMissing', { amount: sum(unpaid.missing, unpaid.currency) })}` : ''}
      </p>
      <Button size="xs" variant="outline" color="red" mt={8} component={Link} href="/account/billing">
        {t('billing.toBilling')}
      </Button>
    </>
  )
}
