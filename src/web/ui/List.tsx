import { type ReactNode, useEffect } from 'react'
import type { Pages } from '../query.ts'
import { useKeys } from '../shell/keys.ts'
import { ErrorState } from './ErrorState.tsx'
import styles from './List.module.css'
import { LoadingRows } from './Loading.tsx'
import { MoreRows, useReadOn } from './MoreRows.tsx'

interface Props<Item> {
  readonly pages: Pages<Item>
  readonly nothing: ReactNode
  readonly keyOf: (item: Item) => string
  readonly row: (item: Item) => ReactNode
  /** Height of a row, for the skeletons. */
  readonly height: number
  readonly isChosen: (item: Item) => boolean
  readonly open: (item: Item) => void
}

/** Rows that load, fail or are none; `j` and `k` open the next and the last. A row is a link with `rowClass`. */
export function List<Item>({ pages, nothing, keyOf, row, height, isChosen, open }: Props<Item>) {
  const { error, more } = pages
  // One that moved up while a page was turned comes twice.
  const items = pages.items && [...new Map(pages.items.map(item => [keyOf(item), item])).values()]
  const readOn = useReadOn(items?.length ?? 0)
  const step = (by: number) => () => {
    const at = items?.findIndex(isChosen) ?? -1
    const next = items?.[Math.max(0, Math.min(items.length - 1, at + by))]
    if (next) open(next)
    if (items && at + by >= items.length - 1 && !more?.loading) void more?.load()
  }
  useKeys({ j: step(1), k: step(-1) })
  const chosen = items?.find(isChosen)
  const key = chosen && keyOf(chosen)
  // biome-ignore lint/correctness/useExhaustiveDependencies: whoever steps through the rows sees where he is
  useEffect(() => {
    readOn.box.current?.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest' })
  }, [key])
  return (
    <div className={styles.scroll} ref={readOn.box}>
      {error && !items && <ErrorState error={error} retry={pages.again} />}
      {!items && !error && <LoadingRows rows={9} height={height} />}
      {items?.length === 0 && nothing}
      <ul>
        {items?.map(item => (
          <li key={keyOf(item)}>{row(item)}</li>
        ))}
      </ul>
      {more && <MoreRows more={more} shown={items?.length ?? 0} readOn={readOn} />}
    </div>
  )
}

export const rowClass = styles.row

/** Search and filters above the rows. */
export const ListTools = ({ children }: { children: ReactNode }) => <div className={styles.tools}>{children}</div>
