import { Component, type ReactNode } from 'react'
import i18next from 'i18next'
import { Notice } from './Notice'

interface Props {
  children: ReactNode
  /** Where it stands around: whoever goes elsewhere leaves the fault behind. */
  place?: string
}

// As the browsers say that a part of the app did not come.
const notCome = /dynamically imported module|module script failed|preload CSS/i

/** Catches what a screen throws, so that a fault is told and not a white page. */
export class Crash extends Component<Props, { failed: boolean; away: boolean }> {
  override state = { failed: false, away: false }

  static getDerivedStateFromError(error: unknown) {
    return { failed: true, away: notCome.test(String(error)) }
  }

  override componentDidMount() {
    addEventListener('online', this.again)
  }

  override componentDidUpdate(before: Props) {
    if (this.state.failed && before.place !== this.props.place) this.setState({ failed: false, away: false })
  }

  override componentWillUnmount() {
    removeEventListener('online', this.again)
  }

  // What did not come is asked for by a new page alone: browsers remember that it failed.
  again = () => {
    if (this.state.away && navigator.onLine) location.reload()
  }

  override render() {
    if (!this.state.failed) return this.props.children
    if (this.state.away) return <Notice whole kind="offline" title={i18next.t('state.offlineTitle')} text={i18next.t('state.offlineText')} action={i18next.t('state.retry')} onAction={this.again} />
    return (
      <Notice
        whole
        kind="error"
        title={i18next.t('state.crashTitle')}
        text={i18next.t('state.crashText')}
        action={i18next.t('state.reload')}
        onAction={() => location.reload()}
      />
    )
  }
}
