import { expect, test } from 'vitest'
import { daysLeft } from './lasting'

const wallet = (currency: string, days?: number) => ({ customer_id: 'c', customer_name: 'C', kind: 'account', number: '1', status: 'active', currency, balance: 0, credit: 0, paying: 0, unpaid: 0, per_day: 0, days, step: 0 }) as never
const forecast = (until?: string, days = 0) => ({ currency: 'EUR', spendable: 0, until, days, missing: 0, month: 0, next: [] })

test('what falls due says how long a wallet lasts, and only where it is not known what a day costs', () => {
  const wallets = [wallet('EUR', 52), wallet('USD', 9)]
  expect(daysLeft({ wallets, currencies: [], forecast: forecast('2027-01-05T00:00:00Z', 36) }, 'EUR')).toBe(36)
  expect(daysLeft({ wallets, currencies: [], forecast: forecast('2027-01-05T00:00:00Z', 36) }, 'USD')).toBe(9)
  expect(daysLeft({ wallets, currencies: [], forecast: forecast() }, 'EUR')).toBe(52)
  expect(daysLeft({ wallets, currencies: [] }, 'RUB')).toBeUndefined()
})
