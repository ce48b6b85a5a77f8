import { ActionIcon, Button, TextInput } from '@mantine/core'
import { IconTrash } from '@tabler/icons-react'
import { type FormEvent, useState } from 'react'
import { CHARGED, channelContracts, type PriceList, type Prices, zPriceList, zPrices } from '../../../shared/channel.ts'
import { dayAt } from '../../../shared/time.ts'
import { useSend } from '../../query.ts'
import { useZone } from '../../shell/company.ts'
import { useText } from '../../shell/lang.tsx'
import { Problem } from '../../ui/ErrorState.tsx'
import { toast } from '../../ui/toast.tsx'
import styles from './Channel.module.css'
import { costMessages } from './costs.messages.ts'

interface Draft {
  readonly currency: string
  readonly free_service: string
  readonly lists: readonly (PriceList & { readonly key: string })[]
}

let made = 0
const draftOf = (kept: Prices): Draft => ({
  currency: kept.currency,
  free_service: String(kept.free_service),
  lists: kept.lists.map(list => ({ ...list, key: String(++made) })),
})

const WRONG = { from: 'wrong_day', market: 'wrong_market' } as const

/** The fields of a line that are not as they should be. */
const wrongIn = ({ key: _, ...list }: Draft['lists'][number]): Set<string> =>
  new Set(zPriceList.safeParse(list).error?.issues.map(issue => String(issue.path[0])) ?? [])

/** Prices with the days from which they hold. */
export function PricesForm({ kept }: { kept: Prices & { own: boolean } }) {
  const t = useText(costMessages)
  const today = dayAt(new Date(), useZone())
  const [draft, setDraft] = useState(() => draftOf(kept))
  const [tried, setTried] = useState(false)
  const save = useSend(channelContracts.setPrices, { onSuccess: () => toast(t('saved')) })
  const prices = zPrices.safeParse({ ...draft, free_service: Number(draft.free_service || Number.NaN) })
  const change = (key: string, field: keyof PriceList, value: string): void =>
    setDraft({
      ...draft,
      lists: draft.lists.map(list => (list.key === key ? { ...list, [field]: value.trim() } : list)),
    })
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    setTried(true)
    if (prices.success && !save.isPending) save.mutate({ input: prices.data })
  }
  const add = (): void => {
    const last = draft.lists.at(-1)
    if (last) setDraft({ ...draft, lists: [...draft.lists, { ...last, from: today, key: String(++made) }] })
  }
  return (
    <form className="card stack" onSubmit={submit} noValidate aria-label={t('prices')}>
      <div className="stack-tight">
        <h2>{t('prices')}</h2>
        <p className="quiet small">{t('prices_more')}</p>
        {!kept.own && <p className="small">{t('estimate')}</p>}
      </div>
      <div className="row wrap">
        <TextInput
          size="xs"
          w={110}
          label={t('currency')}
          value={draft.currency}
          onChange={event => setDraft({ ...draft, currency: event.currentTarget.value.toUpperCase().trim() })}
          error={tried && !/^[A-Z]{3}$/.test(draft.currency) ? t('wrong_currency') : null}
        />
        <TextInput
          size="xs"
          w={200}
          inputMode="numeric"
          label={t('quota')}
          value={draft.free_service}
          onChange={event => setDraft({ ...draft, free_service: event.currentTarget.value.replace(/\D/g, '') })}
        />
      </div>
      <ul className={styles.lists}>
        {draft.lists.map(list => {
          const wrong = tried ? wrongIn(list) : new Set()
          const field = (name: keyof PriceList, label: string, more: object = {}) => (
            <TextInput
              size="xs"
              label={label}
              value={list[name]}
              onChange={event => change(list.key, name, event.currentTarget.value)}
              error={wrong.has(name) ? t(WRONG[name as keyof typeof WRONG] ?? 'wrong_rate') : null}
              {...more}
            />
          )
          return (
            <li key={list.key} className={styles.list}>
              {field('from', t('from'), { type: 'date' })}
              {field('market', t('market'))}
              {CHARGED.map(category => (
                <div key={category}>{field(category, t(category), { inputMode: 'decimal' })}</div>
              ))}
              <ActionIcon
                variant="subtle"
                size="md"
                aria-label={t('remove', { from: list.from })}
                disabled={draft.lists.length === 1}
                onClick={() => setDraft({ ...draft, lists: draft.lists.filter(one => one.key !== list.key) })}
              >
                <IconTrash size={18} stroke={1.6} />
              </ActionIcon>
            </li>
          )
        })}
      </ul>
      <Problem error={save.error} />
      <div className="row wrap">
        <Button type="submit" loading={save.isPending}>
          {t('save')}
        </Button>
        <Button type="button" variant="default" onClick={add}>
          {t('add')}
        </Button>
      </div>
    </form>
  )
}
