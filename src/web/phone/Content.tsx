/** @jsxImportSource preact */
import { Icon } from '../preact/Icon.tsx'
import { useText } from '../preact/lang.tsx'
import styles from './Content.module.css'
import { formatted } from './format.tsx'
import { phoneMessages } from './phone.messages.ts'
import { bodyText, type Header, type MediaNode, type Message, mediaUrl } from './wire.ts'

/** Pictures and cards reach to the bubble's edge. */
export const hasOwnFrame = ({ type, node, media }: Message): boolean =>
  ['image', 'document', 'video', 'location'].includes(type) ||
  (node.header !== undefined && node.header.type !== 'text') ||
  (type === 'template' && media !== undefined)

interface Props {
  message: Message
  onPicture: (src: string) => void
}

export function Content({ message, onPicture }: Props) {
  const t = useText(phoneMessages)
  const { type, node } = message
  switch (type) {
    case 'text':
      return <Words text={bodyText(node)} />
    case 'image':
    case 'sticker':
      return <Picture media={node} caption={node.caption} onPicture={onPicture} />
    case 'document':
      return <Document message={message} media={node} />
    case 'video':
      return (
        <>
          {/* biome-ignore lint/a11y/useMediaCaption: a customer's own film has no captions */}
          <video class={styles.picture} src={mediaUrl(node)} controls preload="metadata" />
          <Words text={node.caption ?? ''} />
        </>
      )
    case 'audio':
      // biome-ignore lint/a11y/useMediaCaption: a voice message has no captions
      return <audio class={styles.audio} src={mediaUrl(node)} controls preload="metadata" />
    case 'interactive':
      return <Interactive message={message} onPicture={onPicture} />
    case 'button':
      return <Words text={node.text ?? ''} />
    case 'template':
      return <Template message={message} onPicture={onPicture} />
    case 'location':
      return <Place message={message} />
    default:
      return <em class={styles.quiet}>{t('unsupported', { type })}</em>
  }
}

function Words({ text }: { text: string }) {
  return text ? <div class={styles.words}>{formatted(text)}</div> : null
}

function Picture({
  media,
  caption,
  onPicture,
}: {
  media: MediaNode
  caption?: string | undefined
  onPicture: (src: string) => void
}) {
  const t = useText(phoneMessages)
  const src = mediaUrl(media) ?? ''
  return (
    <>
      <button type="button" class={styles.open} aria-label={t('show_big')} onClick={() => onPicture(src)}>
        <img class={styles.picture} src={src} alt={caption ?? t('picture')} loading="lazy" />
      </button>
      <Words text={caption ?? ''} />
    </>
  )
}

const sizeText = (bytes: number): string =>
  bytes < 1_000_000 ? `${Math.max(1, Math.round(bytes / 1000))} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`

function Document({ message, media }: { message: Message; media: MediaNode }) {
  const t = useText(phoneMessages)
  const name = media.filename ?? message.media?.filename ?? t('document')
  const kind = /\.(\w{2,4})$/.exec(name)?.[1]?.toUpperCase() ?? 'PDF'
  return (
    <>
      <a class={styles.document} href={mediaUrl(media)} target="_blank" rel="noopener">
        <span class={styles.kind} aria-hidden="true">
          {kind}
        </span>
        <span class={styles.file}>
          <strong>{name}</strong>
          <small>{message.media ? `${kind} · ${sizeText(message.media.size)}` : kind}</small>
        </span>
      </a>
      <Words text={message.type === 'document' ? (media.caption ?? '') : ''} />
    </>
  )
}

function Head({
  header,
  message,
  onPicture,
}: {
  header: Header | undefined
  message: Message
  onPicture: (src: string) => void
}) {
  if (header?.image) return <Picture media={header.image} onPicture={onPicture} />
  if (header?.document) return <Document message={message} media={header.document} />
  if (header?.text) return <strong class={styles.header}>{header.text}</strong>
  return null
}

function Interactive({ message, onPicture }: Props) {
  const { node } = message
  const chosen = node.button_reply?.title ?? node.list_reply?.title
  if (chosen !== undefined) {
    return (
      <>
        <Words text={chosen} />
        {node.list_reply?.description && <small class={styles.footer}>{node.list_reply.description}</small>}
      </>
    )
  }
  return (
    <>
      <Head header={node.header} message={message} onPicture={onPicture} />
      <Words text={bodyText(node)} />
      {node.footer && <small class={styles.footer}>{node.footer.text}</small>}
    </>
  )
}

function Template({ message, onPicture }: Props) {
  const { template, media } = message
  if (!template) return null
  const file = media ? { id: media.media_id, ...(media.filename ? { filename: media.filename } : {}) } : undefined
  return (
    <>
      {file &&
        (media?.mime_type.startsWith('image/') ? (
          <Picture media={file} onPicture={onPicture} />
        ) : (
          <Document message={message} media={file} />
        ))}
      {template.header && <strong class={styles.header}>{template.header}</strong>}
      <Words text={template.body} />
      {template.footer && <small class={styles.footer}>{template.footer}</small>}
    </>
  )
}

function Place({ message: { node } }: { message: Message }) {
  const t = useText(phoneMessages)
  return (
    <a
      class={styles.document}
      href={`https://maps.google.com/?q=${node.latitude},${node.longitude}`}
      target="_blank"
      rel="noopener noreferrer"
    >
      <span class={styles.kind} aria-hidden="true">
        <Icon name="pin" />
      </span>
      <span class={styles.file}>
        <strong>{node.name ?? t('location')}</strong>
        <small>{node.address ?? t('open_map')}</small>
      </span>
    </a>
  )
}
