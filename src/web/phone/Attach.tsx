/** @jsxImportSource preact */
import { useEffect, useRef, useState } from 'preact/hooks'
import { Icon, type IconName } from '../preact/Icon.tsx'
import { useText } from '../preact/lang.tsx'
import styles from './Attach.module.css'
import { upload } from './api.ts'
import { phoneMessages } from './phone.messages.ts'
import { Sheet } from './Sheet.tsx'
import { SAMPLES, type Sample, samplePhoto } from './samples.ts'
import type { CustomerSends } from './wire.ts'

interface Props {
  /** What a sample slip says was paid. */
  lastAmount: string
  onSend: (message: CustomerSends) => Promise<boolean>
  onClose: () => void
}

const HOME = { latitude: 3.1498, longitude: 101.7615 }

/** Photos, documents, a place; a photo gets a caption before it goes. */
export function Attach({ lastAmount, onSend, onClose }: Props) {
  const t = useText(phoneMessages)
  const [photo, setPhoto] = useState<File | null>(null)
  if (photo) return <Caption photo={photo} onSend={onSend} onClose={onClose} />

  const document = async (file: File): Promise<void> => {
    onClose()
    const { media_id } = await upload(file, file.name)
    await onSend({ type: 'document', media_id, filename: file.name })
  }
  return (
    <Sheet title={t('attach')} onClose={onClose}>
      <div class={styles.kinds}>
        <Pick icon="image" text={t('photo_from_device')} accept="image/jpeg,image/png,image/webp" onPick={setPhoto} />
        <Pick icon="file" text={t('document')} accept="application/pdf" onPick={file => void document(file)} />
        <button
          type="button"
          class={styles.kind}
          onClick={() => {
            onClose()
            void onSend({ type: 'location', ...HOME, name: t('my_location') })
          }}
        >
          <span>
            <Icon name="pin" />
          </span>
          {t('location')}
        </button>
      </div>
      <h3 class={styles.heading}>{t('samples')}</h3>
      <ul class={styles.samples}>
        {SAMPLES.map(sample => (
          <li key={sample}>
            <SampleButton sample={sample} note={lastAmount} onPick={setPhoto} />
          </li>
        ))}
      </ul>
    </Sheet>
  )
}

function Pick({
  icon,
  text,
  accept,
  onPick,
}: {
  icon: IconName
  text: string
  accept: string
  onPick: (file: File) => void
}) {
  return (
    <label class={styles.kind}>
      <input
        type="file"
        class="sr-only"
        accept={accept}
        onChange={event => {
          const [file] = event.currentTarget.files ?? []
          if (file) onPick(file)
        }}
      />
      <span>
        <Icon name={icon} />
      </span>
      {text}
    </label>
  )
}

function SampleButton({ sample, note, onPick }: { sample: Sample; note: string; onPick: (file: File) => void }) {
  const t = useText(phoneMessages)
  const canvas = useRef<HTMLCanvasElement>(null)
  const [photo, setPhoto] = useState<Blob | null>(null)
  useEffect(() => {
    let here = true
    void samplePhoto(sample, note).then(async blob => {
      const picture = await createImageBitmap(blob, { resizeWidth: 180, resizeHeight: 240, resizeQuality: 'high' })
      if (!here) return
      canvas.current?.getContext('2d')?.drawImage(picture, 0, 0)
      setPhoto(blob)
    })
    return () => {
      here = false
    }
  }, [sample, note])
  return (
    <button
      type="button"
      class={styles.sample}
      disabled={!photo}
      onClick={() => photo && onPick(new File([photo], `${sample}.jpg`, { type: photo.type }))}
    >
      <canvas ref={canvas} width={180} height={240} />
      {t(`sample_${sample}`)}
    </button>
  )
}

function Caption({ photo, onSend, onClose }: { photo: File; onSend: Props['onSend']; onClose: () => void }) {
  const t = useText(phoneMessages)
  const [caption, setCaption] = useState('')
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState('')
  const [src, setSrc] = useState('')
  useEffect(() => {
    const made = URL.createObjectURL(photo)
    setSrc(made)
    return () => URL.revokeObjectURL(made)
  }, [photo])

  const send = async (): Promise<void> => {
    setBusy(true)
    try {
      const { media_id } = await upload(photo, photo.name)
      const words = caption.trim()
      if (await onSend({ type: 'image', media_id, ...(words ? { caption: words } : {}) })) onClose()
    } catch (error) {
      setProblem(t('not_sent', { reason: (error as Error).message }))
    }
    setBusy(false)
  }
  return (
    <Sheet title={t('photo')} onClose={onClose}>
      {src && <img class={styles.preview} src={src} alt={t('picture')} />}
      {problem && <p role="alert">{problem}</p>}
      <form
        class={styles.caption}
        onSubmit={event => {
          event.preventDefault()
          void send()
        }}
      >
        <input
          value={caption}
          placeholder={t('caption')}
          aria-label={t('caption')}
          onInput={event => setCaption(event.currentTarget.value)}
        />
        <button type="submit" aria-label={t('send')} disabled={busy}>
          <Icon name="send" size={21} />
        </button>
      </form>
    </Sheet>
  )
}
