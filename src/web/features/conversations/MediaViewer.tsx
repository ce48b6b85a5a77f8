import { ActionIcon } from '@mantine/core'
import { IconChevronLeft, IconChevronRight, IconDownload, IconZoomIn, IconZoomOut } from '@tabler/icons-react'
import { type ReactNode, useEffect, useState } from 'react'
import type { ChatMessage } from '../../../shared/conversations.ts'
import type { More } from '../../query.ts'
import { pressKey, useKeys } from '../../shell/keys.ts'
import { useText } from '../../shell/lang.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { When } from '../../ui/When.tsx'
import { conversationMessages } from './conversations.messages.ts'
import { MediaStage } from './MediaStage.tsx'
import styles from './MediaViewer.module.css'
import { mediaMessages } from './media.messages.ts'
import { hasMedia, OpenMedia, useMediaName } from './openMedia.ts'

/** Steps of the zoom; the first shows all of it. */
const ZOOMS = [1, 1.5, 2, 3, 4] as const

interface Props {
  readonly messages: readonly ChatMessage[]
  /** What was written before them. */
  readonly earlier: More | null
  readonly children: ReactNode
}

/** What was sent in a conversation, one after the other over the whole screen. `m` opens the latest. */
export function MediaViewer({ messages, earlier, children }: Props) {
  const t = useText(mediaMessages)
  const nameOf = useMediaName()
  const [id, setId] = useState<string | null>(null)
  const media = messages.filter(hasMedia)
  const index = media.findIndex(one => one.id === id)
  const shown = media[index]
  useKeys({ m: () => setId(media.at(-1)?.id ?? null) })
  const title =
    shown &&
    t('place', {
      what: nameOf(shown),
      n: index + 1,
      total: `${media.length}${earlier ? '+' : ''}`,
    })
  return (
    <OpenMedia value={setId}>
      {children}
      <Dialog full opened={shown !== undefined} onClose={() => setId(null)} title={title ?? ''}>
        {shown && <Viewer media={media} index={index} earlier={earlier} show={one => setId(one.id)} />}
      </Dialog>
    </OpenMedia>
  )
}

interface ViewerProps {
  readonly media: readonly ChatMessage[]
  readonly index: number
  readonly earlier: More | null
  readonly show: (message: ChatMessage) => void
}

function Viewer({ media, index, earlier, show }: ViewerProps) {
  const t = useText(mediaMessages)
  const [zoom, setZoom] = useState(0)
  const message = media[index] as ChatMessage
  const back = useBack(media, index, earlier, show)
  const after = media[index + 1]
  const step = (by: -1 | 1) => () => {
    setZoom(0)
    if (by === -1) back()
    else if (after) show(after)
  }
  const isPicture = ['image', 'sticker'].includes(message.message_type) && message.media_url !== null
  const zoomBy = (by: number) => () => setZoom(isPicture ? Math.max(0, Math.min(ZOOMS.length - 1, zoom + by)) : 0)
  // A picture that is larger than the screen is moved by the arrows; a player's own keys are its own.
  const arrow = (by: -1 | 1) => (event: KeyboardEvent) => {
    const box = document.querySelector('[data-stage]')
    if (event.target instanceof HTMLMediaElement) return
    if (zoom > 0) box?.scrollBy({ left: by * 120 })
    else step(by)()
  }
  useKeys({
    arrowleft: arrow(-1),
    arrowright: arrow(1),
    '+': zoomBy(1),
    '=': zoomBy(1),
    '-': zoomBy(-1),
    '0': () => setZoom(0),
    d: () => void pressKey('d'),
  })
  const factor = ZOOMS[zoom] ?? 1
  return (
    <>
      <MediaStage
        key={message.id}
        message={message}
        zoom={factor}
        toggle={() => setZoom(zoom === 0 ? 2 : 0)}
        swipe={by => step(by)()}
      />
      <footer className={styles.tools}>
        <Sender message={message} />
        <Tool label={t('previous')} off={index === 0 && !earlier} act={step(-1)} icon={IconChevronLeft} />
        <Tool label={t('next')} off={!after} act={step(1)} icon={IconChevronRight} />
        {isPicture && (
          <>
            <Tool label={t('zoom_out')} off={zoom === 0} act={zoomBy(-1)} icon={IconZoomOut} />
            <Tool label={t('zoom_in')} off={zoom === ZOOMS.length - 1} act={zoomBy(1)} icon={IconZoomIn} />
            <span className="sr-only" role="status">
              {t('zoom_is', { percent: factor * 100 })}
            </span>
          </>
        )}
        {message.media_url && (
          <ActionIcon
            component="a"
            href={message.media_url}
            download={message.filename ?? ''}
            aria-label={t('save')}
            aria-keyshortcuts="d"
          >
            <IconDownload size={20} />
          </ActionIcon>
        )}
      </footer>
    </>
  )
}

/** To what was sent before; past the oldest that is read, further back until something was sent. */
function useBack(media: readonly ChatMessage[], index: number, earlier: More | null, show: ViewerProps['show']) {
  const [wanted, setWanted] = useState(false)
  const before = media[index - 1]
  useEffect(() => {
    if (!wanted) return
    if (!before && earlier && !earlier.error) {
      if (!earlier.loading) void earlier.load()
      return
    }
    setWanted(false)
    if (before) show(before)
  }, [wanted, before, earlier, show])
  return () => setWanted(true)
}

function Sender({ message }: { message: ChatMessage }) {
  const t = useText(mediaMessages)
  const words = useText(conversationMessages)
  const by = message.author === 'staff' ? message.author_name : words(message.author === 'bot' ? 'bot' : 'system')
  return (
    <p className={`${styles.sender} quiet small truncate`}>
      {message.direction === 'inbound' ? t('sent_by_customer') : t('sent_by', { name: by ?? '?' })} ·{' '}
      <When at={message.timestamp} />
    </p>
  )
}

/** Stays where it is and keeps the focus at either end. */
function Tool(tool: { label: string; off: boolean; act: () => void; icon: typeof IconZoomIn }) {
  const Icon = tool.icon
  return (
    <ActionIcon
      aria-label={tool.label}
      aria-disabled={tool.off || undefined}
      data-disabled={tool.off || undefined}
      onClick={() => !tool.off && tool.act()}
    >
      <Icon size={20} aria-hidden="true" />
    </ActionIcon>
  )
}
