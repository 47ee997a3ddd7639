// What the browser tells of itself, for a question that has to say in which program and on what it was seen (support policy 6).

export interface Device {
  app_version: string
  os: string
  os_version: string
}

const browsers: [RegExp, string][] = [
  [/Edg(?:A|iOS)?\/(\d+)/, 'Edge'],
  [/OPR\/(\d+)/, 'Opera'],
  [/YaBrowser\/(\d+)/, 'Yandex Browser'],
  [/SamsungBrowser\/(\d+)/, 'Samsung Internet'],
  [/(?:Firefox|FxiOS)\/(\d+)/, 'Firefox'],
  [/(?:Chrome|CriOS)\/(\d+)/, 'Chrome'],
  [/Version\/(\d+(?:\.\d+)?).* Safari\//, 'Safari'],
]
const systems: [RegExp, string][] = [
  [/Android (\d+(?:\.\d+)*)/, 'Android'],
  [/(?:iPhone|iPad).* OS (\d+(?:_\d+)*)/, 'iOS'],
  [/Windows NT (\d+\.\d+)/, 'Windows'],
  [/CrOS \S+ (\d+)/, 'ChromeOS'],
  [/Mac OS X (\d+(?:[._]\d+)*)/, 'macOS'],
  [/Linux()/, 'Linux'],
]

/** The web app has no version of its own that its users could tell: the browser's is what matters. Empty: it is not known. */
export function deviceOf(agent: string): Device {
  const named = (list: [RegExp, string][]) => {
    for (const [pattern, name] of list) {
      const found = pattern.exec(agent)
      if (found) return { name, version: found[1]!.replaceAll('_', '.') }
    }
    return { name: '', version: '' }
  }
  const browser = named(browsers)
  const system = named(systems)
  return { app_version: `${browser.name} ${browser.version}`.trim(), os: system.name, os_version: system.version }
}
