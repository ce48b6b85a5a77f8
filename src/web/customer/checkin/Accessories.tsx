/** @jsxImportSource preact */
import { accessoryMessages } from '../../../shared/messages/statuses.ts'
import { useText } from '../../preact/lang.tsx'
import { Field } from '../Field.tsx'
import ui from '../ui.module.css'
import { checkinMessages } from './checkin.messages.ts'
import type { Draft } from './draft.ts'

const KINDS = Object.keys(accessoryMessages) as (keyof typeof accessoryMessages)[]

export function Accessories({ draft, onChange }: { draft: Draft; onChange: (part: Partial<Draft>) => void }) {
  const t = useText(checkinMessages)
  const kindText = useText(accessoryMessages)
  return (
    <>
      <fieldset>
        <legend class={ui.label}>{t('accessories')}</legend>
        <div class={ui.chips}>
          {KINDS.map(kind => (
            <label key={kind} class={ui.chip}>
              <input
                type="checkbox"
                checked={draft.accessories.includes(kind)}
                onChange={event => {
                  const others = draft.accessories.filter(each => each !== kind)
                  onChange({ accessories: event.currentTarget.checked ? [...others, kind] : others })
                }}
              />
              {kindText(kind)}
            </label>
          ))}
        </div>
      </fieldset>
      <Field
        label={t('other_accessory')}
        aside={t('optional')}
        maxLength={60}
        value={draft.other_accessory}
        onText={other_accessory => onChange({ other_accessory })}
      />
    </>
  )
}
