import { Button, CloseButton } from '@mantine/core'
import { IconCamera, IconPhotoPlus } from '@tabler/icons-react'
import { type DragEvent, useEffect, useMemo, useRef, useState } from 'react'
import { useText } from '../shell/lang.tsx'
import styles from './FileDrop.module.css'
import { uiMessages } from './ui.messages.ts'

interface Props {
  readonly files: readonly File[]
  readonly onChange: (files: readonly File[]) => void
  readonly maxFiles?: number
  readonly maxMb?: number
  readonly accept?: string
}

/** Photos by camera, by picking, by dropping or by pasting. */
export function FileDrop({
  files,
  onChange,
  maxFiles = 8,
  maxMb = 15,
  accept = 'image/jpeg,image/png,image/webp,image/heic',
}: Props) {
  const t = useText(uiMessages)
  const [refused, setRefused] = useState<string | null>(null)
  const [over, setOver] = useState(false)
  const camera = useRef<HTMLInputElement>(null)
  const picker = useRef<HTMLInputElement>(null)

  const add = (list: FileList | null): void => {
    const added = [...(list ?? [])]
    const fits = (file: File): boolean => file.size <= maxMb * 1024 * 1024
    const large = added.find(file => !fits(file))
    const kept = [...files, ...added.filter(fits)]
    if (large) setRefused(t('file_too_large', { name: large.name, mb: maxMb }))
    else setRefused(kept.length > maxFiles ? t('too_many_files', { n: maxFiles }) : null)
    onChange(kept.slice(0, maxFiles))
  }
  const drop = (event: DragEvent): void => {
    event.preventDefault()
    setOver(false)
    add(event.dataTransfer.files)
  }

  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be dropped on in every browser
    <div
      role="group"
      aria-label={t('add_photos')}
      className={styles.drop}
      data-over={over || undefined}
      onDragOver={event => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
      onPaste={event => add(event.clipboardData.files)}
    >
      {files.length > 0 && (
        <ul className={styles.files}>
          {files.map(file => (
            <Chosen
              key={`${file.name}${file.size}${file.lastModified}`}
              file={file}
              remove={() => onChange(files.filter(other => other !== file))}
            />
          ))}
        </ul>
      )}
      <div className="row wrap">
        <Button
          variant="default"
          size="xs"
          leftSection={<IconPhotoPlus size={16} />}
          onClick={() => picker.current?.click()}
        >
          {t('add_photos')}
        </Button>
        <Button
          variant="default"
          size="xs"
          className={styles.camera}
          leftSection={<IconCamera size={16} />}
          onClick={() => camera.current?.click()}
        >
          {t('take_photo')}
        </Button>
        <span className={`quiet tiny ${styles.hint}`}>{t('drop_photos')}</span>
      </div>
      {refused && (
        <p role="alert" className={styles.refused}>
          {refused}
        </p>
      )}
      <input
        ref={picker}
        type="file"
        accept={accept}
        multiple
        hidden
        aria-label={t('add_photos')}
        onChange={event => take(event.currentTarget, add)}
      />
      <input
        ref={camera}
        type="file"
        accept="image/*"
        capture="environment"
        hidden
        aria-label={t('take_photo')}
        onChange={event => take(event.currentTarget, add)}
      />
    </div>
  )
}

/** Emptied after each taking, so that the same file can be chosen again. */
function take(input: HTMLInputElement, add: (list: FileList | null) => void): void {
  add(input.files)
  input.value = ''
}

function Chosen({ file, remove }: { file: File; remove: () => void }) {
  const t = useText(uiMessages)
  const url = useMemo(() => (file.type.startsWith('image/') ? URL.createObjectURL(file) : null), [file])
  useEffect(() => () => (url ? URL.revokeObjectURL(url) : undefined), [url])
  return (
    <li className={styles.chosen}>
      {url ? <img src={url} alt={file.name} /> : <span className="tiny truncate">{file.name}</span>}
      <CloseButton className={styles.remove} size="sm" aria-label={`${t('remove')} ${file.name}`} onClick={remove} />
    </li>
  )
}
