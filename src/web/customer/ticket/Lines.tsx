/** @jsxImportSource preact */
import type { Invoice } from '../../../shared/invoices.ts'
import { parseMoney, showMoney } from '../../../shared/money.ts'
import { useText } from '../../preact/lang.tsx'
import styles from './Money.module.css'
import { ticketMessages } from './ticket.messages.ts'

/** A quotation has the same. */
type Document = Pick<Invoice, 'items' | 'taxes' | 'price_mode' | 'document_discount' | 'subtotal' | 'total'>

export const amount = (text: string): string => showMoney(parseMoney(text))
const isZero = (text: string): boolean => parseMoney(text) === 0

/** Lines and sums of a quotation or an invoice, as the PDF says them. */
export function Lines({ document }: { document: Document }) {
  const t = useText(ticketMessages)
  const taxes = document.taxes.filter(tax => !isZero(tax.tax_amount))
  return (
    <>
      <ul class={styles.lines}>
        {document.items.map(item => (
          <li key={item.position}>
            <span>
              {item.description}
              <small>
                {t(item.kind)}
                {item.quantity > 1 && ` · ${item.quantity} × ${amount(item.unit_price)}`}
              </small>
            </span>
            <b>{amount(item.total_price)}</b>
          </li>
        ))}
      </ul>
      <dl class={styles.sums}>
        {!isZero(document.document_discount) && (
          <Sum name={t('discount')} value={`−${amount(document.document_discount)}`} />
        )}
        {document.price_mode === 'exclusive' && taxes.length > 0 && (
          <Sum name={t('subtotal')} value={amount(document.subtotal)} />
        )}
        {taxes.map(tax => (
          <Sum
            key={tax.tax_code + tax.tax_rate}
            name={document.price_mode === 'exclusive' ? tax.tax_name : t('tax_included', { name: tax.tax_name })}
            value={amount(tax.tax_amount)}
          />
        ))}
        <div class={styles.total}>
          <dt>{t('total')}</dt>
          <dd>{amount(document.total)}</dd>
        </div>
      </dl>
    </>
  )
}

const Sum = ({ name, value }: { name: string; value: string }) => (
  <div>
    <dt>{name}</dt>
    <dd>{value}</dd>
  </div>
)
