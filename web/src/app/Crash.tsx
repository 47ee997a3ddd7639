import { Component, type ReactNode } from 'react'
import i18next from 'i18next'
import { Notice } from './Notice'

/** Catches what a screen throws, so that a fault is told and not a white page. */
export class Crash extends Component<{ children: ReactNode }, { failed: boolean }> {
  override state = { failed: false }

  static getDerivedStateFromError() {
    return { failed: true }
  }

  override render() {
    if (!this.state.failed) return this.props.children
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
