import { Combobox, TextInput, useCombobox } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { catalogueContracts, type Product } from '../../../shared/catalogue.ts'
import { parseMoney, showMoney } from '../../../shared/money.ts'
import { useGet } from '../../query.ts'
import { useText } from '../../shell/lang.tsx'
import { quotationMessages } from './quotations.messages.ts'

interface Props {
  readonly value: string
  readonly label: string
  readonly error?: string | undefined
  readonly onType: (text: string) => void
  readonly onPick: (product: Product) => void
}

const SEARCH_MS = 120

/** A line's description: what one types, or what one picks of what the catalogue has like it. */
export function ProductField({ value, label, error, onType, onPick }: Props) {
  const t = useText(quotationMessages)
  const combobox = useCombobox({ onDropdownClose: () => combobox.resetSelectedOption() })
  const [wanted] = useDebouncedValue(value.trim(), SEARCH_MS)
  const { data } = useGet(
    catalogueContracts.products,
    { search: wanted, limit: 8 },
    { enabled: combobox.dropdownOpened && wanted.length > 1, keep: true },
  )
  const products: readonly Product[] = wanted.length > 1 ? (data?.items ?? []) : []
  const pick = (id: string): void => {
    const product = products.find(one => one.id === id)
    if (product) onPick(product)
    combobox.closeDropdown()
  }
  return (
    <Combobox store={combobox} onOptionSubmit={pick} width={380} position="bottom-start" shadow="md">
      <Combobox.Target>
        <TextInput
          aria-label={label}
          data-field="description"
          placeholder={t('description_hint')}
          value={value}
          error={error}
          autoComplete="off"
          onChange={event => {
            onType(event.currentTarget.value)
            combobox.openDropdown()
          }}
          onBlur={() => combobox.closeDropdown()}
        />
      </Combobox.Target>
      <Combobox.Dropdown hidden={wanted.length < 2 || data === undefined}>
        <Combobox.Options aria-label={t('description_hint')}>
          {products.map(product => (
            <Combobox.Option key={product.id} value={product.id}>
              <div className="row-between">
                <span className="truncate">{product.name}</span>
                <span className="row tiny">
                  {product.kind === 'goods' && (
                    <span className="quiet">
                      {product.stock_quantity > 0 ? t('in_stock', { n: product.stock_quantity }) : t('no_stock')}
                    </span>
                  )}
                  <span className="tabular">{showMoney(parseMoney(product.price))}</span>
                </span>
              </div>
            </Combobox.Option>
          ))}
          {products.length === 0 && <Combobox.Empty>{t('nothing_found')}</Combobox.Empty>}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  )
}
