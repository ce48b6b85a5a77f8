import { Button, Textarea, TextInput } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import type { LineInput } from '../../../shared/lines.ts'
import { type Quotation, quotationContracts } from '../../../shared/quotations.ts'
import type { Company } from '../../../shared/settings.ts'
import { addDays, dayAt } from '../../../shared/time.ts'
import { useSend } from '../../query.ts'
import { useDraft } from '../../shell/draft.ts'
import { useKeys } from '../../shell/keys.ts'
import { useText } from '../../shell/lang.tsx'
import { Problem } from '../../ui/ErrorState.tsx'
import { Restored } from '../../ui/Restored.tsx'
import { toast } from '../../ui/toast.tsx'
import styles from './Estimate.module.css'
import { EstimateLines } from './EstimateLines.tsx'
import { EstimateTotals } from './EstimateTotals.tsx'
import {
  type DraftLine,
  type EstimateTerms,
  emptyLine,
  isBlank,
  priceEstimate,
  problemOf,
  type TaxChoice,
} from './estimate.ts'
import { quotationMessages } from './quotations.messages.ts'

interface Props {
  readonly ticket_id: string
  readonly quotation: Quotation | undefined
  readonly company: Company
  readonly taxChoices: readonly TaxChoice[]
}

/** Zero is an empty box: a zero that one has to delete first is in the way. */
const typed = (amount: string): string => (amount === '0.00' ? '' : amount)

const linesOf = (quotation: Quotation): readonly DraftLine[] =>
  quotation.items.map(item => ({
    ...emptyLine(item.tax_code),
    product_id: item.product_id,
    kind: item.kind,
    description: item.description,
    quantity: String(item.quantity),
    unit_price: item.unit_price,
    discount: typed(item.line_discount),
  }))

const inputOf = (line: DraftLine): LineInput => ({
  product_id: line.product_id,
  kind: line.kind,
  description: line.description.trim(),
  quantity: Number(line.quantity),
  unit_price: line.unit_price,
  discount: line.discount || '0.00',
  tax_code: line.tax_code,
})

export function EstimateForm({ ticket_id, quotation, company, taxChoices }: Props) {
  const t = useText(quotationMessages)
  const navigate = useNavigate()
  const defaultTax =
    taxChoices.find(choice => choice.code === company.default_tax_code)?.code ?? taxChoices[0]?.code ?? 'NOTAX'
  const form = useDraft(`estimate.${ticket_id}`, () => startOf(quotation, company, defaultTax), {
    base: baseOf(quotation),
  })
  const { lines, discount, valid_until, notes } = form.value
  const [strict, setStrict] = useState(false)
  const [error, setError] = useState<unknown>(null)

  const terms: EstimateTerms = {
    price_mode: quotation?.price_mode ?? company.price_mode,
    rounding: company.tax_rounding,
    document_discount: discount,
    tax_choices: taxChoices,
  }
  const priced = priceEstimate(lines, terms)
  const kept = lines.filter(line => !isBlank(line))
  const isGood = kept.length > 0 && kept.every(line => problemOf(line) === null)

  const draft = useSend(quotationContracts.draft, { sent: form.sent, touches: ['tickets'] })
  const revise = useSend(quotationContracts.revise, { sent: form.sent, touches: ['tickets'] })
  const send = useSend(quotationContracts.send, { touches: ['tickets', 'conversations'] })
  const busy = draft.isPending || revise.isPending || send.isPending

  const save = async (): Promise<Quotation> => {
    const body = {
      lines: kept.map(inputOf),
      document_discount: discount || '0.00',
      valid_until,
      notes: notes.trim() || null,
    }
    const saved = await (quotation
      ? revise.mutateAsync({ input: { quotation_id: quotation.id, seen_at: quotation.updated_at, ...body } })
      : draft.mutateAsync({ input: { ticket_id, ...body } }))
    form.saved(baseOf(saved))
    return saved
  }
  const attempt = async (act: () => Promise<void>): Promise<void> => {
    setStrict(true)
    setError(null)
    if (isGood && !busy) await act().catch(setError)
  }
  const saveDraft = (): Promise<void> =>
    attempt(async () => {
      await save()
      toast(t('saved'))
    })
  const sendIt = (): Promise<void> =>
    attempt(async () => {
      const { id, updated_at } = await save()
      const { quotation_number } = await send.mutateAsync({ input: { quotation_id: id, seen_at: updated_at } })
      toast(t('sent', { number: quotation_number }))
      await navigate({ to: '/tickets/$ticket_id', params: { ticket_id } })
    })
  useKeys({ 'mod+enter': () => void sendIt(), 'mod+s': () => void saveDraft() })

  const wasSent = quotation !== undefined && quotation.status !== 'draft'
  return (
    <>
      <Restored draft={form} />
      {wasSent && <p className={styles.warning}>{t('revising')}</p>}
      <EstimateLines
        lines={lines}
        onChange={lines => form.change({ lines })}
        taxChoices={taxChoices}
        defaultTax={defaultTax}
        priced={priced}
        strict={strict}
      />
      <div className={styles.foot}>
        <div className="stack grow">
          <TextInput
            type="date"
            label={t('valid_until')}
            value={valid_until}
            onChange={event => form.change({ valid_until: event.currentTarget.value })}
            w={180}
          />
          <Textarea
            label={t('notes')}
            autosize
            minRows={2}
            maxRows={6}
            value={notes}
            onChange={event => form.change({ notes: event.currentTarget.value })}
          />
        </div>
        <EstimateTotals priced={priced} terms={terms} onDiscount={discount => form.change({ discount })} />
      </div>
      <div className={styles.bar}>
        <div className="grow">
          <Problem error={error} />
          {strict && kept.length === 0 && <p className={styles.wrong}>{t('need_line')}</p>}
        </div>
        <Button variant="default" onClick={() => void saveDraft()} loading={busy && !send.isPending}>
          {t('save_draft')}
        </Button>
        <Button onClick={() => void sendIt()} loading={send.isPending}>
          {wasSent || (quotation && quotation.version > 1) ? t('send_revision') : t('send')}
          <kbd>Ctrl Enter</kbd>
        </Button>
      </div>
    </>
  )
}

interface Typed {
  readonly lines: readonly DraftLine[]
  readonly discount: string
  readonly valid_until: string
  readonly notes: string
}

const startOf = (quotation: Quotation | undefined, company: Company, tax: string): Typed => ({
  lines: quotation ? linesOf(quotation) : [emptyLine(tax)],
  discount: typed(quotation?.document_discount ?? ''),
  valid_until: startingDay(quotation, company),
  notes: quotation?.notes ?? '',
})

/** By what it says: a paper that was made of it, or a customer who looked, changes nothing for who writes it. */
const baseOf = (quotation: Quotation | undefined): string =>
  quotation
    ? JSON.stringify([
        quotation.total,
        quotation.notes,
        quotation.items.map(item => [item.description, item.total_price]),
      ])
    : ''

/** A day that has passed is moved on, so that what is sent again can still be accepted. */
function startingDay(quotation: Quotation | undefined, company: Company): string {
  const today = dayAt(new Date(), company.time_zone)
  if (quotation && quotation.valid_until >= today) return quotation.valid_until
  return addDays(today, company.quotation_valid_days)
}
