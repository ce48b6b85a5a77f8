import { Button } from '@mantine/core'
import { type Icon, IconPhotoPlus } from '@tabler/icons-react'
import { type ReactNode, useRef } from 'react'
import { fileContracts } from '../../../shared/files.ts'
import type { settingsContracts } from '../../../shared/settings.ts'
import { addressOf } from '../../api.ts'
import { useSend } from '../../query.ts'
import { Problem } from '../../ui/ErrorState.tsx'
import { Removal } from '../../ui/Removal.tsx'
import { toast } from '../../ui/toast.tsx'
import styles from './Picture.module.css'

type Word = 'picture' | 'upload' | 'replace' | 'remove' | 'remove_warning' | 'kept' | 'removed'

interface Props {
  readonly set: typeof settingsContracts.setLogo | typeof settingsContracts.setDuitnow
  readonly unset: typeof settingsContracts.removeLogo | typeof settingsContracts.removeDuitnow
  readonly file_id: string | null
  readonly t: (word: Word) => string
  /** What stands where there is none. */
  readonly icon: Icon
  readonly shape: 'square' | 'wide'
  /** What is told of the one that is kept. */
  readonly children?: ReactNode
}

/** A picture of the shop's own: as it is kept, another in its place, taken away once one is sure. */
export function PictureSetting({ set, unset, file_id, t, icon: Empty, shape, children }: Props) {
  const picker = useRef<HTMLInputElement>(null)
  const keep = useSend(set, { touches: ['company'], onSuccess: () => toast(t('kept')) })
  const remove = useSend(unset, { touches: ['company'], onSuccess: () => toast(t('removed')) })
  const choose = (list: FileList | null): void => {
    const [file] = list ?? []
    if (!file || keep.isPending) return
    remove.reset()
    keep.mutate({ input: {}, files: [file] })
  }
  return (
    <div className={styles.setting}>
      {file_id ? (
        <img
          src={addressOf(fileContracts.open, { file_id })}
          alt={t('picture')}
          className={styles.picture}
          data-shape={shape}
        />
      ) : (
        <div className={styles.picture} data-shape={shape} data-empty>
          <Empty size={shape === 'square' ? 48 : 32} stroke={1.2} aria-hidden="true" />
        </div>
      )}
      <div className="stack grow">
        {children}
        <div>
          <Button
            variant={file_id ? 'default' : 'filled'}
            size="xs"
            leftSection={<IconPhotoPlus size={16} />}
            loading={keep.isPending}
            onClick={() => picker.current?.click()}
          >
            {t(file_id ? 'replace' : 'upload')}
          </Button>
        </div>
        <Problem error={keep.error} />
        {file_id && (
          <Removal
            key={file_id}
            label={t('remove')}
            warning={t('remove_warning')}
            error={remove.error}
            busy={remove.isPending}
            onRemove={() => remove.mutate({ input: {} })}
          />
        )}
      </div>
      <input
        ref={picker}
        type="file"
        accept="image/jpeg,image/png,image/webp"
        hidden
        aria-label={t('upload')}
        onChange={event => {
          choose(event.currentTarget.files)
          // So that the same file can be chosen again.
          event.currentTarget.value = ''
        }}
      />
    </div>
  )
}
