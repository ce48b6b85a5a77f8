import { Button } from '@mantine/core'
import { IconFileText, IconMapPin, IconPhoto } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { type ChatMessage, conversationContracts } from '../../../shared/conversations.ts'
import { unmarked } from '../../../shared/whatsapp/marks.ts'
import { useSend } from '../../query.ts'
import { useText } from '../../shell/lang.tsx'
import { Problem } from '../../ui/ErrorState.tsx'
import { PhotoStrip } from '../../ui/PhotoStrip.tsx'
import { ClockTime } from '../../ui/When.tsx'
import styles from './Bubble.module.css'
import { mediaWord } from './ConversationList.tsx'
import { conversationMessages } from './conversations.messages.ts'
import { Ticks } from './Ticks.tsx'
import { Words } from './Words.tsx'

export function Bubble({ message }: { message: ChatMessage }) {
  const t = useText(conversationMessages)
  const out = message.direction === 'outbound'
  const by = message.author === 'bot' ? t('bot') : message.author === 'system' ? t('system') : message.author_name
  return (
    <li className={styles.line} data-out={out || undefined}>
      <div className={styles.bubble} data-out={out || undefined} data-status={message.status}>
        {out && by && <p className={styles.author}>{by}</p>}
        {message.reply_to && <p className={styles.quote}>{unmarked(message.reply_to.message_content)}</p>}
        {message.revoked ? <p className={styles.revoked}>{t('revoked')}</p> : <Content message={message} />}
        <p className={styles.meta}>
          <ClockTime at={message.timestamp} />
          {out && <Ticks status={message.status} />}
        </p>
      </div>
      {message.reactions.length > 0 && (
        <ul className={styles.reactions}>
          {message.reactions.map(reaction => (
            <li key={reaction.author}>{reaction.emoji}</li>
          ))}
        </ul>
      )}
      {(message.problem || message.can_send_again) && <Failure message={message} />}
    </li>
  )
}

function Content({ message }: { message: ChatMessage }) {
  return (
    <>
      <Media message={message} />
      {message.message_content && (
        <p className={styles.text}>
          <Words text={message.message_content} />
        </p>
      )}
      {message.buttons.length > 0 && (
        <ul className={styles.buttons}>
          {message.buttons.map(button => (
            <li key={button}>{button}</li>
          ))}
        </ul>
      )}
    </>
  )
}

function Media({ message }: { message: ChatMessage }): ReactNode {
  const t = useText(conversationMessages)
  const { message_type, media_url, media_state, location } = message
  const word = mediaWord(t, message_type)
  if (location) {
    return (
      <a
        className={styles.document}
        href={`https://www.openstreetmap.org/?mlat=${location.latitude}&mlon=${location.longitude}&zoom=16`}
        target="_blank"
        rel="noreferrer"
      >
        <IconMapPin size={24} stroke={1.5} aria-hidden="true" />
        {t('open_map')}
      </a>
    )
  }
  if (media_state === null) return null
  if (!media_url) {
    return (
      <p className={styles.pendingMedia}>
        <IconPhoto size={18} stroke={1.6} aria-hidden="true" />
        {message.filename ?? word}
        {media_state === 'gone' && <span className="quiet tiny">{t('media_gone')}</span>}
        {media_state === 'waiting' && message.direction === 'inbound' && (
          <span className="quiet tiny">{t('media_loading')}</span>
        )}
      </p>
    )
  }
  if (message_type === 'image' || message_type === 'sticker') {
    return (
      <PhotoStrip
        photos={[
          {
            url: media_url,
            caption: message.message_content,
            ...(message.thumb_url ? { thumb_url: message.thumb_url } : {}),
          },
        ]}
        size="large"
      />
    )
  }
  if (message_type === 'audio')
    // biome-ignore lint/a11y/useMediaCaption: a customer's voice message has no captions
    return <audio controls preload="none" src={media_url} className={styles.audio} aria-label={word} />
  return (
    <a className={styles.document} href={media_url} target="_blank" rel="noreferrer">
      <IconFileText size={24} stroke={1.5} aria-hidden="true" />
      <span className="truncate">{message.filename ?? word}</span>
    </a>
  )
}

/** What went wrong in words that staff understand, and the way out. */
function Failure({ message }: { message: ChatMessage }) {
  const t = useText(conversationMessages)
  const again = useSend(conversationContracts.sendAgain, { touches: ['conversations'] })
  return (
    <div className={styles.failure}>
      <p className="small">
        <span className="strong">{message.status !== 'received' && t(`message_${message.status}`)}.</span>{' '}
        {message.problem ?? (message.status === 'unknown' ? t('unknown_more') : null)}
      </p>
      <Problem error={again.error} />
      {message.can_send_again && (
        <Button
          size="compact-xs"
          variant="default"
          loading={again.isPending}
          onClick={() => again.mutate({ input: { message_id: message.id } })}
        >
          {t('send_again')}
        </Button>
      )}
    </div>
  )
}
