import { IconBan, IconHelp, IconNavigationFilled, IconPlayerPauseFilled, IconWifiOff } from '@tabler/icons-react'
import type { ObjectState, Status } from '../api/model'
import styles from './status.module.css'

const icons: Record<Status, typeof IconBan> = {
  moving: IconNavigationFilled,
  standing: IconPlayerPauseFilled,
  offline: IconWifiOff,
  never: IconHelp,
  blocked: IconBan,
}

/** A sign for how an object is; for one that moves it points where to. */
export function StatusMark({ object, size = 36 }: { object: Pick<ObjectState, 'status' | 'place'>; size?: number }) {
  const Icon = icons[object.status]
  const turn = object.status === 'moving' ? (object.place?.course ?? 0) : 0
  return (
    <span className={styles.mark} data-status={object.status} style={{ width: size, height: size }} aria-hidden>
      <Icon size={size * 0.48} style={{ transform: `rotate(${turn}deg)` }} />
    </span>
  )
}
