import type { getCustomerMoney } from '../api/prices'

/**
 * How many days a wallet lasts. Where it is known what falls due when, until the first debit that cannot be paid, as the customer is told;
 * else what is left, by what a day costs on average. Undefined: nothing costs.
 */
export function daysLeft(money: Awaited<ReturnType<typeof getCustomerMoney>>, currency: string) {
  const { forecast } = money
  if (forecast?.until && forecast.currency === currency) return forecast.days
  return money.wallets.find((one) => one.currency === currency)?.days
}
