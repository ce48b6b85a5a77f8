import { IconPhoto } from '@tabler/icons-react'
import { type Company, settingsContracts } from '../../../shared/settings.ts'
import { useText } from '../../shell/lang.tsx'
import { logoMessages } from './logo.messages.ts'
import { PictureSetting } from './PictureSetting.tsx'

/** What papers begin with. Those that were issued stay as they are. */
export function LogoCard({ company: { logo_file_id } }: { company: Company }) {
  const t = useText(logoMessages)
  return (
    <section className="card stack" aria-label={t('logo')}>
      <div className="stack-tight">
        <h2>{t('logo')}</h2>
        <p className="quiet small">{t('logo_more')}</p>
      </div>
      <PictureSetting
        set={settingsContracts.setLogo}
        unset={settingsContracts.removeLogo}
        file_id={logo_file_id}
        t={t}
        icon={IconPhoto}
        shape="wide"
      />
    </section>
  )
}
