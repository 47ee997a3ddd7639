import Audit from './Audit'
import styles from './audit.module.css'
import { CheckAll } from './Check'

/** The platform's own audit, and the check of everybody's. */
export default function PlatformAudit() {
  return (
    <>
      <div className={styles.above}>
        <CheckAll />
      </div>
      <Audit />
    </>
  )
}
