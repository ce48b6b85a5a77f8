import { ActionIcon, Button, NativeSelect, TextInput } from '@mantine/core'
import { IconPlus, IconX } from '@tabler/icons-react'
import { type KeyboardEvent, useRef } from 'react'
import type { Product } from '../../../shared/catalogue.ts'
import { showMoney } from '../../../shared/money.ts'
import { useText } from '../../shell/lang.tsx'
import { MoneyInput } from '../../ui/MoneyInput.tsx'
import styles from './Estimate.module.css'
import { type DraftLine, emptyLine, type PricedEstimate, problemOf, type TaxChoice } from './estimate.ts'
import { ProductField } from './ProductField.tsx'
import { quotationMessages } from './quotations.messages.ts'

interface Props {
  readonly lines: readonly DraftLine[]
  readonly onChange: (lines: readonly DraftLine[]) => void
  readonly taxChoices: readonly TaxChoice[]
  readonly defaultTax: string
  readonly priced: PricedEstimate
  /** Problems are shown once one tried to send, not while one types. */
  readonly strict: boolean
}

export function EstimateLines({ lines, onChange, taxChoices, defaultTax, priced, strict }: Props) {
  const t = useText(quotationMessages)
  const table = useRef<HTMLTableElement>(null)
  const focusLine = (index: number): void => {
    requestAnimationFrame(() =>
      table.current?.querySelectorAll<HTMLInputElement>('input[data-field="description"]')[index]?.focus(),
    )
  }
  const add = (): void => {
    onChange([...lines, emptyLine(defaultTax)])
    focusLine(lines.length)
  }
  const change = (index: number, part: Partial<DraftLine>): void =>
    onChange(lines.map((line, i) => (i === index ? { ...line, ...part } : line)))
  const remove = (index: number): void => {
    onChange(lines.length === 1 ? [emptyLine(defaultTax)] : lines.filter((_, i) => i !== index))
    focusLine(Math.max(0, index - 1))
  }
  return (
    <div className="stack">
      <table className={styles.lines} ref={table}>
        <thead>
          <tr>
            <th scope="col">{t('description')}</th>
            <th scope="col" className={styles.kind}>
              {t('kind')}
            </th>
            <th scope="col" className={styles.quantity}>
              {t('quantity')}
            </th>
            <th scope="col" className={styles.money}>
              {t('unit_price')}
            </th>
            <th scope="col" className={styles.money}>
              {t('discount')}
            </th>
            <th scope="col" className={styles.tax}>
              {t('tax')}
            </th>
            <th scope="col" className={styles.amount}>
              {t('amount')}
            </th>
            <th className={styles.remove}>
              <span className="sr-only">{t('remove_line', { n: '' })}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line, index) => (
            <Line
              key={line.key}
              line={line}
              number={index + 1}
              taxChoices={taxChoices}
              amount={amountOf(line, priced)}
              problem={strict ? problemOf(line) : null}
              change={part => change(index, part)}
              remove={() => remove(index)}
              enter={() => (index === lines.length - 1 ? add() : focusLine(index + 1))}
            />
          ))}
        </tbody>
      </table>
      <div>
        <Button variant="subtle" leftSection={<IconPlus size={16} />} onClick={add}>
          {t('add_line')}
        </Button>
      </div>
    </div>
  )
}

function amountOf(line: DraftLine, priced: PricedEstimate): string {
  const amount = priced.amounts.get(line.key)
  return amount === undefined ? '–' : showMoney(amount)
}

interface LineProps {
  readonly line: DraftLine
  readonly number: number
  readonly taxChoices: readonly TaxChoice[]
  readonly amount: string
  readonly problem: ReturnType<typeof problemOf>
  readonly change: (part: Partial<DraftLine>) => void
  readonly remove: () => void
  readonly enter: () => void
}

function Line({ line, number, taxChoices, amount, problem, change, remove, enter }: LineProps) {
  const t = useText(quotationMessages)
  const label = (field: 'description' | 'kind' | 'quantity' | 'unit_price' | 'discount' | 'tax'): string =>
    `${t(field)}, ${t('line_n', { n: number })}`
  const wrong = (field: NonNullable<typeof problem>): string | undefined =>
    problem === field ? t(`fix_${field}`) : undefined
  const pick = (product: Product): void =>
    change({
      product_id: product.id,
      description: product.name,
      unit_price: product.price,
      tax_code: product.tax_code,
      kind: product.kind === 'service' ? 'labour' : 'part',
    })
  const onKey = (event: KeyboardEvent): void => {
    const moves = event.key === 'Enter' && !event.ctrlKey && !event.metaKey && !event.defaultPrevented
    if (!moves || !(event.target instanceof HTMLInputElement)) return
    event.preventDefault()
    enter()
  }
  return (
    <tr onKeyDown={onKey}>
      <td className={styles.description} data-label={t('description')}>
        <ProductField
          value={line.description}
          label={label('description')}
          error={wrong('description')}
          onType={description => change({ description, product_id: null })}
          onPick={pick}
        />
      </td>
      <td data-label={t('kind')}>
        <NativeSelect
          aria-label={label('kind')}
          value={line.kind}
          onChange={event => change({ kind: event.currentTarget.value as DraftLine['kind'] })}
          data={[
            { value: 'labour', label: t('labour') },
            { value: 'part', label: t('part') },
          ]}
        />
      </td>
      <td data-label={t('quantity')}>
        <TextInput
          aria-label={label('quantity')}
          inputMode="numeric"
          value={line.quantity}
          error={wrong('quantity')}
          classNames={{ input: styles.right ?? '' }}
          onFocus={event => event.currentTarget.select()}
          onChange={event => change({ quantity: event.currentTarget.value })}
        />
      </td>
      <td data-label={t('unit_price')}>
        <MoneyInput
          aria-label={label('unit_price')}
          value={line.unit_price}
          error={wrong('unit_price')}
          onChange={unit_price => change({ unit_price })}
        />
      </td>
      <td data-label={t('discount')}>
        <MoneyInput
          aria-label={label('discount')}
          value={line.discount}
          error={wrong('discount')}
          onChange={discount => change({ discount })}
        />
      </td>
      <td data-label={t('tax')}>
        <NativeSelect
          aria-label={label('tax')}
          value={line.tax_code}
          onChange={event => change({ tax_code: event.currentTarget.value })}
          data={taxChoices.map(choice => ({ value: choice.code, label: choice.name }))}
        />
      </td>
      <td className={styles.amount} data-label={t('amount')}>
        <span className="tabular">{amount}</span>
      </td>
      <td className={styles.remove}>
        <ActionIcon aria-label={t('remove_line', { n: number })} onClick={remove}>
          <IconX size={16} />
        </ActionIcon>
      </td>
    </tr>
  )
}
