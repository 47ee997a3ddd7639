import { kept } from './kept'

/** How many decimals a currency has (ISO 4217, as the browser knows it). */
export const decimals = (currency: string) => kept(Intl.NumberFormat, 'en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2
