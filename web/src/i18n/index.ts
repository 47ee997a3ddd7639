import i18next, { type i18n } from 'i18next'
import { initReactI18next } from 'react-i18next'
import type en from './en.json'

// Languages that people can choose: those that are complete, here as in the server's identity.Locales. A page loads only the
// one it speaks.
export const languages = { en: 'English', ru: 'Русский', es: 'Español', pt: 'Português', fr: 'Français' } as const
export type Language = keyof typeof languages

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'app'
    resources: { app: typeof en }
    returnNull: false
  }
}

const loaders: Record<Language, () => Promise<{ default: unknown }>> = {
  en: () => import('./en.json'),
  ru: () => import('./ru.json'),
  es: () => import('./es.json'),
  pt: () => import('./pt.json'),
  fr: () => import('./fr.json'),
}

export function isLanguage(name: string | null | undefined): name is Language {
  return name != null && name in languages
}

/** What this device was set to, or else what the server took from the browser's wishes. */
export function firstLanguage(fromServer: string): Language {
  let kept: string | null = null
  try {
    kept = localStorage.getItem('language')
  } catch {
    // Storage is forbidden: then nothing was kept.
  }
  for (const name of [kept, fromServer, ...navigator.languages.map((tag) => tag.slice(0, 2))]) {
    if (isLanguage(name) && offeredHere.includes(name)) return name
  }
  return offeredHere[0]!
}

let offeredHere: readonly Language[] = Object.keys(languages) as Language[]

/** Which languages the brand offers; of these, own is that of whoever has chosen none. */
export function offer(list: readonly string[] = []): void {
  const known = (Object.keys(languages) as Language[]).filter((name) => list.includes(name))
  if (known.length > 0) offeredHere = known
}

/** The languages to choose from here, as they call themselves; kept are those that something has already, offered or not. */
export function offered(...kept: (string | undefined)[]): { value: Language; label: string }[] {
  return (Object.keys(languages) as Language[]).filter((value) => offeredHere.includes(value) || kept.includes(value)).map((value) => ({ value, label: languages[value] }))
}

let ownWords: Record<string, Record<string, string>> = {}

/** What the brand says in its own words stands in place of ours, in every language it is said in. */
export function speakAs(brand: string, texts: Record<string, Record<string, string>> = {}): void {
  ownWords = Object.fromEntries(Object.entries(texts).map(([language, all]) => [language, Object.fromEntries(Object.entries(all).map(([key, text]) => [key, text.replaceAll('{{brand}}', brand)]))]))
}

function sayInOwnWords(language: Language): void {
  for (const [key, text] of Object.entries(ownWords[language] ?? {})) if (text) i18next.addResource(language, 'app', key, text)
}

export async function startLanguage(language: Language): Promise<i18n> {
  const texts = await loaders[language]()
  await i18next.use(initReactI18next).init({
    lng: language,
    fallbackLng: false,
    ns: ['app'],
    defaultNS: 'app',
    resources: { [language]: { app: texts.default } },
    interpolation: { escapeValue: false },
    returnNull: false,
    showSupportNotice: false,
  } as Parameters<typeof i18next.init>[0])
  sayInOwnWords(language)
  document.documentElement.lang = language
  return i18next
}

async function load(language: Language): Promise<void> {
  if (i18next.hasResourceBundle(language, 'app')) return
  const texts = await loaders[language]()
  i18next.addResourceBundle(language, 'app', texts.default)
  sayInOwnWords(language)
}

/** Texts for somebody else, in their language where it is spoken here, and else in English. */
export async function textsFor(name: string | undefined) {
  const language = isLanguage(name) ? name : 'en'
  await load(language)
  return i18next.getFixedT(language, 'app')
}

export async function changeLanguage(language: Language): Promise<void> {
  await load(language)
  await i18next.changeLanguage(language)
  document.documentElement.lang = language
  try {
    localStorage.setItem('language', language)
  } catch {
    // It lasts until the page is closed, then.
  }
}

/** What is chosen in one of the browser's tabs is spoken in the others of this host too. */
export function followOtherTabs(): void {
  addEventListener('storage', ({ key, newValue }) => {
    if (key === 'language' && isLanguage(newValue) && newValue !== i18next.language && offeredHere.includes(newValue)) void changeLanguage(newValue)
  })
}
