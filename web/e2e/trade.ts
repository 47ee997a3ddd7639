// What tests of money begin with: a business in each of two languages and windows, and customers that are a test's own.
import type { Browser } from '@playwright/test'
import { begin, brand, call, enter, expectSound, newIMEI } from './world'

export const inTwoBrands = [
  ['en', 'Meridian', 'EUR', { width: 1440, height: 900 }],
  ['ru', 'Polaris', 'RUB', { width: 390, height: 844 }],
] as const

/** The owner of a business at the list of its customers, and a mark for names of the test's own. */
export async function office(browser: Browser, brandName: string, language: 'en' | 'ru', viewport: { width: number; height: number }) {
  const of = brand(brandName)
  const mark = newIMEI().slice(-9)
  const context = await browser.newContext({ viewport, locale: language === 'en' ? 'en-GB' : 'ru-RU', reducedMotion: 'reduce' })
  await context.addInitScript((chosen) => localStorage.setItem('language', chosen), language)
  const page = await context.newPage()
  await enter(page, of.url, of.owner, '/console/customers')
  const fits = () => expectSound(page)
  return { of, mark, page, fits }
}

/** A new customer signs in for the first time and adds objects; their ids. */
export async function adds(browser: Browser, url: string, login: string, names: string[]) {
  const theirs = await (await browser.newContext()).newPage()
  await begin(theirs, url, login, 'a password of their own')
  const ids: string[] = []
  for (const name of names) ids.push((await call<{ id: string }>(theirs, 'POST', '/api/objects', { name })).answer.id)
  await theirs.context().close()
  return ids
}
