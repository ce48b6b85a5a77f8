import { ActionIcon, Button, UnstyledButton } from '@mantine/core'
import { IconDownload, IconFileText, IconMapPin, IconMaximize, IconPhoto, IconPhotoOff } from '@tabler/icons-react'
import { useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { type ChatMessage, conversationContracts } from '../../../shared/conversations.ts'
import type { Place } from '../../../shared/place.ts'
import { useSend } from '../../query.ts'
import { useText } from '../../shell/lang.tsx'
import { useMay } from '../../shell/session.tsx'
import { Problem } from '../../ui/ErrorState.tsx'
import { mapOf } from '../../ui/map.ts'
import styles from './Bubble.module.css'
import { conversationMessages } from './conversations.messages.ts'
import { mediaMessages } from './media.messages.ts'
import { addToLog } from './messages.ts'
import { useMediaName, useOpenMedia } from './openMedia.ts'

/** What came with a message, or what stands in its place. */
export function MessageMedia({ message }: { message: ChatMessage }): ReactNode {
  const { message_type, media_url, media_state, media_type, location } = message
  if (location) return <PlaceCard place={location} />
  if (media_state === null) return null
  if (!media_url) return <MissingMedia message={message} />
  if (message_type === 'image' || message_type === 'sticker') return <Photo message={message} url={media_url} />
  if (message_type === 'audio')
    return (
      <div className={styles.voice}>
        <VoiceNote url={media_url} type={media_type ?? ''} />
        <OpenLarge message={message} />
      </div>
    )
  return <Document message={message} />
}

function PlaceCard({ place }: { place: Place }) {
  const t = useText(conversationMessages)
  return (
    <a className={styles.document} href={mapOf(place)} target="_blank" rel="noreferrer">
      <IconMapPin size={24} stroke={1.5} aria-hidden="true" />
      {t('open_map')}
    </a>
  )
}

/** Small, and large at a press. What does not come any more says so. */
function Photo({ message, url }: { message: ChatMessage; url: string }) {
  const t = useText(conversationMessages)
  const open = useOpenMedia()
  const label = useOpenLabel(message)
  const [broken, setBroken] = useState(false)
  if (broken)
    return (
      <p className={styles.pendingMedia}>
        <IconPhotoOff size={18} stroke={1.6} aria-hidden="true" />
        {t('media_gone')}
      </p>
    )
  return (
    <UnstyledButton className={styles.photo} aria-label={label} onClick={() => open(message.id)}>
      <img src={message.thumb_url ?? url} alt="" loading="lazy" onError={() => setBroken(true)} />
    </UnstyledButton>
  )
}

function useOpenLabel(message: ChatMessage): string {
  const t = useText(mediaMessages)
  return t('open', { what: useMediaName()(message) })
}

function OpenLarge({ message }: { message: ChatMessage }) {
  const open = useOpenMedia()
  return (
    <ActionIcon aria-label={useOpenLabel(message)} onClick={() => open(message.id)}>
      <IconMaximize size={18} aria-hidden="true" />
    </ActionIcon>
  )
}

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

export const sizeOf = (bytes: number): string =>
  bytes >= 1024 * 1024 ? `${(bytes / 1024 / 1024).toFixed(1)} MB` : `${Math.max(1, Math.round(bytes / 1024))} kB`

function Document({ message }: { message: ChatMessage }) {
  const open = useOpenMedia()
  const { media_size } = message
  return (
    <UnstyledButton className={styles.document} aria-label={useOpenLabel(message)} onClick={() => open(message.id)}>
      <IconFileText size={24} stroke={1.5} aria-hidden="true" />
      <span className="truncate">{useMediaName()(message)}</span>
      {media_size !== null && <span className="quiet tiny">{sizeOf(media_size)}</span>}
    </UnstyledButton>
  )
}

/** On its way, refused, or lost: what it was, why it is not there, and another try where that may help. */
export function MissingMedia({ message }: { message: ChatMessage }) {
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
        {useMediaName()(message)}
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
