/** @jsxImportSource preact */
import { useState } from 'preact/hooks'
import { parseMoney } from '../../../shared/money.ts'
import { Icon } from '../../preact/Icon.tsx'
import { useText } from '../../preact/lang.tsx'
import { reject } from '../api.ts'
import { Field } from '../Field.tsx'
import ui from '../ui.module.css'
import { type Acting, useDeed } from './act.ts'
import { amount } from './Lines.tsx'
import styles from './Money.module.css'
import { ticketMessages } from './ticket.messages.ts'

const REASONS = ['reject_price', 'reject_new', 'reject_later'] as const

/** No, why, and what no costs: said before it is done. */
export function Reject({ link, ticket, onDone, onBack }: Acting & { onBack: () => void }) {
  const t = useText(ticketMessages)
  const [reason, setReason] = useState('')
  const [words, setWords] = useState('')
  const { busy, problem, act } = useDeed(onDone)
  const { quotation, terms } = ticket
  if (!quotation) return null
  const fee = terms && parseMoney(terms.diagnostic_fee) > 0 ? amount(terms.diagnostic_fee) : null
  return (
    <form
      class={styles.decide}
      onSubmit={event => {
        event.preventDefault()
        void act(() => reject(link, quotation.id, quotation.version, [reason, words.trim()].filter(Boolean).join(': ')))
      }}
    >
      <fieldset>
        <legend class={ui.label}>{t('reject_title')}</legend>
        <div class={ui.chips}>
          {REASONS.map(each => (
            <label key={each} class={ui.chip}>
              <input type="radio" name="reason" checked={reason === t(each)} onChange={() => setReason(t(each))} />
              {t(each)}
            </label>
          ))}
        </div>
      </fieldset>
      <Field label={t('reject_words')} lines={2} maxLength={900} value={words} onText={setWords} />
      <p class={ui.note}>
        <Icon name="warning" size={20} />
        {fee ? t('reject_fee', { amount: fee }) : t('reject_free')}
      </p>
      {problem && (
        <p class={ui.alert} role="alert">
          {problem}
        </p>
      )}
      <button type="submit" class={`${ui.primary} ${ui.danger}`} disabled={busy}>
        {t('reject_sure')}
      </button>
      <button type="button" class={ui.secondary} disabled={busy} onClick={onBack}>
        {t('back')}
      </button>
    </form>
  )
}
