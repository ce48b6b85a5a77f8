import { Button } from '@mantine/core'
import { IconDownload, IconFileText, IconMapPin, IconPhoto, IconPhotoOff } from '@tabler/icons-react'
import { useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { type ChatMessage, conversationContracts } from '../../../shared/conversations.ts'
import { useSend } from '../../query.ts'
import { useText } from '../../shell/lang.tsx'
import { useMay } from '../../shell/session.tsx'
import { Problem } from '../../ui/ErrorState.tsx'
import { PhotoStrip } from '../../ui/PhotoStrip.tsx'
import styles from './Bubble.module.css'
import { mediaWord } from './ConversationList.tsx'
import { conversationMessages } from './conversations.messages.ts'
import { addToLog } from './messages.ts'

/** What came with a message, or what stands in its place. */
export function MessageMedia({ message }: { message: ChatMessage }): ReactNode {
  const { message_type, media_url, media_state, media_type, location } = message
  if (location) return <Place {...location} />
  if (media_state === null) return null
  if (!media_url) return <MissingMedia message={message} />
  if (message_type === 'image' || message_type === 'sticker')
    return <Photo url={media_url} thumb_url={message.thumb_url} caption={message.message_content} />
  if (message_type === 'audio') return <VoiceNote url={media_url} type={media_type ?? ''} />
  return <Document message={message} url={media_url} />
}

function Place({ latitude, longitude }: { latitude: number; longitude: number }) {
  const t = useText(conversationMessages)
  return (
    <a
      className={styles.document}
      href={`https://www.openstreetmap.org/?mlat=${latitude}&mlon=${longitude}&zoom=16`}
      target="_blank"
      rel="noreferrer"
    >
      <IconMapPin size={24} stroke={1.5} aria-hidden="true" />
      {t('open_map')}
    </a>
  )
}

const Photo = (photo: { url: string; thumb_url: string | null; caption: string }) => (
  <PhotoStrip
    photos={[{ url: photo.url, caption: photo.caption, ...(photo.thumb_url ? { thumb_url: photo.thumb_url } : {}) }]}
    size="large"
  />
)

/** WhatsApp's voice notes are Opus in Ogg, which Safari plays from 18.4 on. */
const asked = (type: string): string => (type === 'audio/ogg' ? 'audio/ogg; codecs=opus' : type)
const plays = (type: string): boolean => document.createElement('audio').canPlayType(asked(type)) !== ''

/** Plays where the browser can; where it cannot, it says so and the file can be had. */
export function VoiceNote({ url, type }: { url: string; type: string }) {
  const t = useText(conversationMessages)
  const [mute, setMute] = useState(() => !plays(type))
  const word = t('media_audio')
  if (!mute)
    return (
      // biome-ignore lint/a11y/useMediaCaption: a customer's voice message has no captions
      <audio
        controls
        preload="metadata"
        src={url}
        className={styles.audio}
        aria-label={word}
        onError={() => setMute(true)}
      />
    )
  return (
    <div>
      <a className={styles.document} href={url} download>
        <IconDownload size={24} stroke={1.5} aria-hidden="true" />
        {word}
      </a>
      <p className="quiet tiny">{t('media_mute')}</p>
    </div>
  )
}

const sizeOf = (bytes: number): string =>
  bytes >= 1024 * 1024 ? `${(bytes / 1024 / 1024).toFixed(1)} MB` : `${Math.max(1, Math.round(bytes / 1024))} kB`

function Document({ message, url }: { message: ChatMessage; url: string }) {
  const t = useText(conversationMessages)
  const { filename, message_type, media_size } = message
  return (
    <a className={styles.document} href={url} target="_blank" rel="noreferrer">
      <IconFileText size={24} stroke={1.5} aria-hidden="true" />
      <span className="truncate">{filename ?? mediaWord(t, message_type)}</span>
      {media_size !== null && <span className="quiet tiny">{sizeOf(media_size)}</span>}
    </a>
  )
}

/** On its way, refused, or lost: what it was, why it is not there, and another try where that may help. */
function MissingMedia({ message }: { message: ChatMessage }) {
  const t = useText(conversationMessages)
  const may = useMay()
  const client = useQueryClient()
  const again = useSend(conversationContracts.fetchMediaAgain, { onSuccess: now => addToLog(client, now) })
  const gone = message.media_state === 'gone'
  const Icon = gone ? IconPhotoOff : IconPhoto
  return (
    <div className="stack-tight">
      <p className={styles.pendingMedia}>
        <Icon size={18} stroke={1.6} aria-hidden="true" />
        {message.filename ?? mediaWord(t, message.message_type)}
        {!gone && message.direction === 'inbound' && <span className="quiet tiny">{t('media_loading')}</span>}
      </p>
      {gone && <p className="quiet tiny">{message.problem ?? t('media_gone')}</p>}
      <Problem error={again.error} />
      {message.can_fetch_again && may('chat.write') && (
        <div>
          <Button
            size="compact-xs"
            variant="default"
            loading={again.isPending}
            onClick={() => again.mutate({ input: { message_id: message.id } })}
          >
            {t('media_again')}
          </Button>
        </div>
      )}
    </div>
  )
}
