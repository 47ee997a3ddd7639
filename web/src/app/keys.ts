import { useEffect, useRef } from 'react'

/** Keys of the whole page. They rest while somebody types, while a dialog is open, and with Ctrl, Alt or Cmd. */
export function useKeys(keys: Record<string, (event: KeyboardEvent) => void>) {
  const latest = useRef(keys)
  latest.current = keys
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const work = latest.current[event.key]
      if (!work || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return
      const target = event.target as HTMLElement
      const typing = target.closest('input, textarea, select, [contenteditable]')
      if (typing && event.key !== 'Escape') return
      if (document.querySelector('[role=dialog][aria-modal=true], [role=menu]')) return
      if (event.key === 'Enter' && target.closest('button, a, [role=button]')) return
      event.preventDefault()
      work(event)
    }
    addEventListener('keydown', onKey)
    return () => removeEventListener('keydown', onKey)
  }, [])
}

/** Ctrl or Cmd with Enter sends what is being written, from any of its fields. */
export function sendOnEnter(event: React.KeyboardEvent<HTMLFormElement>) {
  if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || event.defaultPrevented) return
  event.preventDefault()
  event.currentTarget.requestSubmit()
}

/** Escape leaves a search field and keeps what was searched: by itself the browser would empty it. */
export function leaveOnEscape(event: React.KeyboardEvent<HTMLInputElement>) {
  if (event.key !== 'Escape') return
  event.preventDefault()
  event.currentTarget.blur()
}
