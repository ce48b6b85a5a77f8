import type { ReactNode } from 'react'
import type { Invoice } from '../../../shared/invoices.ts'
import { parseMoney } from '../../../shared/money.ts'
import { useText } from '../../shell/lang.tsx'
import { Money } from '../../ui/Money.tsx'
import { Phone } from '../../ui/Phone.tsx'
import styles from './Invoices.module.css'
import { invoiceMessages } from './invoices.messages.ts'

/** What the invoice says, as the paper says it. */
export function InvoicePaper({ invoice }: { invoice: Invoice }) {
  const t = useText(invoiceMessages)
  const buyer = invoice.buyer
  return (
    <article className={styles.paper}>
      <header>
        <p className="strong">{buyer?.name ?? invoice.customer_name}</p>
        {buyer?.company_name && <p>{buyer.company_name}</p>}
        {buyer?.phone && <Phone e164={buyer.phone} />}
        {buyer?.address && <p className="quiet small">{buyer.address}</p>}
      </header>
      <table className={styles.items}>
        <thead>
          <tr>
            <th scope="col">{t('item')}</th>
            <th scope="col">{t('quantity')}</th>
            <th scope="col">{t('unit_price')}</th>
            <th scope="col">{t('amount')}</th>
          </tr>
        </thead>
        <tbody>
          {invoice.items.map(item => (
            <tr key={item.position}>
              <td>
                {item.description}
                {parseMoney(item.tax_rate) > 0 && <p className="quiet tiny">{item.tax_name}</p>}
                {parseMoney(item.discount) > 0 && (
                  <p className="quiet tiny">
                    {t('discount')} −<Money amount={item.discount} />
                  </p>
                )}
              </td>
              <td>{item.quantity}</td>
              <td>
                <Money amount={item.unit_price} />
              </td>
              <td>
                <Money amount={item.total_price} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <Totals invoice={invoice} />
      {invoice.notes && <p className="quiet small">{invoice.notes}</p>}
    </article>
  )
}

function Totals({ invoice }: { invoice: Invoice }) {
  const t = useText(invoiceMessages)
  const inside = invoice.price_mode === 'inclusive' ? ` (${t('tax_included')})` : ''
  return (
    <dl className={styles.totals}>
      <Line label={t('subtotal')} amount={invoice.subtotal} />
      {invoice.taxes
        .filter(tax => parseMoney(tax.tax_amount) !== 0)
        .map(tax => (
          <Line key={tax.tax_code} label={tax.tax_name + inside} amount={tax.tax_amount} />
        ))}
      <Line label={<strong>{t('total')}</strong>} amount={invoice.total} strong />
      <Line label={t('credited')} amount={invoice.credited_amount} unlessZero />
      <Line label={t('rounding')} amount={invoice.rounding_amount} unlessZero />
      <Line label={t('paid')} amount={invoice.paid_amount} unlessZero />
      <Line label={<strong>{t('balance')}</strong>} amount={invoice.balance} strong owed />
    </dl>
  )
}

function Line({
  label,
  amount,
  strong,
  owed,
  unlessZero,
}: {
  label: ReactNode
  amount: string
  strong?: boolean
  owed?: boolean
  unlessZero?: boolean
}) {
  if (unlessZero && parseMoney(amount) === 0) return null
  return (
    <div>
      <dt>{label}</dt>
      <dd>
        <Money amount={amount} strong={strong ?? false} owed={owed ?? false} />
      </dd>
    </div>
  )
}
