// What the server wrote into the page.

export type AreaName = 'monitoring' | 'console' | 'platform'
export type Scheme = 'system' | 'light' | 'dark'

export interface Boot {
  brand: string
  area: AreaName
  lang: string
  scheme: Scheme
  backdrop: 'contours' | 'grid' | 'dusk' | 'plain'
  icon: string
  mapStyle: string
}

export const boot: Boot = JSON.parse(document.getElementById('boot')?.textContent ?? '{}') as Boot
