import 'maplibre-gl/dist/maplibre-gl.css'

import { type GeoJSONSource, LngLatBounds, Map as MapLibre, type PaddingOptions, setWorkerUrl } from 'maplibre-gl'
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?url'
import { ActionIcon, Menu, Tooltip } from '@mantine/core'
import { IconCheck, IconFocusCentered, IconMap2, IconMinus, IconPlus } from '@tabler/icons-react'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { boot, type MapKind } from '../app/boot'
import { useScheme } from '../app/scheme'
import type { LiveFleet } from './live'
import styles from './map.module.css'
import { addLayers, drawChosen, drawLine, drawObjects } from './mapLayers'
import type { ObjectState } from '../api/model'

setWorkerUrl(workerUrl)

interface Props {
  fleet: LiveFleet
  /** Which objects are shown; absent: all. */
  wanted?: (object: ObjectState) => boolean
  selected?: string
  follow: boolean
  /** The day's way of the chosen object. */
  track: [number, number][]
  /** How much of the map is covered by what lies over it. */
  padding: PaddingOptions
  open: (object: string | undefined) => void
  stopFollowing: () => void
}

const still = matchMedia('(prefers-reduced-motion: reduce)').matches
const drawEvery = 250
// A machine without a graphics processor takes long to draw: most of its time is left to the person who uses it.
const restPerDrawing = 9
const longestRest = 3000

const maps: MapKind[] = boot.maps?.length ? boot.maps : ['brand']

/** The map that this device was set to, or else the brand's first one. */
function firstMap(): MapKind {
  try {
    const kept = localStorage.getItem('map') as MapKind | null
    if (kept && maps.includes(kept)) return kept
  } catch {
    // Storage is forbidden: then nothing was kept.
  }
  return maps[0]!
}

function styleAddress(dark: boolean, lang: string, map: MapKind): string {
  return `${boot.mapStyle}?lang=${lang}&map=${map}${dark ? '&dark=1' : ''}`
}

/** The map with all objects on it. Loaded apart, for it is the heaviest part of the app. */
export default function FleetMap(props: Props) {
  const { t, i18n } = useTranslation()
  const { dark } = useScheme()
  const place = useRef<HTMLDivElement>(null)
  const [map, setMap] = useState<MapLibre>()
  const [styled, setStyled] = useState(0)
  const [drawn, setDrawn] = useState(false)
  const [failed, setFailed] = useState(false)
  const [kind, setKind] = useState(firstMap)
  const latest = useRef(props)
  latest.current = props

  useEffect(() => {
    if (!place.current) return
    let made: MapLibre
    try {
      made = new MapLibre({
        container: place.current,
        style: styleAddress(document.documentElement.dataset.mantineColorScheme === 'dark', i18n.language, kind),
        center: boot.view ? [boot.view.longitude, boot.view.latitude] : undefined,
        zoom: boot.view?.zoom,
        attributionControl: { compact: false },
        pitchWithRotate: false,
        dragRotate: false,
        touchPitch: false,
        maxZoom: 19,
        fadeDuration: still ? 0 : 200,
        locale: { 'Map.Title': t('map.title') },
      })
    } catch {
      setFailed(true)
      return
    }
    made.touchZoomRotate.disableRotation()
    made.on('style.load', () => {
      const names = made.getStyle().layers.find((layer) => layer.id === 'house') ?? made.getStyle().layers.find((layer) => layer.type === 'symbol')
      addLayers(made, names?.id)
      setStyled((count) => count + 1)
    })
    made.once('load', () => setDrawn(true))
    made.on('click', 'objects', (event) => {
      const id = event.features?.[0]?.properties.id as string | undefined
      if (id) latest.current.open(id)
    })
    made.on('click', 'clusters', (event) => {
      const cluster = event.features?.[0]
      if (cluster?.geometry.type !== 'Point') return
      const center = cluster.geometry.coordinates as [number, number]
      void (made.getSource('objects') as GeoJSONSource).getClusterExpansionZoom(Number(cluster.properties.cluster_id)).then((zoom) => made.easeTo({ center, zoom: zoom + 0.3, animate: !still }))
    })
    for (const layer of ['objects', 'clusters']) {
      made.on('mouseenter', layer, () => (made.getCanvas().style.cursor = 'pointer'))
      made.on('mouseleave', layer, () => (made.getCanvas().style.cursor = ''))
    }
    made.on('dragstart', () => latest.current.stopFollowing())
    setMap(made)
    return () => {
      setMap(undefined)
      made.remove()
    }
    // The map is made once; what changes is put into it below.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [])

  const address = styleAddress(dark, i18n.language, kind)
  const shownAddress = useRef(address)
  useEffect(() => {
    if (!map || shownAddress.current === address) return
    shownAddress.current = address
    map.setStyle(address, { diff: false })
  }, [map, address])

  useObjects(map, styled, props)
  useCamera(map, styled, latest, props)

  useEffect(() => {
    if (map && styled) drawLine(map, 'track', props.track)
  }, [map, styled, props.track])

  if (failed) return <div className={styles.failed}>{t('map.noWebGL')}</div>
  return (
    <div className={styles.frame}>
      <div ref={place} className={styles.map} data-ready={styled > 0 || undefined} data-drawn={drawn || undefined} />
      <div className={styles.controls} style={{ right: (props.padding.right ?? 0) + 12 }}>
        <Tooltip label={t('map.all')} position="left">
          <ActionIcon variant="default" size={36} aria-label={t('map.all')} onClick={() => map && showAll(map, latest.current)}>
            <IconFocusCentered size={19} stroke={1.7} />
          </ActionIcon>
        </Tooltip>
        {maps.length > 1 && <Maps kind={kind} choose={setKind} />}
        <ActionIcon.Group orientation="vertical" className={styles.zoom}>
          <ActionIcon variant="default" size={36} aria-label={t('map.zoomIn')} onClick={() => map?.zoomIn({ animate: !still })}>
            <IconPlus size={19} stroke={1.7} />
          </ActionIcon>
          <ActionIcon variant="default" size={36} aria-label={t('map.zoomOut')} onClick={() => map?.zoomOut({ animate: !still })}>
            <IconMinus size={19} stroke={1.7} />
          </ActionIcon>
        </ActionIcon.Group>
      </div>
    </div>
  )
}

/** The maps that the brand offers (terms 5.2). */
function Maps({ kind, choose }: { kind: MapKind; choose: (kind: MapKind) => void }) {
  const { t } = useTranslation()
  const set = (wanted: MapKind) => {
    choose(wanted)
    try {
      localStorage.setItem('map', wanted)
    } catch {
      // It lasts until the page is closed, then.
    }
  }
  return (
    <Menu position="left-start" withinPortal={false} withInitialFocusPlaceholder={false}>
      <Menu.Target>
        <ActionIcon variant="default" size={36} aria-label={t('map.choose')}>
          <IconMap2 size={19} stroke={1.7} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {maps.map((one) => (
          <Menu.Item key={one} onClick={() => set(one)} aria-current={one === kind || undefined} rightSection={one === kind ? <IconCheck size={16} /> : undefined}>
            {t(`studio.map_${one}`)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}

/** Draws the objects a few times a second while they move. */
function useObjects(map: MapLibre | undefined, styled: number, { fleet, wanted, selected }: Props) {
  useEffect(() => {
    if (!map || !styled) return
    let timer: ReturnType<typeof setTimeout> | undefined
    let last = 0
    let pause = drawEvery
    const drawn = () => (pause = Math.min(longestRest, Math.max(drawEvery, restPerDrawing * (performance.now() - last))))
    const draw = () => {
      timer = undefined
      last = performance.now()
      void map.once('idle', drawn)
      map.getContainer().dataset.objects = String(drawObjects(map, fleet, wanted))
      drawChosen(map, selected ? fleet.get(selected) : undefined)
      drawLine(map, 'trail', selected ? fleet.trail(selected) : [])
    }
    const soon = () => {
      timer ??= setTimeout(draw, Math.max(0, last + pause - performance.now()))
    }
    draw()
    const stop = fleet.onAny(soon)
    return () => {
      stop()
      map.off('idle', drawn)
      clearTimeout(timer)
    }
  }, [map, styled, fleet, wanted, selected])
}

function pointOf(object: ObjectState | undefined): [number, number] | undefined {
  return object?.place ? [object.place.lon, object.place.lat] : undefined
}

function showAll(map: MapLibre, { fleet, wanted, padding }: Pick<Props, 'fleet' | 'wanted' | 'padding'>, animate = true) {
  const bounds = new LngLatBounds()
  for (const object of fleet.all()) if (object.place && (!wanted || wanted(object))) bounds.extend([object.place.lon, object.place.lat])
  // Where nothing was found, the map still shows where everything is.
  if (bounds.isEmpty() && wanted) return showAll(map, { fleet, padding }, animate)
  if (bounds.isEmpty()) return
  map.fitBounds(bounds, { padding: margins(padding, 56), maxZoom: 15.5, animate: animate && !still })
}

function margins(padding: PaddingOptions, by: number): PaddingOptions {
  return { top: (padding.top ?? 0) + by, right: (padding.right ?? 0) + by, bottom: (padding.bottom ?? 0) + by, left: (padding.left ?? 0) + by }
}

/** Looks where it matters: all objects at first, the chosen one when it is chosen, and after it while it is followed. */
function useCamera(map: MapLibre | undefined, styled: number, latest: { current: Props }, { fleet, selected, follow }: Props) {
  const began = useRef(false)
  useEffect(() => {
    if (!map || !styled || began.current) return
    const begin = () => {
      if (began.current || !fleet.loaded) return
      began.current = true
      stop()
      if (latest.current.selected) return look(latest.current.selected, false)
      showAll(map, latest.current, false)
    }
    const look = (id: string, animate: boolean) => {
      const point = pointOf(fleet.get(id))
      if (point) map.easeTo({ center: point, zoom: Math.max(map.getZoom(), 15.5), padding: margins(latest.current.padding, 0), animate: animate && !still })
    }
    const stop = fleet.onAny(begin)
    begin()
    return stop
  }, [map, styled, fleet, latest])

  useEffect(() => {
    if (!map || !selected || !began.current) return
    const point = pointOf(fleet.get(selected))
    if (point) map.easeTo({ center: point, zoom: Math.max(map.getZoom(), 15), padding: margins(latest.current.padding, 0), duration: 600, animate: !still })
  }, [map, selected, fleet, latest])

  useEffect(() => {
    if (!map || !selected || !follow) return
    const go = () => {
      const point = pointOf(fleet.get(selected))
      if (point) map.easeTo({ center: point, padding: margins(latest.current.padding, 0), duration: 900, easing: (x) => x, animate: !still })
    }
    go()
    return fleet.onObject(selected, go)
  }, [map, selected, follow, fleet, latest])
}
