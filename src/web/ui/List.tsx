import type { ReactNode } from 'react'
import { useKeys } from '../shell/keys.ts'
import { ErrorState } from './ErrorState.tsx'
import styles from './List.module.css'
import { LoadingRows } from './Loading.tsx'

interface Props<Item> {
  readonly items: readonly Item[] | undefined
  readonly error: Error | null
  readonly retry: () => void
  readonly nothing: ReactNode
  readonly keyOf: (item: Item) => string
  readonly row: (item: Item) => ReactNode
  /** Height of a row, for the skeletons. */
  readonly height: number
  readonly isChosen: (item: Item) => boolean
  readonly open: (item: Item) => void
}

/** Rows that load, fail or are none; `j` and `k` open the next and the last. A row is a link with `rowClass`. */
export function List<Item>({ items, error, retry, nothing, keyOf, row, height, isChosen, open }: Props<Item>) {
  const step = (by: number) => () => {
    const at = items?.findIndex(isChosen) ?? -1
    const next = items?.[Math.max(0, Math.min(items.length - 1, at + by))]
    if (next) open(next)
  }
  useKeys({ j: step(1), k: step(-1) })
  return (
    <div className={styles.scroll}>
      {error && !items && <ErrorState error={error} retry={retry} />}
      {!items && !error && <LoadingRows rows={9} height={height} />}
      {items?.length === 0 && nothing}
      <ul>
        {items?.map(item => (
          <li key={keyOf(item)}>{row(item)}</li>
        ))}
      </ul>
    </div>
  )
}

export const rowClass = styles.row

/** Search and filters above the rows. */
export const ListTools = ({ children }: { children: ReactNode }) => <div className={styles.tools}>{children}</div>
