import { useEffect, useState } from 'react'
import { boot, type Scheme } from './boot'

const changed = new Set<() => void>()
const systemDark = matchMedia('(prefers-color-scheme: dark)')

export function chosenScheme(): Scheme {
  try {
    const kept = localStorage.getItem('scheme')
    if (kept === 'light' || kept === 'dark' || kept === 'system') return kept
  } catch {
    // Storage is forbidden: the brand's default holds.
  }
  return boot.scheme
}

function apply(scheme: Scheme) {
  const dark = scheme === 'dark' || (scheme === 'system' && systemDark.matches)
  document.documentElement.setAttribute('data-mantine-color-scheme', dark ? 'dark' : 'light')
  changed.forEach((callback) => callback())
}

export function chooseScheme(scheme: Scheme) {
  try {
    localStorage.setItem('scheme', scheme)
  } catch {
    // It lasts until the page is closed, then.
  }
  apply(scheme)
}

systemDark.addEventListener('change', () => apply(chosenScheme()))

const isDark = () => document.documentElement.getAttribute('data-mantine-color-scheme') === 'dark'

/** Whether the page is dark now, and what was chosen. */
export function useScheme(): { dark: boolean; chosen: Scheme } {
  const [state, set] = useState({ dark: isDark(), chosen: chosenScheme() })
  useEffect(() => {
    const update = () => set({ dark: isDark(), chosen: chosenScheme() })
    changed.add(update)
    return () => void changed.delete(update)
  }, [])
  return state
}
