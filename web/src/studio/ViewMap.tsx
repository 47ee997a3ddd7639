import 'maplibre-gl/dist/maplibre-gl.css'

import { Map as MapLibre, NavigationControl, setWorkerUrl } from 'maplibre-gl'
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?url'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { boot, type MapKind } from '../app/boot'
import { useScheme } from '../app/scheme'
import own from './studio.module.css'

setWorkerUrl(workerUrl)

export interface View {
  latitude: number
  longitude: number
  zoom: number
}

const rounded = (value: number, digits: number) => Number(value.toFixed(digits))

/** Where the brand's map begins, moved under one's hand: whoever has a business knows the place, and not its coordinates. */
export default function ViewMap({ view, kind, change }: { view: View; kind: MapKind; change: (view: View) => void }) {
  const { t, i18n } = useTranslation()
  const { dark } = useScheme()
  const place = useRef<HTMLDivElement>(null)
  const [map, setMap] = useState<MapLibre>()
  const [failed, setFailed] = useState(false)
  const latest = useRef({ view, change })
  latest.current = { view, change }
  const style = `${boot.mapStyle}?lang=${i18n.language}&map=${kind}${dark ? '&dark=1' : ''}`

  useEffect(() => {
    if (!place.current) return
    let made: MapLibre
    try {
      const { latitude, longitude, zoom } = latest.current.view
      made = new MapLibre({
        container: place.current,
        style,
        center: [longitude, latitude],
        zoom,
        // The page's own wheel: one goes past the map.
        scrollZoom: false,
        dragRotate: false,
        pitchWithRotate: false,
        touchPitch: false,
        locale: { 'Map.Title': t('studio.viewMap'), 'NavigationControl.ZoomIn': t('map.zoomIn'), 'NavigationControl.ZoomOut': t('map.zoomOut') },
      })
    } catch {
      setFailed(true)
      return
    }
    made.touchZoomRotate.disableRotation()
    made.addControl(new NavigationControl({ showCompass: false }))
    made.on('moveend', () => {
      const at = made.getCenter().wrap()
      const next = { latitude: rounded(at.lat, 4), longitude: rounded(at.lng, 4), zoom: rounded(Math.max(1, made.getZoom()), 1) }
      const now = latest.current.view
      if (next.latitude !== now.latitude || next.longitude !== now.longitude || next.zoom !== now.zoom) latest.current.change(next)
    })
    setMap(made)
    return () => {
      setMap(undefined)
      made.remove()
    }
    // Made once: what changes is put into it below.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [])

  const shown = useRef(style)
  useEffect(() => {
    if (!map || shown.current === style) return
    shown.current = style
    map.setStyle(style, { diff: false })
  }, [map, style])

  // What is typed moves the map; what the map itself has told is there already.
  useEffect(() => {
    if (!map) return
    const at = map.getCenter().wrap()
    if (rounded(at.lat, 4) !== view.latitude || rounded(at.lng, 4) !== view.longitude || rounded(map.getZoom(), 1) !== view.zoom) map.jumpTo({ center: [view.longitude, view.latitude], zoom: view.zoom })
  }, [map, view.latitude, view.longitude, view.zoom])

  if (failed) return null
  return <div ref={place} className={own.viewMap} />
}
