import '@mantine/core/styles.layer.css'
import '@mantine/notifications/styles.layer.css'
import '@mantine/core/styles/default-css-variables.layer.css'
import '../look/fonts.css'
import '../look/base.css'

import { MantineProvider, MantineThemeProvider } from '@mantine/core'
import { Notifications } from '@mantine/notifications'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { type ReactNode, StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { useTranslation } from 'react-i18next'
import { Problem } from '../api/http'
import { firstLanguage, followOtherTabs, offer, speakAs, startLanguage } from '../i18n'
import { theme } from '../look/mantine'
import { boot } from './boot'
import { Crash } from './Crash'
import { Draft } from './Draft'
import { Gate } from './Gate'
import { Unsaved } from './Unsaved'

const queries = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 15_000,
      refetchOnWindowFocus: true,
      // What the server has refused it will refuse again; what did not reach it may the next time.
      retry: (count, error) => !(error instanceof Problem && error.status < 500) && count < 2,
      networkMode: 'always',
    },
    mutations: { networkMode: 'always' },
  },
})

/** Starts an area of the app in the page. Nothing is written into the page but elements: its policy forbids inline styles. */
export async function start(area: ReactNode): Promise<void> {
  offer(boot.languages)
  speakAs(boot.brand, boot.texts)
  await startLanguage(firstLanguage(boot.lang))
  followOtherTabs()
  const root = document.getElementById('app')
  if (!root) return
  createRoot(root).render(
    <StrictMode>
      <MantineProvider theme={theme} withCssVariables={false} withGlobalClasses={false} deduplicateCssVariables={false} colorSchemeManager={silentManager} defaultColorScheme="auto">
        <QueryClientProvider client={queries}>
          <Crash>
            {boot.preview && <Draft />}
            <Gate>
              <Unsaved>{area}</Unsaved>
            </Gate>
          </Crash>
          <Told />
        </QueryClientProvider>
      </MantineProvider>
    </StrictMode>,
  )
}

/** What is told in passing; what closes it has a name, for those who do not see its cross. */
function Told() {
  const { t } = useTranslation()
  return (
    <MantineThemeProvider theme={{ components: { Notification: { defaultProps: { closeButtonProps: { 'aria-label': t('state.close') } } } } }}>
      <Notifications position="bottom-center" limit={3} />
    </MantineThemeProvider>
  )
}

// Light or dark is settled by scheme.ts before the page is drawn and by scheme.ts of the app after; the library only
// has to leave the attribute alone.
const attribute = () => (document.documentElement.getAttribute('data-mantine-color-scheme') === 'dark' ? 'dark' : 'light')
const silentManager = {
  get: attribute as () => 'light' | 'dark',
  set: () => undefined,
  subscribe: () => undefined,
  unsubscribe: () => undefined,
  clear: () => undefined,
}
