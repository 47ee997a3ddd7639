import { useLocation } from 'wouter'
import { Customer } from './Customer'
import { CustomerList } from './CustomerList'

const one = /^\/console\/resellers\/([0-9a-f-]{36})(?:\/|$)/

/** Everybody below who has customers of their own, or one of them. */
export default function Resellers() {
  const [path] = useLocation()
  const id = one.exec(path)?.[1]
  return id ? <Customer key={id} id={id} base="/console/resellers" /> : <CustomerList kind="reseller" />
}
