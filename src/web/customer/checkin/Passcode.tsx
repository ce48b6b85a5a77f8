/** @jsxImportSource preact */
import { useState } from 'preact/hooks'
import { Icon } from '../../preact/Icon.tsx'
import { useText } from '../../preact/lang.tsx'
import { Field } from '../Field.tsx'
import ui from '../ui.module.css'
import styles from './CheckinForm.module.css'
import { checkinMessages } from './checkin.messages.ts'

/** Asked only where the shop asks; the safer way is said first. */
export function Passcode({ value, onChange }: { value: string; onChange: (passcode: string) => void }) {
  const t = useText(checkinMessages)
  const [shown, setShown] = useState(false)
  return (
    <section class={ui.card}>
      <h2>{t('part_passcode')}</h2>
      <p class={ui.note}>
        <Icon name="lock" size={20} /> {t('passcode_better')}
      </p>
      <div class={styles.passcode}>
        <Field
          label={t('passcode')}
          aside={t('optional')}
          hint={t('passcode_why')}
          type={shown ? 'text' : 'password'}
          autoComplete="off"
          autoCapitalize="off"
          spellcheck={false}
          maxLength={100}
          value={value}
          onText={onChange}
        />
        <button type="button" class={styles.show} aria-pressed={shown} onClick={() => setShown(!shown)}>
          {shown ? t('hide') : t('show')}
        </button>
      </div>
    </section>
  )
}
