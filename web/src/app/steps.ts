import { type RefObject, useRef } from 'react'

/**
 * Walks by keyboard through a list that is drawn only where it is seen: rows carry their place as data-index. The place is
 * remembered, not read from the page, so that whoever types faster than the page is drawn still gets every step.
 */
export function useSteps(scroller: RefObject<HTMLElement | null>, count: number, show: (index: number) => void) {
  const going = useRef<number>(undefined)
  return (by: number, start: number) => {
    const focused = (document.activeElement as HTMLElement | null)?.dataset.index
    const from = going.current ?? (focused === undefined ? start : Number(focused))
    const next = Math.max(0, Math.min(count - 1, from + by))
    const row = () => scroller.current?.querySelector<HTMLElement>(`[data-index="${next}"]`)
    show(next)
    const there = row()
    there?.focus({ preventScroll: true })
    if (there) {
      going.current = undefined
      return
    }
    going.current = next
    requestAnimationFrame(() => {
      if (going.current !== next) return
      going.current = undefined
      row()?.focus({ preventScroll: true })
    })
  }
}
