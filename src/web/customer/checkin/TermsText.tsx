/** @jsxImportSource preact */
import { parseMoney, showMoney } from '../../../shared/money.ts'
import type { Terms } from '../../../shared/tickets.ts'
import { useText } from '../../preact/lang.tsx'
import styles from './CheckinForm.module.css'
import { checkinMessages } from './checkin.messages.ts'

/** What is signed: the two figures that matter big, then every word. Nothing of it is folded away. */
export function TermsText({ terms }: { terms: Terms }) {
  const t = useText(checkinMessages)
  const fee = parseMoney(terms.diagnostic_fee)
  return (
    <div class={styles.terms} lang={terms.lang}>
      <dl class={styles.figures}>
        <div>
          <dt>{t('fee')}</dt>
          <dd>{fee === 0 ? t('fee_none') : showMoney(fee)}</dd>
        </div>
        <div>
          <dt>{t('storage')}</dt>
          <dd>{t('days', { days: terms.storage_days })}</dd>
        </div>
      </dl>
      <ul class={styles.wording}>
        {terms.wording.map(paragraph => (
          <li key={paragraph}>{paragraph}</li>
        ))}
        <li>{terms.privacy}</li>
      </ul>
      <a class={styles.privacy} href={`/privacy?lang=${terms.lang}`} target="_blank" rel="noopener">
        {t('privacy_full')}
      </a>
    </div>
  )
}
