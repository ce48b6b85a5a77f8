import { Switch } from '@mantine/core'
import { conversationMessages } from '../features/conversations/conversations.messages.ts'
import { mediaMessages } from '../features/conversations/media.messages.ts'
import { INBOX_SHORTCUTS, MEDIA_SHORTCUTS } from '../features/conversations/shortcuts.ts'
import { useLetters } from './keys.ts'
import { useText } from './lang.tsx'
import type { Place } from './nav.ts'
import styles from './Shell.module.css'
import { shellMessages } from './shell.messages.ts'

export function Shortcuts({ places }: { places: readonly Place[] }) {
  const t = useText(shellMessages)
  const c = useText(conversationMessages)
  const [letters, setLetters] = useLetters()
  const rows: [string, string][] = [
    ...places.map((place): [string, string] => [`g ${place.key}`, t(place.name)]),
    ['/', t('key_search')],
    ['j  k', t('key_next')],
    ['Ctrl Enter', t('key_action')],
    ['?', t('key_help')],
  ]
  const m = useText(mediaMessages)
  const inbox = [
    ...INBOX_SHORTCUTS.map(([keys, what]): [string, string] => [keys, c(what)]),
    ...MEDIA_SHORTCUTS.map(([keys, what]): [string, string] => [keys, m(what)]),
  ]
  return (
    <>
      <Rows rows={rows} />
      {places.some(place => place.name === 'inbox') && (
        <section aria-label={t('inbox')} className="stack-tight">
          <h3 className="quiet small">{t('inbox')}</h3>
          <Rows rows={inbox} />
        </section>
      )}
      <Switch label={t('key_letters')} checked={letters} onChange={event => setLetters(event.currentTarget.checked)} />
    </>
  )
}

function Rows({ rows }: { rows: readonly [string, string][] }) {
  return (
    <dl className={styles.shortcuts}>
      {rows.map(([keys, what]) => (
        <div key={keys} className="row-between">
          <dt>{what}</dt>
          <dd>
            <kbd>{keys}</kbd>
          </dd>
        </div>
      ))}
    </dl>
  )
}
