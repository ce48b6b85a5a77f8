import { Button } from '@mantine/core'
import { type RefObject, useEffect, useRef } from 'react'
import type { More } from '../query.ts'
import { useText } from '../shell/lang.tsx'
import { Problem } from './ErrorState.tsx'
import styles from './List.module.css'
import { uiMessages } from './ui.messages.ts'

/** Rows are fetched before one scrolls to their place. */
const AHEAD = '400px'

/** The foot of a list that goes on: it goes on by itself when one comes near, and by a press for who does not scroll. */
export function MoreRows({ more, shown, box }: { more: More; shown: number; box: RefObject<HTMLElement | null> }) {
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
      root: box.current,
      rootMargin: AHEAD,
    })
    near.observe(foot.current)
    return () => near.disconnect()
  }, [loading, error, shown, box])

  const press = async (): Promise<void> => {
    if (loading) return
    await load.current()
    // Whoever pressed it reads on at the first row that came.
    requestAnimationFrame(() => box.current?.querySelectorAll<HTMLElement>('li > a')[shown]?.focus())
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
