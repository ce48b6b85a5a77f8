import { Button } from '@mantine/core'
import { IconFileText, IconPhotoOff } from '@tabler/icons-react'
import { type ReactNode, type TouchEvent, useLayoutEffect, useRef, useState } from 'react'
import type { ChatMessage } from '../../../shared/conversations.ts'
import { useText } from '../../shell/lang.tsx'
import { conversationMessages } from './conversations.messages.ts'
import styles from './MediaViewer.module.css'
import { mediaMessages } from './media.messages.ts'
import { MissingMedia, sizeOf, VoiceNote } from './media.tsx'
import { useMediaName } from './openMedia.ts'

interface Props {
  readonly message: ChatMessage
  /** 1 shows all of a picture. */
  readonly zoom: number
  readonly toggle: () => void
  readonly swipe: (by: -1 | 1) => void
}

/** One file as large as the screen is, or what stands in its place. */
export function MediaStage(props: Props) {
  const { message } = props
  const t = useText(conversationMessages)
  const [broken, setBroken] = useState(false)
  const { media_url: url, message_type, media_type } = message
  const name = useMediaName()(message)
  if (!url)
    return (
      <Middle>
        <MissingMedia message={message} />
      </Middle>
    )
  if (broken)
    return (
      <Middle>
        <IconPhotoOff size={32} stroke={1.5} aria-hidden="true" />
        <p className="quiet">{t('media_gone')}</p>
      </Middle>
    )
  if (message_type === 'image' || message_type === 'sticker')
    return <Picture {...props} url={url} name={name} onBroken={() => setBroken(true)} />
  if (message_type === 'audio')
    return (
      <Middle>
        <VoiceNote url={url} type={media_type ?? ''} />
      </Middle>
    )
  if (message_type === 'video')
    return (
      // biome-ignore lint/a11y/useMediaCaption: a customer's film has no captions
      <video controls src={url} aria-label={name} className={styles.whole} onError={() => setBroken(true)} />
    )
  // On a phone a PDF has no place inside a page: there it opens by itself.
  if (media_type === 'application/pdf' && navigator.pdfViewerEnabled)
    return <iframe title={name} src={url} className={styles.whole} />
  return (
    <Middle>
      <Paper message={message} url={url} name={name} />
    </Middle>
  )
}

const Middle = ({ children }: { children: ReactNode }) => <div className={styles.middle}>{children}</div>

function Paper({ message, url, name }: { message: ChatMessage; url: string; name: string }) {
  const t = useText(mediaMessages)
  return (
    <>
      <IconFileText size={48} stroke={1.2} aria-hidden="true" />
      <p className="strong">{name}</p>
      {message.media_size !== null && <p className="quiet small">{sizeOf(message.media_size)}</p>}
      <Button component="a" href={url} target="_blank" rel="noreferrer" variant="default">
        {t('open_tab')}
      </Button>
    </>
  )
}

const SWIPE = 60

/** All of it, or a part that is moved by finger, mouse, wheel and arrows; what is in the middle stays there. */
function Picture({
  message,
  zoom,
  toggle,
  swipe,
  url,
  name,
  onBroken,
}: Props & { url: string; name: string; onBroken: () => void }) {
  const t = useText(mediaMessages)
  const box = useRef<HTMLElement>(null)
  const middle = useRef({ x: 0.5, y: 0.5 })
  const began = useRef({ x: 0, y: 0 })
  // biome-ignore lint/correctness/useExhaustiveDependencies: another zoom is what it waits for
  useLayoutEffect(() => {
    const { current: one } = box
    if (!one) return
    const { x, y } = middle.current
    one.scrollTo(x * one.scrollWidth - one.clientWidth / 2, y * one.scrollHeight - one.clientHeight / 2)
  }, [zoom])
  const onTouchEnd = ({ changedTouches }: TouchEvent): void => {
    const touch = changedTouches[0]
    if (!touch || zoom > 1 || (window.visualViewport?.scale ?? 1) > 1) return
    const [x, y] = [touch.clientX - began.current.x, touch.clientY - began.current.y]
    if (Math.abs(x) > SWIPE && Math.abs(x) > 2 * Math.abs(y)) swipe(x < 0 ? 1 : -1)
  }
  return (
    <section
      ref={box}
      className={styles.picture}
      data-stage
      data-zoomed={zoom > 1 || undefined}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: one scrolls it by keyboard
      tabIndex={0}
      aria-label={t('picture')}
      onScroll={({ currentTarget: one }) => {
        middle.current = {
          x: (one.scrollLeft + one.clientWidth / 2) / one.scrollWidth,
          y: (one.scrollTop + one.clientHeight / 2) / one.scrollHeight,
        }
      }}
      onDoubleClick={toggle}
      onPointerMove={event => {
        if (event.pointerType === 'mouse' && event.buttons === 1)
          box.current?.scrollBy(-event.movementX, -event.movementY)
      }}
      onTouchStart={({ touches }) => {
        const touch = touches[0]
        if (touch) began.current = { x: touch.clientX, y: touch.clientY }
      }}
      onTouchEnd={onTouchEnd}
    >
      <img
        src={url}
        alt={message.message_content || name}
        draggable={false}
        style={{ width: `${zoom * 100}%`, height: `${zoom * 100}%` }}
        onError={onBroken}
      />
    </section>
  )
}
