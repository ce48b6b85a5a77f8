/** @jsxImportSource preact */
import { useRef, useState } from 'preact/hooks'
import { dayAt, showDateTime, showDay } from '../../../shared/time.ts'
import { useLang, useText } from '../../preact/lang.tsx'
import { accept } from '../api.ts'
import ui from '../ui.module.css'
import { type Acting, useDeed } from './act.ts'
import { amount, Lines } from './Lines.tsx'
import styles from './Money.module.css'
import { Pdf } from './Pdf.tsx'
import { Reject } from './Reject.tsx'
import { ticketMessages } from './ticket.messages.ts'

/** Open: the one thing to do. Decided: what was agreed. */
export function Quotation({ link, ticket, onDone }: Acting) {
  const t = useText(ticketMessages)
  const { lang } = useLang()
  const { quotation } = ticket
  if (!quotation || quotation.status === 'draft') return null
  const today = dayAt(new Date())
  const expired = quotation.status === 'expired' || (quotation.status === 'sent' && quotation.valid_until < today)
  const open = quotation.status === 'sent' && !expired
  return (
    <section class={`${ui.card} ${open ? ui.calling : ''}`}>
      <header class={styles.head}>
        <h2>{open ? t('quotation_ask') : t('quotation')}</h2>
        <p>
          {quotation.quotation_number} · {t('version', { version: quotation.version })}
          {open && ` · ${t('valid_until', { day: showDay(quotation.valid_until, lang, today) })}`}
        </p>
      </header>
      <Lines document={quotation} />
      {quotation.notes && <p class={styles.notes}>{quotation.notes}</p>}
      {quotation.terms && <p class={styles.notes}>{quotation.terms}</p>}
      {expired && <p class={ui.note}>{t('expired')}</p>}
      {quotation.decision && (
        <p class={styles.decision}>
          {t(quotation.decision.decision, { time: showDateTime(quotation.decision.created_at, lang) })}
          {quotation.decision.reason && ` “${quotation.decision.reason}”`}
        </p>
      )}
      {open && <Decide link={link} ticket={ticket} onDone={onDone} />}
      {quotation.pdf_file_id && <Pdf link={link} id={quotation.pdf_file_id} what={quotation.quotation_number} />}
    </section>
  )
}

const DOUBLE_TAP_MS = 600

/** Money is agreed with two taps, never by a slip of the thumb: a double tap is one. */
function Decide({ link, ticket, onDone }: Acting) {
  const t = useText(ticketMessages)
  const [asked, setAsked] = useState<'nothing' | 'approve' | 'reject'>('nothing')
  const asked_at = useRef(0)
  const { busy, problem, act } = useDeed(onDone)
  const { quotation } = ticket
  if (!quotation) return null
  if (asked === 'reject')
    return <Reject link={link} ticket={ticket} onDone={onDone} onBack={() => setAsked('nothing')} />
  const sum = { amount: amount(quotation.total) }
  const ask = (): void => {
    asked_at.current = Date.now()
    setAsked('approve')
  }
  const approve = (): void => {
    if (Date.now() - asked_at.current > DOUBLE_TAP_MS) void act(() => accept(link, quotation.id, quotation.version))
  }
  return (
    <div class={styles.decide}>
      {problem && (
        <p class={ui.alert} role="alert">
          {problem}
        </p>
      )}
      {asked === 'approve' ? (
        <>
          <button type="button" class={ui.primary} disabled={busy} ref={focus} onClick={approve}>
            {t('approve_sure', sum)}
          </button>
          <button type="button" class={ui.secondary} disabled={busy} onClick={() => setAsked('nothing')}>
            {t('back')}
          </button>
        </>
      ) : (
        <>
          <button type="button" class={ui.primary} onClick={ask}>
            {t('approve', sum)}
          </button>
          <button type="button" class={ui.secondary} onClick={() => setAsked('reject')}>
            {t('reject')}
          </button>
        </>
      )}
    </div>
  )
}

const focus = (button: HTMLButtonElement | null): void => button?.focus()
