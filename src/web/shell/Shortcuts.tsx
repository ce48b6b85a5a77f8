import { useText } from './lang.tsx'
import type { Place } from './nav.ts'
import styles from './Shell.module.css'
import { shellMessages } from './shell.messages.ts'

export function Shortcuts({ places }: { places: readonly Place[] }) {
  const t = useText(shellMessages)
  const rows: [string, string][] = [
    ...places.map((place): [string, string] => [`g ${place.key}`, t(place.name)]),
    ['/', t('key_search')],
    ['j  k', t('key_next')],
    ['Ctrl Enter', t('key_action')],
    ['?', t('key_help')],
  ]
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
