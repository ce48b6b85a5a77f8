import { Button } from '@mantine/core'
import type { Lang } from '../../../shared/messages.ts'
import { type TextVersion, textContracts } from '../../../shared/texts.contracts.ts'
import { TEXTS, type TextKey } from '../../../shared/texts.ts'
import { useGet } from '../../query.ts'
import { useText } from '../../shell/lang.tsx'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { LoadingRows } from '../../ui/Loading.tsx'
import { When } from '../../ui/When.tsx'
import { differenceOf } from './difference.ts'
import styles from './Texts.module.css'
import { textsMessages } from './texts.messages.ts'

const TAGS = { same: 'span', gone: 'del', new: 'ins' } as const

interface Props {
  readonly name: TextKey
  readonly lang: Lang
  readonly now: number
  readonly again: (version: number) => void
}

/** Who changed it when, and what; any of them can be taken up again. */
export function History({ name, lang, now, again }: Props) {
  const t = useText(textsMessages)
  const { data, error, refetch } = useGet(textContracts.versions, { key: name, lang })
  if (error && !data) return <ErrorState error={error} retry={() => void refetch()} />
  if (!data) return <LoadingRows />
  const original = TEXTS[name][lang].trim()
  const wordsOf = (version: TextVersion | undefined): string =>
    version?.variants?.map(text => text.trim()).join('\n') ?? original
  return (
    <ol className={styles.past}>
      {data.items.map((version, index) => (
        <li key={version.version}>
          <p className="row-between">
            <span className="tiny">
              <strong>{t('version', { n: version.version })}</strong>
              {version.variants === null && ` · ${t('original')}`}
              {version.changed_by && ` · ${t('by', { name: version.changed_by })}`} · <When at={version.created_at} />
            </span>
            {version.version === now ? (
              <span className="quiet tiny">{t('now')}</span>
            ) : (
              <Button size="compact-xs" variant="default" onClick={() => again(version.version)}>
                {t('again')}
              </Button>
            )}
          </p>
          <p lang={lang} className={styles.said}>
            {differenceOf(wordsOf(data.items[index + 1]), wordsOf(version)).map(({ kind, text }, at) => {
              const Tag = TAGS[kind]
              // biome-ignore lint/suspicious/noArrayIndexKey: a version does not change
              return <Tag key={at}>{text}</Tag>
            })}
          </p>
        </li>
      ))}
    </ol>
  )
}
