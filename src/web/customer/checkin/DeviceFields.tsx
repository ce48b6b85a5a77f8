/** @jsxImportSource preact */
import { useId } from 'preact/hooks'
import { parseImei } from '../../../shared/imei.ts'
import { deviceTypeMessages } from '../../../shared/messages/statuses.ts'
import { Icon } from '../../preact/Icon.tsx'
import { useText } from '../../preact/lang.tsx'
import { Field } from '../Field.tsx'
import ui from '../ui.module.css'
import styles from './CheckinForm.module.css'
import { checkinMessages } from './checkin.messages.ts'
import type { Draft } from './draft.ts'
import type { Wrongs } from './fields.ts'

const TYPES = Object.keys(deviceTypeMessages) as (keyof typeof deviceTypeMessages)[]
const BRANDS = [
  'Apple',
  'Samsung',
  'Xiaomi',
  'OPPO',
  'vivo',
  'realme',
  'HONOR',
  'Huawei',
  'Infinix',
  'Asus',
  'Acer',
  'HP',
  'Lenovo',
  'Dell',
]
const WITH_IMEI = ['phone', 'tablet', 'watch', 'other']

interface Props {
  draft: Draft
  wrongs: Wrongs
  onChange: (part: Partial<Draft>) => void
}

export function DeviceFields({ draft, wrongs, onChange }: Props) {
  const t = useText(checkinMessages)
  const typeText = useText(deviceTypeMessages)
  const brands = useId()
  const imei = draft.imei.trim()
  return (
    <>
      <div class={styles.pair}>
        <label>
          <span class={ui.label}>{t('device_type')}</span>
          <select
            class={ui.field}
            value={draft.device_type}
            onChange={event => onChange({ device_type: event.currentTarget.value })}
          >
            {TYPES.map(type => (
              <option key={type} value={type}>
                {typeText(type)}
              </option>
            ))}
          </select>
        </label>
        <Field
          label={t('brand')}
          list={brands}
          maxLength={50}
          autoComplete="off"
          value={draft.brand}
          onText={brand => onChange({ brand })}
        />
        <datalist id={brands}>
          {BRANDS.map(brand => (
            <option key={brand} value={brand} />
          ))}
        </datalist>
      </div>
      <Field
        label={t('model')}
        maxLength={100}
        autoComplete="off"
        placeholder="iPhone 13"
        value={draft.model}
        wrong={wrongs.model}
        onText={model => onChange({ model })}
      />
      {WITH_IMEI.includes(draft.device_type) && (
        <Field
          label={t('imei')}
          aside={t('optional')}
          inputMode="numeric"
          autoComplete="off"
          maxLength={24}
          value={draft.imei}
          wrong={
            wrongs.imei ?? (imei.replace(/\D/g, '').length >= 15 && !parseImei(imei) ? t('imei_wrong') : undefined)
          }
          hint={parseImei(imei) ? <Right text={t('imei_right')} /> : t('imei_hint')}
          onText={text => onChange({ imei: text })}
        />
      )}
    </>
  )
}

const Right = ({ text }: { text: string }) => (
  <span class={ui.right}>
    <Icon name="check" size={18} /> {text}
  </span>
)
