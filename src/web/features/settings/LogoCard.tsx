import { Button } from '@mantine/core'
import { IconPhoto, IconPhotoPlus } from '@tabler/icons-react'
import { useRef } from 'react'
import { fileContracts } from '../../../shared/files.ts'
import { type Company, settingsContracts } from '../../../shared/settings.ts'
import { addressOf } from '../../api.ts'
import { useSend } from '../../query.ts'
import { useText } from '../../shell/lang.tsx'
import { Problem } from '../../ui/ErrorState.tsx'
import { toast } from '../../ui/toast.tsx'
import styles from './Logo.module.css'
import { logoMessages } from './logo.messages.ts'

/** What papers begin with. Those that were issued stay as they are. */
export function LogoCard({ company: { logo_file_id } }: { company: Company }) {
  const t = useText(logoMessages)
  const picker = useRef<HTMLInputElement>(null)
  const keep = useSend(settingsContracts.setLogo, { touches: ['company'], onSuccess: () => toast(t('kept')) })
  const remove = useSend(settingsContracts.removeLogo, { touches: ['company'], onSuccess: () => toast(t('removed')) })
  const choose = (list: FileList | null): void => {
    const [file] = list ?? []
    if (!file || keep.isPending) return
    remove.reset()
    keep.mutate({ input: {}, files: [file] })
  }
  return (
    <section className="card stack" aria-label={t('logo')}>
      <div className="stack-tight">
        <h2>{t('logo')}</h2>
        <p className="quiet small">{t('logo_more')}</p>
      </div>
      <div className="row wrap">
        {logo_file_id ? (
          <img
            src={addressOf(fileContracts.open, { file_id: logo_file_id })}
            alt={t('picture')}
            className={styles.picture}
          />
        ) : (
          <div className={styles.picture} data-empty>
            <IconPhoto size={32} stroke={1.2} aria-hidden="true" />
          </div>
        )}
        <Button
          variant={logo_file_id ? 'default' : 'filled'}
          size="xs"
          leftSection={<IconPhotoPlus size={16} />}
          loading={keep.isPending}
          onClick={() => picker.current?.click()}
        >
          {t(logo_file_id ? 'replace' : 'upload')}
        </Button>
        {logo_file_id && (
          <Button variant="default" size="xs" loading={remove.isPending} onClick={() => remove.mutate({ input: {} })}>
            {t('remove')}
          </Button>
        )}
      </div>
      <Problem error={keep.error ?? remove.error} />
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
    </section>
  )
}
