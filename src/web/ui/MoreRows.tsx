import { Button } from '@mantine/core'
import { type RefObject, useEffect, useLayoutEffect, useRef } from 'react'
import type { More } from '../query.ts'
import { useText } from '../shell/lang.tsx'
import { Problem } from './ErrorState.tsx'
import styles from './List.module.css'
import { uiMessages } from './ui.messages.ts'

/** Rows are fetched before one scrolls to their place. */
const AHEAD = '400px'

interface ReadOn {
  readonly box: RefObject<HTMLDivElement | null>
  /** How many rows there were when somebody asked for more by a press. */
  readonly from: RefObject<number | null>
}

/**
 * Whoever pressed for more reads on at the first row that came: once it is on the screen, which is later than when it has come.
 * Lives beside the rows, for the foot goes away with the last of them.
 */
export function useReadOn(shown: number): ReadOn {
  const box = useRef<HTMLDivElement>(null)
  const from = useRef<number | null>(null)
  useLayoutEffect(() => {
    const at = from.current
    if (at === null || shown <= at) return
    from.current = null
    // Whoever has gone elsewhere meanwhile stays there.
    if (document.activeElement !== document.body && !box.current?.contains(document.activeElement)) return
    box.current?.querySelectorAll<HTMLElement>('li > a')[at]?.focus()
  }, [shown])
  return { box, from }
}

/** The foot of a list that goes on: it goes on by itself when one comes near, and by a press for who does not scroll. */
export function MoreRows({ more, shown, readOn }: { more: More; shown: number; readOn: ReadOn }) {
  const t = useText(uiMessages)
  const foot = useRef<HTMLDivElement>(null)
  const { loading, error } = more
  const load = useRef(more.load)
  load.current = more.load
  // biome-ignore lint/correctness/useExhaustiveDependencies: the foot may still be in sight after a page has come
  useEffect(() => {
    // What failed waits for a press.
    if (loading || error || !foot.current) return
    const near = new IntersectionObserver(([entry]) => entry?.isIntersecting && void load.current(), {
      root: readOn.box.current,
      rootMargin: AHEAD,
    })
    near.observe(foot.current)
    return () => near.disconnect()
  }, [loading, error, shown, readOn.box])

  const press = async (): Promise<void> => {
    if (loading) return
    readOn.from.current = shown
    await load.current()
  }
  return (
    <div className={styles.more} ref={foot}>
      <Problem error={error} />
      {/* Never disabled: a button that is would let go of the focus. */}
      <Button size="xs" variant="subtle" color="gray" aria-disabled={loading} onClick={() => void press()}>
        {t(loading ? 'loading' : error ? 'try_again' : 'show_more')}
      </Button>
    </div>
  )
}
