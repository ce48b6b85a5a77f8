/** @jsxImportSource preact */
import { Icon } from '../../preact/Icon.tsx'
import { useText } from '../../preact/lang.tsx'
import ui from '../ui.module.css'
import styles from './CheckinForm.module.css'
import { checkinMessages } from './checkin.messages.ts'
import type { Photo } from './usePhotos.ts'

const MOST = 10

interface Props {
  photos: readonly Photo[]
  onTake: (files: readonly File[]) => Promise<void>
  onRemove: (photo: Photo) => void
}

export function Photos({ photos, onTake, onRemove }: Props) {
  const t = useText(checkinMessages)
  return (
    <div>
      <h3 class={ui.label}>{t('photos')}</h3>
      <ul class={styles.photos}>
        {photos.map((photo, index) => (
          <li key={photo.key} class={styles.photo}>
            <img src={photo.src} alt={`${t('photos')} ${index + 1}`} />
            {!photo.file_id && (
              <span class={styles.waiting} data-refused={photo.refused !== null}>
                {photo.refused ? t('photo_refused') : t('photo_waits')}
              </span>
            )}
            <button type="button" aria-label={t('remove_photo', { n: index + 1 })} onClick={() => onRemove(photo)}>
              <Icon name="close" size={18} />
            </button>
          </li>
        ))}
        {photos.length < MOST && (
          <li>
            <label class={styles.add}>
              <input
                type="file"
                class="sr-only"
                accept="image/*"
                multiple
                onChange={event => {
                  void onTake([...(event.currentTarget.files ?? [])].slice(0, MOST - photos.length))
                  event.currentTarget.value = ''
                }}
              />
              <Icon name="camera" size={28} />
              {t('add_photo')}
            </label>
          </li>
        )}
      </ul>
      <div role="status">
        {photos.flatMap(photo =>
          photo.refused
            ? [
                <p key={photo.key} class={ui.wrong}>
                  {photo.refused}
                </p>,
              ]
            : [],
        )}
      </div>
      <p class={ui.hint}>{photos.length < MOST ? t('photos_why') : t('photo_full')}</p>
    </div>
  )
}
