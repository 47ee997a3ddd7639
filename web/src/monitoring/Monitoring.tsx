import { Loader } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { IconCloudOff, IconRefresh } from '@tabler/icons-react'
import { lazy, Suspense, useCallback, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { Redirect, Route, Switch, useLocation, useRoute } from 'wouter'
import type { ObjectState } from '../api/model'
import { useKeys } from '../app/keys'
import { Failure, Waiting } from '../app/Notice'
import { Shell } from '../app/Shell'
import { useMay } from '../app/Gate'
import { useView, type View } from './address'
import { BottomSheet } from './BottomSheet'
import { type LiveFleet, useFleet, useLiveFleet } from './live'
import styles from './monitoring.module.css'
import { ObjectCard } from './ObjectCard'
import { ObjectList, useObjects } from './ObjectList'
import { dayOf, recentOf, trackOf } from './track'

const FleetMap = lazy(() => import('./FleetMap'))
const Account = lazy(() => import('../account/Account'))
const AddObject = lazy(() => import('../wizard/AddObject'))
const SetUp = lazy(() => import('../wizard/SetUp'))

/** The area of end users: the map, and at /account what is about their own account. */
export function Monitoring() {
  return (
    <Switch>
      <Route path={/^\/account(?:\/.*)?$/}>
        <Suspense fallback={<Waiting />}>
          <Account />
        </Suspense>
      </Route>
      {/* What letters and payment pages lead to. */}
      <Route path="/billing">
        <Redirect to={`/account/billing${location.search}`} replace />
      </Route>
      <Route>
        <Watching />
      </Route>
    </Switch>
  )
}

function Watching() {
  const { t } = useTranslation()
  const fleet = useLiveFleet()
  return (
    <Shell tools={<ConnectionSign fleet={fleet} />} title={t('shell.monitoring')}>
      <Suspense fallback={<Waiting />}>
        <Switch>
          <Route path="/add">
            <AddObject />
          </Route>
          <Route path="/objects/:object/setup">{({ object }) => <SetUp key={object} object={object} fleet={fleet} />}</Route>
          <Route>
            <Live fleet={fleet} />
          </Route>
        </Switch>
      </Suspense>
    </Shell>
  )
}

function Live({ fleet }: { fleet: LiveFleet }) {
  const { t } = useTranslation()
  const [, params] = useRoute('/objects/:object')
  const selected = params?.object
  const [view, change, open] = useView()
  const [, navigate] = useLocation()
  const narrow = useMediaQuery('(max-width: 720px)', matchMedia('(max-width: 720px)').matches) ?? false
  const mayAdd = useMay('fleet.object.write')
  const failed = useFleet(fleet, (all) => (!all.loaded ? all.error : undefined))
  const recent = useQuery({ ...recentOf(selected ?? ''), enabled: !!selected })
  const today = useQuery({ ...dayOf(selected ?? ''), enabled: !!selected })
  const whole = useQuery(trackOf(selected ?? '', selected && today.data?.from))
  const track = view.day ? whole : recent
  const points = useMemo(() => (track.data?.items ?? []).map((point): [number, number] => [point.lon, point.lat]), [track.data])
  const stopFollowing = useCallback(() => view.follow && change({ follow: false }), [view.follow, change])
  useKeys({
    Escape: () => selected && open(undefined),
    f: () => selected && change({ follow: !view.follow }),
    n: () => mayAdd && navigate('/add'),
  })
  const padding = narrow ? { top: 0, right: 0, left: 0, bottom: Math.round(innerHeight * 0.4) } : { top: 0, right: selected ? 392 : 0, bottom: 0, left: 0 }

  const wanted = useWanted(view, selected)
  const list = <ObjectList fleet={fleet} view={view} change={change} selected={selected} open={open} />
  const card = selected && (
    <ObjectCard key={selected} id={selected} fleet={fleet} follow={view.follow} setFollow={(follow) => change({ follow })} day={view.day} setDay={(day) => change({ day })} close={() => open(undefined)} />
  )
  return (
    <div className={styles.live}>
      <h1 className="sr-only">{t('shell.monitoring')}</h1>
      {!narrow && <aside className={styles.list}>{list}</aside>}
      <div className={styles.map}>
        <Suspense
          fallback={
            <div className={styles.waiting}>
              <Loader size="sm" />
            </div>
          }
        >
          <FleetMap fleet={fleet} wanted={wanted} selected={selected} follow={view.follow} track={points} padding={padding} open={open} stopFollowing={stopFollowing} />
        </Suspense>
        {failed ? (
          <div className={styles.failure}>
            <Failure error={failed} retry={() => void fleet.read()} />
          </div>
        ) : null}
        {narrow && <Lost fleet={fleet} />}
        {!narrow && card && <div className={styles.card}>{card}</div>}
      </div>
      {narrow && <BottomSheet key={selected ? 'card' : 'list'}>{card || list}</BottomSheet>}
    </div>
  )
}

/** The map shows what the list beside it asks for, and the chosen object whatever the list asks for. */
function useWanted(view: View, selected: string | undefined) {
  const { q, group } = view
  const asked = view.status.join()
  const found = useObjects(view).data
  return useMemo(() => {
    const words = q.trim().toLowerCase()
    const status = asked === '' ? [] : asked.split(',')
    if (!words && !group && status.length === 0) return undefined
    // The server also finds by numbers of trackers and SIMs; what of it has not come yet is found by its name.
    const ids = new Set(words ? found?.pages.flatMap((page) => page.items.map((one) => one.id)) : [])
    return (object: ObjectState) =>
      object.id === selected ||
      ((status.length === 0 || status.includes(object.status)) &&
        (!group || (group === 'none' ? !object.group : object.group === group)) &&
        (!words || ids.has(object.id) || object.name.toLowerCase().includes(words)))
  }, [q, group, asked, found, selected])
}

/** On a phone the sign in the bar has no room for words: what is not live is said on the map. */
function Lost({ fleet }: { fleet: LiveFleet }) {
  const { t } = useTranslation()
  const lost = useFleet(fleet, (all) => all.loaded && all.connection === 'lost')
  if (!lost) return null
  return (
    <p className={styles.lost} aria-hidden>
      <IconCloudOff size={15} /> {t('connection.lost')}
    </p>
  )
}

/** Tells when what is seen is not live. */
function ConnectionSign({ fleet }: { fleet: LiveFleet }) {
  const { t } = useTranslation()
  const connection = useFleet(fleet, (all) => all.connection)
  return (
    <span className={styles.connection} role="status" data-state={connection}>
      {connection === 'live' ? (
        <>
          <i aria-hidden /> <span>{t('connection.live')}</span>
        </>
      ) : connection === 'connecting' ? (
        <>
          <IconRefresh size={15} aria-hidden /> <span>{t('connection.connecting')}</span>
        </>
      ) : (
        <>
          <IconCloudOff size={15} aria-hidden /> <span>{t('connection.lost')}</span>
        </>
      )}
    </span>
  )
}
