import { Kbd } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Dialog } from '../people/parts'
import people from '../people/people.module.css'

/** The keys of the desk. */
export function Help({ close }: { close: () => void }) {
  const { t } = useTranslation()
  const keys = [
    ['j / k', t('support.keyMove')],
    ['Enter', t('support.keyOpen')],
    ['r', t('support.answer')],
    ['n', t('support.note')],
    ['/', t('support.search')],
    ['?', t('support.keys')],
  ] as const
  return (
    <Dialog title={t('support.keys')} opened close={close}>
      <dl className={people.facts}>
        {keys.map(([key, text]) => (
          <div key={key}>
            <dt>
              <Kbd>{key}</Kbd>
            </dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  )
}
