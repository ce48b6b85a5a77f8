/** @jsxImportSource preact */
import { useEffect, useRef } from 'preact/hooks'
import { Icon } from '../preact/Icon.tsx'
import { useText } from '../preact/lang.tsx'
import styles from './Lightbox.module.css'
import { phoneMessages } from './phone.messages.ts'

/** A picture, big; with the link that came with it, since a phone cannot scan its own screen. */
export function Lightbox({ src, link, onClose }: { src: string; link: string | undefined; onClose: () => void }) {
  const t = useText(phoneMessages)
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => dialog.current?.showModal(), [])
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: a click beside it closes; by keyboard that is Escape
    <dialog
      ref={dialog}
      class={styles.box}
      aria-label={t('picture')}
      onClose={onClose}
      onClick={event => event.target === event.currentTarget && onClose()}
    >
      <button type="button" class={styles.close} aria-label={t('close')} onClick={onClose}>
        <Icon name="close" />
      </button>
      <img src={src} alt={t('picture')} />
      {link && (
        <a class={styles.link} href={link} target="_blank" rel="noopener">
          <Icon name="link" size={18} /> {t('open_link')}
        </a>
      )}
    </dialog>
  )
}
