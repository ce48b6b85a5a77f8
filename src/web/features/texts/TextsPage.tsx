import { Checkbox, TextInput } from '@mantine/core'
import { IconMessageSearch, IconSearch } from '@tabler/icons-react'
import { useMemo, useState } from 'react'
import { LANGS } from '../../../shared/messages.ts'
import { type OwnText, textContracts } from '../../../shared/texts.contracts.ts'
import { ownKey, ownTextsOf } from '../../../shared/texts.ts'
import { useGet } from '../../query.ts'
import { useText } from '../../shell/lang.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { LoadingRows } from '../../ui/Loading.tsx'
import { isFound, KINDS, keysOf, placesOf } from './places.ts'
import { TextRow } from './TextRow.tsx'
import styles from './Texts.module.css'
import { textsMessages } from './texts.messages.ts'

/** Everything that is said to a customer, in the shop's own words where it has any. */
export default function TextsPage() {
  const { data, error, refetch } = useGet(textContracts.list, {})
  if (error && !data) return <ErrorState error={error} retry={() => void refetch()} />
  return <div className="page stack">{data ? <Texts kept={data.items} /> : <LoadingRows />}</div>
}

function Texts({ kept }: { kept: readonly OwnText[] }) {
  const t = useText(textsMessages)
  const [search, setSearch] = useState('')
  const [onlyChanged, setOnlyChanged] = useState(false)
  const latest = useMemo(() => new Map(kept.map(text => [`${text.key} ${text.lang}`, text])), [kept])
  const own = useMemo(() => ownTextsOf(kept), [kept])
  const groups = KINDS.map(kind => ({
    kind,
    places: placesOf(kind)
      .map(place => ({
        place,
        keys: keysOf(place).filter(
          key =>
            isFound(key, search, `${t(kind)} ${t(place)}`, own) &&
            (!onlyChanged || LANGS.some(lang => own.has(ownKey(key, lang)))),
        ),
      }))
      .filter(({ keys }) => keys.length > 0),
  })).filter(({ places }) => places.length > 0)
  return (
    <>
      <p className="quiet small">{t('about')}</p>
      <div className={styles.find}>
        <TextInput
          type="search"
          aria-label={t('search')}
          placeholder={t('search')}
          leftSection={<IconSearch size={16} aria-hidden="true" />}
          value={search}
          onChange={event => setSearch(event.currentTarget.value)}
        />
        <Checkbox
          label={t('only_changed')}
          checked={onlyChanged}
          onChange={event => setOnlyChanged(event.currentTarget.checked)}
        />
      </div>
      {groups.length === 0 && (
        <EmptyState icon={<IconMessageSearch size={28} stroke={1.5} />} title={t('none')}>
          {t('none_more')}
        </EmptyState>
      )}
      {groups.map(({ kind, places }) => (
        <section key={kind} className="stack-tight" aria-label={t(kind)}>
          <h2>{t(kind)}</h2>
          {places.map(({ place, keys }) => (
            <div key={place} className={styles.place}>
              <h3 className="quiet small">{t(place)}</h3>
              <ul className={styles.rows}>
                {keys.map(key => (
                  <TextRow key={key} name={key} latest={latest} own={own} />
                ))}
              </ul>
            </div>
          ))}
        </section>
      ))}
    </>
  )
}
