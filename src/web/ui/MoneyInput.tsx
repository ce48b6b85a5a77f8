import { TextInput, type TextInputProps } from '@mantine/core'
import { useEffect, useState } from 'react'
import { isMoneyText, moneyText, parseMoney } from '../../shared/money.ts'
import styles from './MoneyInput.module.css'

/** What people type for money (`1,234.5`, `RM 80`, `80,`) as decimal text, or null when it is not an amount. */
export function readMoney(typed: string): string | null {
  const text = typed
    .replace(/rm|\s/gi, '')
    .replace(/,(?=\d{3}(\D|$))/g, '')
    .replace(',', '.')
    .replace(/\.$/, '')
  return isMoneyText(text) && !text.startsWith('-') ? moneyText(parseMoney(text)) : null
}

interface Props extends Omit<TextInputProps, 'value' | 'onChange'> {
  /** Decimal text; empty for nothing yet. */
  readonly value: string
  readonly onChange: (value: string) => void
}

/** Right-aligned, with tabular figures; tidied when one leaves it. */
export function MoneyInput({ value, onChange, ...rest }: Props) {
  const [typed, setTyped] = useState(value)
  // biome-ignore lint/correctness/useExhaustiveDependencies: only a value that came from elsewhere replaces what is typed
  useEffect(() => {
    if (readMoney(typed) !== readMoney(value)) setTyped(value)
  }, [value])
  return (
    <TextInput
      inputMode="decimal"
      autoComplete="off"
      {...rest}
      classNames={{ input: styles.input ?? '' }}
      value={typed}
      onChange={event => {
        setTyped(event.currentTarget.value)
        onChange(event.currentTarget.value === '' ? '' : (readMoney(event.currentTarget.value) ?? value))
      }}
      onFocus={event => event.currentTarget.select()}
      onBlur={() => setTyped(value)}
    />
  )
}
