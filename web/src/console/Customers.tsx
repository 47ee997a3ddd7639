import { useLocation } from 'wouter'
import { Customer } from './Customer'
import { CustomerList } from './CustomerList'

const one = /^\/console\/customers\/([0-9a-f-]{36})(?:\/|$)/

/** Everybody below who has no customers of their own, or one of them. */
export default function Customers() {
  const [path] = useLocation()
  const id = one.exec(path)?.[1]
  return id ? <Customer key={id} id={id} base="/console/customers" /> : <CustomerList kind="account" />
}
