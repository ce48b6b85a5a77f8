import { showMoney } from '../../../shared/money.ts'
import type { PricedDocument } from '../../../shared/pricing.ts'
import { useText } from '../../shell/lang.tsx'
import { MoneyInput } from '../../ui/MoneyInput.tsx'
import styles from './Estimate.module.css'
import type { EstimateTerms } from './estimate.ts'
import { quotationMessages } from './quotations.messages.ts'

interface Props {
  readonly priced: PricedDocument
  readonly terms: EstimateTerms
  readonly onDiscount: (discount: string) => void
}

export function EstimateTotals({ priced, terms, onDiscount }: Props) {
  const t = useText(quotationMessages)
  const nameOf = (code: string): string => terms.tax_choices.find(choice => choice.code === code)?.name ?? code
  return (
    <dl className={styles.totals} aria-live="polite">
      <div>
        <dt id="document-discount">{t('document_discount')}</dt>
        <dd>
          <MoneyInput
            aria-labelledby="document-discount"
            size="xs"
            w={104}
            value={terms.document_discount}
            onChange={onDiscount}
          />
        </dd>
      </div>
      <div>
        <dt>{t('subtotal')}</dt>
        <dd>{showMoney(priced.subtotal)}</dd>
      </div>
      {priced.taxes
        .filter(tax => tax.tax !== 0)
        .map(tax => (
          <div key={`${tax.tax_code}${tax.tax_rate}`}>
            <dt>{nameOf(tax.tax_code)}</dt>
            <dd>{showMoney(tax.tax)}</dd>
          </div>
        ))}
      <div className={styles.grand}>
        <dt>{t('total')}</dt>
        <dd>{showMoney(priced.total)}</dd>
      </div>
      {terms.price_mode === 'inclusive' && <p className="quiet tiny">{t('tax_inside')}</p>}
    </dl>
  )
}
