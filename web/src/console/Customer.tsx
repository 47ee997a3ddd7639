import { Button, Menu } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { IconArrowLeft, IconChevronDown } from '@tabler/icons-react'
import type { TFunction } from 'i18next'
import { type ComponentType, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useLocation } from 'wouter'
import { getCustomer, type OneCustomer } from '../api/consoles'
import { TenantStatus } from '../app/cells'
import { useSession } from '../app/Gate'
import { Failure, Notice, Waiting } from '../app/Notice'
import { type CustomerAction, customerActions, customerNotices } from './customerActions'
import { AgreedWith } from '../documents/AgreedWith'
import { CustomerMoney } from '../prices/CustomerMoney'
import { CustomerPlans } from '../prices/CustomerPlans'
import { CustomerNotes } from './CustomerNotes'
import { CustomerObjects, CustomerTrackers } from './CustomerObjects'
import { CustomerOverview } from './CustomerOverview'
import { CustomerPeople } from './CustomerPeople'
import { CustomerTrace } from './CustomerTrace'
import styles from './console.module.css'

interface Tab {
  path: string
  name: (t: TFunction<'app'>) => string
  needs?: string
  /** Only whoever stands right above looks into it. */
  inside?: boolean
  /** Only of this kind of customers. */
  only?: OneCustomer['kind']
  page: ComponentType<{ customer: OneCustomer }>
}

const tabs: Tab[] = [
  { path: '', name: (t) => t('customer.overview'), page: CustomerOverview },
  { path: '/objects', name: (t) => t('customer.objects'), needs: 'reselling.object.read', inside: true, page: CustomerObjects },
  { path: '/trackers', name: (t) => t('customer.trackers'), needs: 'reselling.object.read', inside: true, page: CustomerTrackers },
  { path: '/people', name: (t) => t('customer.people'), needs: 'reselling.person.read', inside: true, page: CustomerPeople },
  { path: '/plans', name: (t) => t('prices.plansTab'), needs: 'reselling.subscription.read', inside: true, only: 'account', page: CustomerPlans },
  { path: '/money', name: (t) => t('prices.money'), needs: 'billing.book.read', inside: true, page: CustomerMoney },
  { path: '/agreed', name: (t) => t('agreed.tab'), needs: 'reselling.agreed.read', inside: true, page: AgreedWith },
  { path: '/notes', name: (t) => t('customer.notes'), page: CustomerNotes },
  { path: '/trace', name: (t) => t('customer.trace'), needs: 'reselling.trace.read', page: CustomerTrace },
]

/** One customer, or one reseller, with everything that their provider sees of them. */
export function Customer({ id, base }: { id: string; base: string }) {
  const { t } = useTranslation()
  const { session } = useSession()
  const [path] = useLocation()
  const customer = useQuery({ queryKey: ['customer', id], queryFn: () => getCustomer(id) })
  if (customer.isPending) return <Waiting />
  if (customer.isError) return <Failure error={customer.error} retry={() => void customer.refetch()} />
  const one = customer.data
  const at = `${base}/${id}`
  const mine = tabs.filter((tab) => (!tab.needs || session.operations.includes(tab.needs)) && (!tab.only || tab.only === one.kind))
  const here = mine.find((tab) => path === at + tab.path) ?? (path === at ? mine[0] : undefined)
  const between = one.way.at(-1)
  return (
    <div className={styles.customer}>
      <header className={styles.head}>
        <Link href={base} className={styles.back}>
          <IconArrowLeft size={17} aria-hidden /> {t(base === '/console/resellers' ? 'reseller.title' : 'console.customers')}
        </Link>
        <div className={styles.title}>
          <div className={styles.named}>
            <div className={styles.title}>
              <h1>{one.name}</h1>
              <TenantStatus status={one.status} />
            </div>
            <p className={styles.lead}>
              {t('customer.numbered', { number: one.number })}
              {between && <> · {t('customer.through', { name: one.way.map((step) => step.name).join(' › ') })}</>}
            </p>
          </div>
          <Actions customer={one} operations={session.operations} />
        </div>
        <div className={styles.told}>
          {customerNotices.map((Told, i) => (
            <Told key={i} customer={one} />
          ))}
        </div>
        <Tabs label={t('customer.parts')} tabs={mine.map((tab) => ({ href: at + tab.path, name: tab.name(t), here: tab === here }))} />
      </header>
      <div className={styles.body}>
        {!here ? (
          <Notice kind="missing" title={t('state.missingTitle')} text={t('state.missingText')} />
        ) : here.inside && one.depth > 1 ? (
          <Notice kind="forbidden" title={t('customer.notDirectTitle')} text={t('customer.notDirect', { name: between?.name ?? '' })} />
        ) : (
          <here.page customer={one} />
        )}
      </div>
    </div>
  )
}

/** The parts of the page: where they do not fit, they are moved sideways, and the open one is in sight. */
function Tabs({ label, tabs }: { label: string; tabs: { href: string; name: string; here: boolean }[] }) {
  const bar = useRef<HTMLElement>(null)
  const open = tabs.find((tab) => tab.here)?.href
  useEffect(() => {
    const [all, one] = [bar.current, bar.current?.querySelector<HTMLElement>('[aria-current=page]')]
    if (all && one) all.scrollLeft = one.offsetLeft - (all.clientWidth - one.clientWidth) / 2
  }, [open])
  return (
    <nav ref={bar} className={styles.tabs} aria-label={label}>
      {tabs.map((tab) => (
        <Link key={tab.href} href={tab.href} aria-current={tab.here ? 'page' : undefined}>
          {tab.name}
        </Link>
      ))}
    </nav>
  )
}

function Actions({ customer, operations }: { customer: OneCustomer; operations: string[] }) {
  const { t } = useTranslation()
  const [chosen, choose] = useState<CustomerAction>()
  const mine = customerActions.filter((action) => (!action.needs || operations.includes(action.needs)) && (action.when?.(customer) ?? true))
  if (mine.length === 0) return null
  const kind = (danger: boolean) =>
    mine
      .filter((action) => Boolean(action.danger) === danger)
      .map((action) => (
        <Menu.Item key={action.key} color={danger ? 'red' : undefined} leftSection={<action.icon size={18} stroke={1.6} aria-hidden />} onClick={() => choose(action)}>
          {action.label(t)}
        </Menu.Item>
      ))
  return (
    <>
      <Menu position="bottom-end" width={260} shadow="md">
        <Menu.Target>
          <Button rightSection={<IconChevronDown size={16} aria-hidden />}>{t('customer.actions')}</Button>
        </Menu.Target>
        <Menu.Dropdown>
          {kind(false)}
          {mine.some((action) => action.danger) && mine.some((action) => !action.danger) && <Menu.Divider />}
          {kind(true)}
        </Menu.Dropdown>
      </Menu>
      {chosen && <chosen.dialog customer={customer} close={() => choose(undefined)} />}
    </>
  )
}
