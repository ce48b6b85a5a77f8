/** @jsxImportSource preact */
import { useEffect, useRef, useState } from 'preact/hooks'
import type { StoredFile } from '../../../shared/files.ts'
import { Icon } from '../../preact/Icon.tsx'
import { useText } from '../../preact/lang.tsx'
import { fileUrl, type Link } from '../api.ts'
import { frameMessages } from '../customer.messages.ts'
import styles from './Ticket.module.css'

/** Small pictures; a tap shows one big. */
export function PhotoStrip({ link, files }: { link: Link; files: readonly StoredFile[] }) {
  const t = useText(frameMessages)
  const [shown, setShown] = useState<StoredFile | null>(null)
  const photos = files.filter(file => file.mime_type.startsWith('image/'))
  if (photos.length === 0) return null
  const name = (file: StoredFile): string => t('photo_number', { n: photos.indexOf(file) + 1, count: photos.length })
  return (
    <>
      <ul class={styles.photos}>
        {photos.map(photo => (
          <li key={photo.id}>
            <button type="button" onClick={() => setShown(photo)}>
              <img
                src={fileUrl(link, photo.id, photo.has_thumbnail ? 'thumbnail' : undefined)}
                alt={name(photo)}
                loading="lazy"
              />
            </button>
          </li>
        ))}
      </ul>
      {shown && <Big src={fileUrl(link, shown.id)} alt={name(shown)} onClose={() => setShown(null)} />}
    </>
  )
}

function Big({ src, alt, onClose }: { src: string; alt: string; onClose: () => void }) {
  const t = useText(frameMessages)
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => dialog.current?.showModal(), [])
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: a click beside it closes; by keyboard that is Escape
    <dialog
      ref={dialog}
      class={styles.big}
      aria-label={alt}
      onClose={onClose}
      onClick={event => event.target === event.currentTarget && onClose()}
    >
      <button type="button" aria-label={t('close')} onClick={onClose}>
        <Icon name="close" size={28} />
      </button>
      <img src={src} alt={alt} />
    </dialog>
  )
}
