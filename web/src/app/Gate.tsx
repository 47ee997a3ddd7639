import { useQuery, useQueryClient } from '@tanstack/react-query'
import { type ComponentType, createContext, lazy, type ReactNode, Suspense, useCallback, useContext, useEffect, useRef, useState } from 'react'
import { Enter } from '../acting/Enter'
import { onRenewed, onSignedOut, Problem } from '../api/http'
import { type Session, signOut, whoAmI } from '../api/model'
import { changeLanguage, isLanguage } from '../i18n'
import { setMeasures, setZone } from '../i18n/format'
import { FirstPassword } from '../joining/FirstPassword'
import { Join } from '../joining/Join'
import { recoveryPaths } from '../recovery/paths'
import { SignIn } from '../signin/SignIn'
import { boot } from './boot'
import { Failure, Notice } from './Notice'
import { Splash } from './Splash'
import { useTranslation } from 'react-i18next'

const Recovery = lazy(() => import('../recovery/Recovery'))
const Strengthen = lazy(() => import('../joining/Strengthen').then(({ Strengthen }) => ({ default: Strengthen })))

const SessionContext = createContext<{ session: Session; leave: () => Promise<void> } | null>(null)

export function useSession() {
  const value = useContext(SessionContext)
  if (!value) throw new Error('outside of a session')
  return value
}

/** Whether whoever is signed in may do an operation; the server decides again. */
export function useMay(operation: string): boolean {
  return useSession().session.operations.includes(operation)
}

// Pages of the brand for everybody, signed in or not, by the beginning of their path.
const openPages: Record<string, ComponentType | undefined> = {
  'sign-up': lazy(() => import('../signup/SignUp').then(({ SignUp }) => ({ default: SignUp }))),
  ask: lazy(() => import('../signup/Ask').then(({ AskPage }) => ({ default: AskPage }))),
  confirm: lazy(() => import('../signup/Confirm').then(({ Confirm }) => ({ default: Confirm }))),
  partners: lazy(() => import('../apply/Apply').then(({ Apply }) => ({ default: Apply }))),
  documents: lazy(() => import('../documents/Public').then(({ PublicDocuments }) => ({ default: PublicDocuments }))),
}

const areaNeeds = { monitoring: 'account', console: 'reselling', platform: 'staff' } as const

/** Shows an area to whoever is signed in, and signing in to everybody else. */
export function Gate({ children }: { children: ReactNode }) {
  const { t, i18n } = useTranslation()
  const queries = useQueryClient()
  const me = useQuery({ queryKey: ['session'], queryFn: whoAmI, staleTime: 300_000 })

  // Put off until the next signing in.
  const [putOff, setPutOff] = useState(() => sessionStorage.getItem('second-factor-later') !== null)
  const later = useCallback(() => {
    sessionStorage.setItem('second-factor-later', '1')
    setPutOff(true)
  }, [])

  // However a session ends: who signs in next may be somebody else. Where there was none, what is held is the open page's, and somebody may
  // be typing into a form that was made of it.
  const forget = useCallback(() => {
    sessionStorage.removeItem('second-factor-later')
    setPutOff(false)
    if (queries.getQueryData(['session'])) queries.removeQueries({ predicate: (query) => query.queryKey[0] !== 'session' })
    queries.setQueryData(['session'], null)
  }, [queries])
  useEffect(() => onSignedOut(forget), [forget])
  // A session is also renewed because its rights have changed: what is shown follows.
  useEffect(() => onRenewed(() => void queries.invalidateQueries({ queryKey: ['session'] })), [queries])

  const locale = me.data?.user.locale
  setZone(me.data?.user.time_zone || me.data?.tenant.time_zone)
  setMeasures(me.data?.user.measures, me.data?.measures)
  useEffect(() => {
    if (isLanguage(locale) && locale !== i18n.language) void changeLanguage(locale)
    // Only when the profile says something else than before, so that the switch beside it works too.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [locale])

  const leave = useCallback(async () => {
    await signOut().catch(() => undefined)
    forget()
  }, [forget])

  // Acting begins and ends behind the page's back: what belongs to another tenant is not shown on.
  const here = me.data ? `${me.data.tenant.id} ${me.data.acting ? 'acting' : ''}` : ''
  const before = useRef('')
  useEffect(() => {
    if (here !== '' && before.current !== '' && here !== before.current) location.assign('/')
    if (here !== '') before.current = here
  }, [here])

  if (location.pathname === '/invitation') return <Join />
  if (recoveryPaths.includes(location.pathname)) {
    return (
      <Suspense fallback={<Splash />}>
        <Recovery />
      </Suspense>
    )
  }
  if (location.pathname === '/act-in') return <Enter />
  const Open = openPages[location.pathname.split('/')[1] ?? '']
  if (Open) {
    return (
      <Suspense fallback={<Splash />}>
        <Open />
      </Suspense>
    )
  }
  if (me.isPending) return <Splash />
  const refused = me.error instanceof Problem && (me.error.status === 401 || me.error.status === 421)
  if (me.data === null || refused) return <SignIn onDone={() => void me.refetch()} />
  if (me.error && !me.data) return <Failure whole error={me.error} retry={() => void me.refetch()} />
  if (!me.data) return <Splash />
  if (me.data.must_change_password) return <FirstPassword done={() => void me.refetch()} leave={() => void leave()} />
  if (me.data.must_strengthen || (me.data.strengthen_by && !putOff)) {
    return (
      <Suspense fallback={<Splash />}>
        <Strengthen by={me.data.must_strengthen ? undefined : me.data.strengthen_by} done={() => void me.refetch()} later={later} leave={() => void leave()} />
      </Suspense>
    )
  }
  if (!me.data.areas.includes(areaNeeds[boot.area])) {
    return (
      <Notice
        whole
        kind="forbidden"
        title={t('state.forbiddenTitle')}
        text={t('state.otherArea', { name: me.data.user.login })}
        action={t('state.toMonitoring')}
        onAction={() => location.assign('/')}
      />
    )
  }
  return <SessionContext.Provider value={{ session: me.data, leave }}>{children}</SessionContext.Provider>
}
