import { NativeSelect } from '@mantine/core'
import { IconReceipt2 } from '@tabler/icons-react'
import { useState } from 'react'
import { channelContracts, type MonthCosts } from '../../../shared/channel.ts'
import { showDay } from '../../../shared/time.ts'
import { useGet } from '../../query.ts'
import { useLang, useText } from '../../shell/lang.tsx'
import { Bars } from '../../ui/Bars.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { LoadingRows } from '../../ui/Loading.tsx'
import styles from './Channel.module.css'
import { costMessages } from './costs.messages.ts'
import { PricesForm } from './PricesForm.tsx'

/** What WhatsApp costs the shop: the month, by kind and by day, and the prices that it is counted with. */
export default function CostsPage() {
  const t = useText(costMessages)
  const { lang } = useLang()
  const [month, setMonth] = useState<string>()
  const months = useGet(channelContracts.months, {})
  const costs = useGet(channelContracts.costs, month ? { month } : {}, { keep: true })
  const prices = useGet(channelContracts.prices, {})
  const failed = costs.error ?? prices.error ?? months.error
  if (failed && !(costs.data && prices.data)) return <ErrorState error={failed} retry={() => void costs.refetch()} />
  if (!costs.data || !prices.data || !months.data) return <LoadingRows />
  // `1 Nov 2026` without its day.
  const name = (one: string) => showDay(`${one}-01`, lang).slice(2)
  return (
    <div className="page stack">
      <NativeSelect
        label={t('month')}
        className={styles.months}
        value={month ?? costs.data.month}
        onChange={event => setMonth(event.currentTarget.value)}
        data={months.data.items.map(one => ({ value: one, label: name(one) }))}
      />
      {costs.data.categories.length === 0 ? (
        <section className="card">
          <EmptyState icon={<IconReceipt2 size={28} stroke={1.5} />} title={t('none')}>
            {t('none_more')}
          </EmptyState>
        </section>
      ) : (
        <Month costs={costs.data} />
      )}
      <PricesForm key={JSON.stringify(prices.data)} kept={prices.data} />
    </div>
  )
}

/** A month that cost less than one needs four places, in all of its sums alike. */
function useShow({ currency, total }: Pick<MonthCosts, 'currency' | 'total'>): (amount: string) => string {
  const { lang } = useLang()
  const places = Number(total) < 1 ? 4 : 2
  const format = { minimumFractionDigits: places, maximumFractionDigits: places }
  return amount => `${currency} ${Number(amount).toLocaleString(lang === 'id' ? 'id-ID' : 'en-MY', format)}`
}

function Month({ costs }: { costs: MonthCosts }) {
  const t = useText(costMessages)
  const { lang } = useLang()
  const show = useShow(costs)
  const { free_used: used, free_quota: quota } = costs
  const kind = (category: string) => (category in costMessages ? t(category as keyof typeof costMessages) : category)
  return (
    <>
      <section className="card stack" aria-label={t('total')}>
        <div className={styles.head}>
          <div>
            <p className="quiet small">{t('total')}</p>
            <p className={`${styles.sum} tabular`}>{show(costs.total)}</p>
          </div>
        </div>
        <div className="stack-tight">
          <p className="row-between small">
            <span>{t('free')}</span>
            <span className="tabular strong">{t('free_of', { used, quota })}</span>
          </p>
          <div className={styles.quota} aria-hidden="true">
            <span style={{ width: `${quota > 0 ? Math.min(100, (used / quota) * 100) : 100}%` }} />
          </div>
          <p className="quiet tiny">{t('free_more')}</p>
        </div>
      </section>
      <section className="card stack" aria-label={t('by_kind')}>
        <h2>{t('by_kind')}</h2>
        <table className={`${styles.table} tabular`}>
          <thead>
            <tr>
              <th scope="col">{t('category')}</th>
              <th scope="col">{t('messages')}</th>
              <th scope="col">{t('charged')}</th>
              <th scope="col">{t('amount')}</th>
            </tr>
          </thead>
          <tbody>
            {costs.categories.map(one => (
              <tr key={one.category}>
                <th scope="row">{kind(one.category)}</th>
                <td>{one.messages}</td>
                <td>{one.charged}</td>
                <td>{one.amount === null ? t('no_price') : show(one.amount)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <section className="card stack" aria-label={t('by_day')}>
        <h2>{t('by_day')}</h2>
        <Bars
          title={t('by_day')}
          what={t('day')}
          tableLabel={t('as_table')}
          series={[t('charged'), t('free_ones')]}
          columns={[t('charged'), t('free_ones'), t('amount')]}
          every={5}
          bars={costs.days.map(({ day, amount, messages, charged }) => ({
            key: day,
            label: showDay(day, lang, day),
            values: [charged, messages - charged],
            texts: [String(charged), String(messages - charged), show(amount)],
          }))}
        />
      </section>
    </>
  )
}
