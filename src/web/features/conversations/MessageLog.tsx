import { Button } from '@mantine/core'
import { useEffect, useLayoutEffect, useRef, useState } from 'react'
import { inboxContracts } from '../../../shared/inbox.ts'
import { useGet } from '../../query.ts'
import { useText } from '../../shell/lang.tsx'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { LoadingRows } from '../../ui/Loading.tsx'
import { ByDay, inOrder } from './ByDay.tsx'
import { conversationMessages } from './conversations.messages.ts'
import styles from './Inbox.module.css'
import { MediaViewer } from './MediaViewer.tsx'
import { useMessages, useSending } from './messages.ts'

/** Within this distance of the end one is reading the end, and stays there when a message comes. */
const NEAR_END = 120

export function MessageLog({ session_id, at }: { session_id: string; at?: string | undefined }) {
  const t = useText(conversationMessages)
  const sending = useSending(session_id)
  const { messages, error, refetch, more } = useMessages(session_id, at)
  const notes = useGet(inboxContracts.notes, { session_id }).data?.items ?? []
  const lines = messages && inOrder(messages, notes, more !== null)
  const box = useRef<HTMLDivElement>(null)
  const atEnd = useRef(at === undefined)
  const height = useRef(0)
  const [missed, setMissed] = useState(false)
  const first = messages?.[0]?.id
  const last = lines?.at(-1)?.id

  // Earlier messages come in above: what one reads stays where it is.
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new first message is what it waits for
  useLayoutEffect(() => {
    const scroll = box.current
    if (scroll && !atEnd.current) scroll.scrollTop += scroll.scrollHeight - height.current
  }, [first])
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new last message is what it waits for
  useLayoutEffect(() => {
    const scroll = box.current
    if (!scroll) return
    if (atEnd.current) scroll.scrollTop = scroll.scrollHeight
    else setMissed(true)
    height.current = scroll.scrollHeight
  }, [last])

  // Opened at a message that was looked for: it stands in the middle, and is where one reads on.
  const found = messages?.some(one => one.id === at)
  useEffect(() => {
    if (!at || !found) return
    const line = box.current?.querySelector<HTMLElement>(`[data-message="${CSS.escape(at)}"]`)
    line?.scrollIntoView({ block: 'center' })
    line?.focus({ preventScroll: true })
  }, [at, found])

  // Whoever writes wants to see what he wrote.
  const newest = sending.at(-1)?.id
  useLayoutEffect(() => {
    const scroll = box.current
    if (scroll && newest) scroll.scrollTop = scroll.scrollHeight
  }, [newest])

  // The composer comes, a picture loads, the keyboard opens: who was reading the end still does.
  const loaded = messages !== undefined
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new message may be a new day, which is a new child
  useEffect(() => {
    const scroll = box.current
    if (!loaded || !scroll?.firstElementChild) return
    const resized = new ResizeObserver(() => {
      if (atEnd.current) scroll.scrollTop = scroll.scrollHeight
    })
    resized.observe(scroll)
    for (const child of scroll.children) resized.observe(child)
    return () => resized.disconnect()
  }, [loaded, last])

  if (error && !messages) return <ErrorState error={error} retry={() => void refetch()} />
  if (!lines) return <LoadingRows rows={6} height={48} />
  return (
    <div className={styles.threadBox}>
      <div
        ref={box}
        className={styles.thread}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: one scrolls it by keyboard
        tabIndex={0}
        role="log"
        aria-label={t('conversations')}
        onScroll={event => {
          const { scrollHeight, scrollTop, clientHeight } = event.currentTarget
          atEnd.current = scrollHeight - scrollTop - clientHeight < NEAR_END
          height.current = scrollHeight
          if (atEnd.current) setMissed(false)
        }}
      >
        {more && (
          <div className={styles.older}>
            <Button size="compact-sm" variant="default" loading={more.loading} onClick={() => void more.load()}>
              {t('earlier')}
            </Button>
          </div>
        )}
        <MediaViewer messages={messages ?? []} earlier={more}>
          <ByDay lines={[...lines, ...sending]} />
        </MediaViewer>
      </div>
      {missed && (
        <Button
          size="compact-sm"
          radius="xl"
          className={styles.missed}
          onClick={() => box.current?.scrollTo({ top: box.current.scrollHeight, behavior: 'smooth' })}
        >
          {t('new_messages')}
        </Button>
      )}
    </div>
  )
}
