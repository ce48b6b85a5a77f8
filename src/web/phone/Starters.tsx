/** @jsxImportSource preact */
import { Icon } from '../preact/Icon.tsx'
import { useText } from '../preact/lang.tsx'
import type { Chats } from './chats.ts'
import { Face } from './People.tsx'
import { phoneMessages } from './phone.messages.ts'
import { PRESETS } from './presets.ts'
import styles from './Starters.module.css'

type Starter = (typeof PRESETS)[number]

/** Nobody's chat lies open: one tap shows what the product does. */
export function Starters({ chats, onStart }: { chats: Chats; onStart: (starter: Starter) => Promise<void> }) {
  const t = useText(phoneMessages)
  const ready = PRESETS.filter(preset => !chats.people.some(p => p.phone === preset.phone))
  return (
    <section class={styles.starters}>
      <Icon name="chat" size={40} />
      <h2>{t('pick')}</h2>
      {ready.length > 0 && <p>{t('pick_how')}</p>}
      <ul>
        {ready.map(starter => (
          <li key={starter.phone}>
            <button type="button" onClick={() => void onStart(starter)}>
              <Face name={starter.name} />
              <span>
                <strong>{starter.name}</strong>
                <q lang={starter.lang}>{starter.words}</q>
              </span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}
