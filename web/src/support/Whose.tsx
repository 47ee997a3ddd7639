import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import type { DeskTicket } from '../api/support'
import { useMay } from '../app/Gate'
import styles from './tickets.module.css'

type Owned = Pick<DeskTicket, 'customer' | 'customer_name' | 'customer_kind'>

/** Where a customer's page is; undefined: it is nobody's customer, or one who is served elsewhere now. */
export function pageOf({ customer, customer_name, customer_kind }: Owned): string | undefined {
  if (!customer || !customer_name || customer_kind === 'own') return undefined
  return `/console/${customer_kind === 'reseller' ? 'resellers' : 'customers'}/${customer}`
}

/** Whose a ticket is: the customer, or a warning that it is nobody's whom the desk knows. */
export function Whose({ one }: { one: Owned }) {
  const { t } = useTranslation()
  const may = useMay('reselling.customer.read')
  const page = pageOf(one)
  if (!one.customer) {
    return (
      <span className={styles.chip} data-tone="warning">
        {t('support.stranger')}
      </span>
    )
  }
  if (!one.customer_name) return <span className={styles.chip}>{t('support.servedElsewhere')}</span>
  if (!page || !may) return <b>{one.customer_name}</b>
  return <Leading to={page}>{one.customer_name}</Leading>
}

/** A link to a page of the console, which another area reaches by leaving itself. */
export function Leading({ to, children }: { to: string; children: string }) {
  const [area] = location.pathname.split('/').slice(1)
  if (to.startsWith(`/${area}/`)) return <Link href={to}>{children}</Link>
  return <a href={to}>{children}</a>
}
