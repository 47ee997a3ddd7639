import type { MarginPlace } from '../api/prices'

/** Where a figure of the margin tells what it is made of. */
export const figureHref = '/console/margin/entries'

/** The address of a figure: which it is, what it is called there, and the months of the margin one comes from. */
export function figureAddress(place: MarginPlace, name: string | undefined, margin: { from: string; to: string }) {
  const params = new URLSearchParams({ from: place.from!, to: place.to!, currency: place.currency, source: place.source })
  if (place.item) params.set('item', place.item)
  if (name) params.set('name', name)
  params.set('marginFrom', margin.from)
  params.set('marginTo', margin.to)
  return `${figureHref}?${params}`
}
