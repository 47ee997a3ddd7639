import { Address } from './Address'
import { Forgot } from './Forgot'
import { Reset } from './Reset'
import { Stolen } from './Stolen'
import { Undo } from './Undo'

const pages = { '/forgot': Forgot, '/reset': Reset, '/address': Address, '/undo': Undo, '/stolen': Stolen }

/** The pages of whoever cannot get in, or follows a link in a letter: they ask for no session. */
export default function Recovery() {
  const Page = pages[location.pathname as keyof typeof pages]
  return <Page />
}
