import { useDebouncedCallback } from '@mantine/hooks'
import { useEffect, useRef, useState } from 'react'
import { useLocation, useSearch } from 'wouter'

// Nobody is asked for each letter of somebody who types on.
const pause = 180

/**
 * The words in a search field, and what sets them. The address keeps them: it is told, without the spaces around, when whoever types pauses.
 * What it says changes the field only where it was not this field that told it: an answer to the first letters takes none of those away that
 * were typed since.
 */
export function useWords(kept: string, tell: (words: string) => void): [text: string, set: (text: string) => void] {
  const [text, setText] = useState(kept)
  const told = useRef(kept)
  const later = useDebouncedCallback((words: string) => {
    told.current = words
    tell(words)
  }, pause)
  useEffect(() => {
    if (told.current === kept) return
    told.current = kept
    later.cancel()
    setText(kept)
  }, [kept, later])
  return [
    text,
    (next) => {
      setText(next)
      later(next.trim())
    },
  ]
}

/** The same for a page whose address says nothing else: what it keeps, the words in the field, and what sets them. */
export function useKeptWords(): [kept: string, text: string, set: (text: string) => void] {
  const [path, navigate] = useLocation()
  const kept = new URLSearchParams(useSearch()).get('q') ?? ''
  return [kept, ...useWords(kept, (words) => navigate(words ? `${path}?q=${encodeURIComponent(words)}` : path, { replace: true }))]
}
