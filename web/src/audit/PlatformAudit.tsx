import Audit from './Audit'
import { CheckAll } from './Check'

/** The platform's own audit, and the check of everybody's. */
export default function PlatformAudit() {
  return (
    <Audit>
      <CheckAll />
    </Audit>
  )
}
