import { Button, Skeleton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { getObjectPlan } from '../api/billing'
import { useMay } from '../app/Gate'
import styles from './billing.module.css'
import { PlanDialog } from './PlanDialog'
import { State, Terms } from './Subscriptions'

/** The plan of an object in its card, for whoever sees money. */
export function ObjectPlan({ id, name }: { id: string; name: string }) {
  const { t } = useTranslation()
  const maySee = useMay('billing.subscription.read')
  const mayChange = useMay('billing.subscription.write')
  const plan = useQuery({ queryKey: ['object-plan', id], queryFn: () => getObjectPlan(id), enabled: maySee })
  const [opened, open] = useState(false)
  if (!maySee || plan.isError) return null
  const now = plan.data?.subscription
  return (
    <section className={styles.inCard} aria-label={t('billing.plan')}>
      <h3>{t('billing.plan')}</h3>
      {!now ? (
        <Skeleton height={30} />
      ) : (
        <>
          <p>
            <State row={now} /> <Terms row={now} />
          </p>
          {mayChange && (plan.data!.choices.length > 1 || !now.begins) && (
            <Button size="xs" variant="default" onClick={() => open(true)}>
              {t('billing.changePlan')}
            </Button>
          )}
        </>
      )}
      {opened && now && <PlanDialog target={{ objects: [id], name, now }} close={() => open(false)} />}
    </section>
  )
}
