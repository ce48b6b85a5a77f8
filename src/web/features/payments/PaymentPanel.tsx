import { Button, SegmentedControl, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { Invoice } from '../../../shared/invoices.ts'
import { moneyText, showMoney } from '../../../shared/money.ts'
import { type Payment, paymentContracts } from '../../../shared/payments.ts'
import { PAYMENT_METHODS, type PaymentMethod } from '../../../shared/tender.ts'
import { useSend } from '../../query.ts'
import { useCompany } from '../../shell/company.ts'
import { useKeys } from '../../shell/keys.ts'
import { useText } from '../../shell/lang.tsx'
import { Problem } from '../../ui/ErrorState.tsx'
import { MoneyInput } from '../../ui/MoneyInput.tsx'
import { invoiceMessages } from '../invoices/invoices.messages.ts'
import styles from './Payments.module.css'
import { likelyNotes, reckon } from './tender.ts'

export function PaymentPanel({ invoice, onTaken }: { invoice: Invoice; onTaken: (payment: Payment) => void }) {
  const t = useText(invoiceMessages)
  const company = useCompany().data
  const [method, setMethod] = useState<PaymentMethod>('cash')
  const [typed, setTyped] = useState('')
  const [reference, setReference] = useState('')
  const sum = reckon(invoice, { method, typed }, company?.cash_rounding ?? 'cash', company?.currency ?? 'MYR')
  const isCash = method === 'cash'
  // Nobody has counted cash of which nothing was typed; the keys that brought one here, pressed twice, must not take it either.
  const isCounted = !isCash || typed !== ''
  const isReady = isCounted && sum.taken > 0 && !sum.tooMuch
  const take = useSend(paymentContracts.record, {
    touches: ['invoices', 'payments', 'tickets', 'conversations'],
    onSuccess: ({ payment }) => {
      onTaken(payment)
      setTyped('')
      setReference('')
    },
  })
  const submit = (): void => {
    if (take.isPending || !isReady) return
    take.mutate({
      input: {
        invoice_id: invoice.id,
        payment_method: method,
        ...(sum.left > 0 ? { amount: moneyText(sum.taken) } : {}),
        ...(method === 'cash' ? { cash_given: moneyText(sum.taken + sum.change) } : {}),
        ...(reference.trim() ? { payment_reference: reference.trim() } : {}),
      },
    })
  }
  useKeys(isReady ? { 'mod+enter': submit } : {})
  return (
    <section className="card stack" aria-label={t('take_payment')}>
      <div className={styles.due}>
        <span className="quiet">{t('to_pay')}</span>
        <strong className={styles.big}>{showMoney(sum.due)}</strong>
        {sum.rounding !== 0 && (
          <span className="quiet tiny tabular">
            {t('rounding')} {sum.rounding > 0 ? '+' : ''}
            {showMoney(sum.rounding)}
          </span>
        )}
      </div>
      <SegmentedControl
        aria-label={t('method')}
        size="xs"
        fullWidth
        className={styles.methods ?? ''}
        value={method}
        onChange={value => setMethod(value as PaymentMethod)}
        data={PAYMENT_METHODS.map(value => ({ value, label: t(`method_${value}`) }))}
      />
      <MoneyInput
        size="md"
        label={isCash ? t('cash_given') : t('pay_amount')}
        // A sum in grey would pass for counted cash.
        placeholder={isCash ? '' : moneyText(sum.due)}
        value={typed}
        onChange={setTyped}
        error={sum.tooMuch ? t('too_much') : undefined}
      />
      {isCash && (
        <div className="row wrap">
          {[moneyText(sum.due), ...likelyNotes(sum.due)].map((note, index) => (
            <Button key={note} size="compact-sm" variant="default" className="tabular" onClick={() => setTyped(note)}>
              {index === 0 ? t('exact') : showMoney(Number(note) * 100).replace(/\.00$/, '')}
            </Button>
          ))}
        </div>
      )}
      {!isCash && (
        <TextInput
          label={t('reference')}
          value={reference}
          onChange={event => setReference(event.currentTarget.value)}
        />
      )}
      {isCash && isCounted && sum.left === 0 && (
        <p className={styles.change} aria-live="polite">
          <span>{t('change')}</span>
          <strong className={styles.big}>{showMoney(sum.change)}</strong>
        </p>
      )}
      {sum.left > 0 && <p className={styles.part}>{t('part_paid', { left: showMoney(sum.left) })}</p>}
      {!isCounted && <p className="quiet small">{t('count_cash')}</p>}
      <Problem error={take.error} />
      <Button fullWidth size="md" onClick={submit} loading={take.isPending} disabled={!isReady}>
        {t('take_payment')}
        {isReady && <kbd>Ctrl Enter</kbd>}
      </Button>
    </section>
  )
}
