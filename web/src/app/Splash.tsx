import { boot } from './boot'

/** What the page shows from its first moment; the same as the server sent. */
export function Splash() {
  return (
    <div className="splash">
      <img src={boot.icon} alt="" width={56} height={56} />
    </div>
  )
}
