import { Button, Group } from '@mantine/core'
import { createContext, type ReactNode, useContext, useEffect, useId, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Router, useLocation, useSearch } from 'wouter'
import { Dialog } from '../people/parts'
import { keeps } from './keeps'

/** What is typed and not saved, by the pages on which it stays typed; and asking before it is given up. */
interface Typed {
  held: Map<string, string>
  ask: (then: () => void) => void
}

const Typed = createContext<Typed>({ held: new Map(), ask: (then) => then() })

// The window calls whoever hears of a step back in the order in which they came: this is to be before the app's router, which comes
// when it is first rendered.
const back: { taken?: (event: PopStateEvent) => void } = {}
addEventListener('popstate', (event) => back.taken?.(event))

/** Says that something typed here is not saved: whoever leaves the pages below "within", where it stays typed, is asked first. */
export function useUnsaved(unsaved: boolean, within: string) {
  const { held, ask } = useContext(Typed)
  const id = useId()
  useEffect(() => {
    if (unsaved) held.set(id, within)
    return () => void held.delete(id)
  }, [held, id, unsaved, within])
  return {
    /** Closes what it is typed in: at once, or once whoever typed it says so. */
    leave: (close: () => void) => (unsaved ? ask(close) : close()),
    /** It has been saved: what comes next need not be asked about. */
    free: () => void held.delete(id),
  }
}

/** Asks before what was typed is lost: by a link, by a step back, and by closing the page. */
export function Unsaved({ children }: { children: ReactNode }) {
  const { t } = useTranslation()
  const typed = useMemo<Typed>(() => ({ held: new Map(), ask: (then) => wait(() => then) }), [])
  const { held, ask } = typed
  const [waits, wait] = useState<() => void>()
  const [path] = useLocation()
  const search = useSearch()
  const here = useRef('')
  // The step back that was asked about is on its way.
  const steps = useRef(false)
  useEffect(() => {
    here.current = location.pathname + location.search + location.hash
  }, [path, search])
  useEffect(() => {
    const onUnload = (event: BeforeUnloadEvent) => {
      if (held.size > 0) event.preventDefault()
    }
    // A step back has been taken by now: the page that was left is put in front again until it is decided.
    back.taken = (event) => {
      const allowed = steps.current || keeps(held.values(), location.pathname)
      steps.current = false
      if (allowed) return
      event.stopImmediatePropagation()
      history.pushState(history.state, '', here.current)
      ask(() => {
        steps.current = true
        history.back()
      })
    }
    addEventListener('beforeunload', onUnload)
    return () => {
      removeEventListener('beforeunload', onUnload)
      back.taken = undefined
    }
  }, [held, ask])
  const around = useMemo(
    () => (navigate: (to: string, options?: object) => void, to: string, options?: object) => {
      if (keeps(held.values(), to)) navigate(to, options)
      else ask(() => navigate(to, options))
    },
    [held, ask],
  )
  const stay = () => wait(undefined)
  return (
    <Typed value={typed}>
      <Router aroundNav={around}>{children}</Router>
      <Dialog title={t('state.unsavedTitle')} opened={waits !== undefined} close={stay}>
        <p>{t('state.unsavedText')}</p>
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={stay} data-autofocus>
            {t('state.unsavedStay')}
          </Button>
          <Button
            color="red"
            onClick={() => {
              stay()
              waits?.()
            }}
          >
            {t('state.unsavedLeave')}
          </Button>
        </Group>
      </Dialog>
    </Typed>
  )
}
