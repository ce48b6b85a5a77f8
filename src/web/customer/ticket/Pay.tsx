/** @jsxImportSource preact */
import { useRef, useState } from 'preact/hooks'
import type { Invoice } from '../../../shared/invoices.ts'
import { Icon } from '../../preact/Icon.tsx'
import { useText } from '../../preact/lang.tsx'
import { newKey, sendSlip } from '../api.ts'
import { smaller } from '../resize.ts'
import ui from '../ui.module.css'
import { type Acting, useDeed } from './act.ts'
import { amount } from './Lines.tsx'
import styles from './Money.module.css'
import { ticketMessages } from './ticket.messages.ts'

/** At the counter, or by transfer with its slip. */
export function Pay({ link, ticket, invoice, onDone }: Acting & { invoice: Invoice }) {
  const t = useText(ticketMessages)
  const { shop } = ticket
  const slips = invoice.payments.filter(payment => payment.proof_file_id !== null)
  const waiting = slips.some(payment => payment.status === 'pending')
  const refused = !waiting && slips.at(-1)?.status === 'failed'
  return (
    <>
      <div class={styles.way}>
        <h3>{t('pay_counter')}</h3>
        <p>{t('pay_counter_how')}</p>
        {invoice.cash_due !== invoice.balance && <p>{t('pay_cash', { amount: amount(invoice.cash_due) })}</p>}
      </div>
      {shop.bank_details && (
        <div class={styles.way}>
          <h3>{t('pay_transfer')}</h3>
          <p class={styles.bank}>{shop.bank_details}</p>
          <Copy text={/\d[\d -]{6,}\d/.exec(shop.bank_details)?.[0].replace(/\D/g, '')} />
          {invoice.invoice_number && <p>{t('pay_reference', { number: invoice.invoice_number })}</p>}
          {refused && <p class={ui.alert}>{t('slip_refused')}</p>}
          {waiting ? (
            <p class={styles.decision} role="status">
              {t('slip_waiting')}
            </p>
          ) : (
            <Slip link={link} invoice_id={invoice.id} onDone={onDone} />
          )}
        </div>
      )}
    </>
  )
}

function Copy({ text }: { text: string | undefined }) {
  const t = useText(ticketMessages)
  const [done, setDone] = useState(false)
  // A plain-http address of the shop's network has no clipboard.
  if (!text || !navigator.clipboard) return null
  return (
    <button
      type="button"
      class={styles.copy}
      onClick={() => void navigator.clipboard.writeText(text).then(() => setDone(true))}
    >
      <Icon name={done ? 'check' : 'copy'} size={18} /> {done ? t('copied') : `${t('copy')} ${text}`}
    </button>
  )
}

function Slip({ link, invoice_id, onDone }: Pick<Acting, 'link' | 'onDone'> & { invoice_id: string }) {
  const t = useText(ticketMessages)
  const { busy, problem, act } = useDeed(onDone)
  // The same slip again, after a lost answer, is the same deed.
  const sent = useRef<{ name: string; key: string } | null>(null)
  const send = async (slip: File): Promise<unknown> => {
    const name = `${slip.name}:${slip.size}:${slip.lastModified}`
    if (sent.current?.name !== name) sent.current = { name, key: newKey() }
    return sendSlip(link, invoice_id, slip.type.startsWith('image/') ? await smaller(slip) : slip, sent.current.key)
  }
  return (
    <>
      {problem && (
        <p class={ui.alert} role="alert">
          {problem}
        </p>
      )}
      <label class={`${ui.secondary} ${styles.slip}`}>
        <input
          type="file"
          class="sr-only"
          accept="image/*,application/pdf"
          disabled={busy}
          onChange={event => {
            const [slip] = event.currentTarget.files ?? []
            event.currentTarget.value = ''
            if (slip) void act(() => send(slip))
          }}
        />
        <Icon name="camera" /> {busy ? t('slip_sending') : t('slip')}
      </label>
    </>
  )
}
