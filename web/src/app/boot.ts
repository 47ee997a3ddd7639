// What the server wrote into the page.

export type AreaName = 'monitoring' | 'console' | 'platform'
export type Scheme = 'system' | 'light' | 'dark'

export interface Boot {
  brand: string
  area: AreaName
  lang: string
  /** To choose from here; absent: all there are. */
  languages?: string[]
  scheme: Scheme
  backdrop: 'contours' | 'grid' | 'dusk' | 'plain'
  icon: string
  mapStyle: string
  /** The brand's own pictures, on light and dark grounds and behind signing in. */
  logos?: { light?: string; dark?: string; backdrop?: string }
  /** By language and key, in the brand's own words. */
  texts?: Record<string, Record<string, string>>
  /** To choose from, the first one first. */
  maps?: MapKind[]
  view?: { latitude: number; longitude: number; zoom: number }
  /** Whom the brand's plan makes it name where one signs in; absent: nobody. */
  mark?: { name: string; url: string }
  /** The brand has a public site. */
  site?: boolean
  /** A draft is looked at. */
  preview?: boolean
}

export type MapKind = 'brand' | 'quiet' | 'external'

export const boot: Boot = JSON.parse(document.getElementById('boot')?.textContent ?? '{}') as Boot
