import type { Map as MapLibre } from 'maplibre-gl'
import { type Status, statuses } from '../api/model'

// Signs for the map are drawn from the brand's colours, anew when light and dark change.

const size = 34
const density = 2

export function shade(name: string): string {
  return getComputedStyle(document.documentElement).getPropertyValue(`--brand-${name}`).trim() || '#888888'
}

const fills: Record<Status, [fill: string, ink: string]> = {
  moving: ['accent', 'on-accent'],
  standing: ['muted', 'surface'],
  offline: ['warning', 'on-warning'],
  never: ['control', 'surface'],
  blocked: ['danger', 'on-danger'],
}

function draw(status: Status): ImageData {
  const canvas = document.createElement('canvas')
  canvas.width = canvas.height = size * density
  const pen = canvas.getContext('2d')!
  pen.scale(density, density)
  pen.translate(size / 2, size / 2)
  const [fill, ink] = fills[status].map(shade) as [string, string]
  pen.shadowColor = 'rgb(0 0 0 / 35%)'
  pen.shadowBlur = 3 * density
  pen.shadowOffsetY = 1 * density
  pen.fillStyle = shade('raised')
  pen.beginPath()
  if (status === 'moving') {
    // A drop that points where it goes: up, and turned by the map.
    pen.moveTo(0, -15.5)
    pen.bezierCurveTo(5, -12, 11.5, -7, 11.5, 1)
    pen.arc(0, 1, 11.5, 0, Math.PI)
    pen.bezierCurveTo(-11.5, -7, -5, -12, 0, -15.5)
  } else {
    pen.arc(0, 0, status === 'standing' ? 9.5 : 10.5, 0, 2 * Math.PI)
  }
  pen.fill()
  pen.shadowColor = 'transparent'
  pen.fillStyle = fill
  pen.beginPath()
  if (status === 'moving') {
    pen.moveTo(0, -12.4)
    pen.bezierCurveTo(4, -9.4, 9.2, -5.4, 9.2, 1)
    pen.arc(0, 1, 9.2, 0, Math.PI)
    pen.bezierCurveTo(-9.2, -5.4, -4, -9.4, 0, -12.4)
  } else {
    pen.arc(0, 0, status === 'standing' ? 7.2 : 8.2, 0, 2 * Math.PI)
  }
  pen.fill()
  pen.fillStyle = pen.strokeStyle = ink
  pen.lineWidth = 1.9
  pen.lineCap = 'round'
  pen.lineJoin = 'round'
  pen.beginPath()
  switch (status) {
    case 'moving':
      pen.moveTo(0, -6)
      pen.lineTo(4.6, 5.2)
      pen.lineTo(0, 2.8)
      pen.lineTo(-4.6, 5.2)
      pen.closePath()
      pen.fill()
      break
    case 'standing':
      pen.moveTo(-2, -2.6)
      pen.lineTo(-2, 2.6)
      pen.moveTo(2, -2.6)
      pen.lineTo(2, 2.6)
      pen.stroke()
      break
    case 'blocked':
      pen.moveTo(-3.8, 0)
      pen.lineTo(3.8, 0)
      pen.stroke()
      break
    default:
      pen.moveTo(0, -3.8)
      pen.lineTo(0, 0.9)
      pen.moveTo(0, 3.9)
      pen.lineTo(0, 4)
      pen.stroke()
  }
  return pen.getImageData(0, 0, canvas.width, canvas.height)
}

export function putMarkers(map: MapLibre) {
  for (const status of statuses) {
    if (map.hasImage(status)) map.removeImage(status)
    map.addImage(status, draw(status), { pixelRatio: density })
  }
}
