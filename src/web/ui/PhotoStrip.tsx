import { UnstyledButton } from '@mantine/core'
import { useState } from 'react'
import { useKeys } from '../shell/keys.ts'
import { useText } from '../shell/lang.tsx'
import { Dialog } from './Dialog.tsx'
import styles from './PhotoStrip.module.css'
import { uiMessages } from './ui.messages.ts'

export interface Photo {
  readonly url: string
  readonly thumb_url?: string
  readonly caption?: string
}

/** Small pictures in a row; one opens large, arrows go on. */
export function PhotoStrip({ photos, size = 'small' }: { photos: readonly Photo[]; size?: 'small' | 'large' }) {
  const [open, setOpen] = useState<number | null>(null)
  const t = useText(uiMessages)
  const label = (index: number): string => t('photo_n', { n: index + 1, total: photos.length })
  return (
    <>
      <ul className={styles.strip} data-size={size}>
        {photos.map((photo, index) => (
          <li key={photo.url}>
            <UnstyledButton className={styles.thumb} onClick={() => setOpen(index)} aria-label={label(index)}>
              <img src={photo.thumb_url ?? photo.url} alt={photo.caption ?? ''} loading="lazy" />
            </UnstyledButton>
          </li>
        ))}
      </ul>
      <Dialog opened={open !== null} onClose={() => setOpen(null)} title={open === null ? '' : label(open)}>
        {open !== null && <Large photos={photos} index={open} show={setOpen} label={label(open)} />}
      </Dialog>
    </>
  )
}

function Large({
  photos,
  index,
  show,
  label,
}: {
  photos: readonly Photo[]
  index: number
  show: (index: number) => void
  label: string
}) {
  const step = (by: number) => () => show((index + by + photos.length) % photos.length)
  useKeys({ arrowright: step(1), arrowleft: step(-1) })
  const photo = photos[index]
  if (!photo) return null
  return (
    <figure className={styles.large}>
      <img src={photo.url} alt={photo.caption ?? label} />
      {photo.caption && <figcaption className="quiet">{photo.caption}</figcaption>}
    </figure>
  )
}
