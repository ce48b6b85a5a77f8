import { IconSettings } from '@tabler/icons-react'
import { Link, useParams } from '@tanstack/react-router'
import { Suspense } from 'react'
import { useText } from '../../shell/lang.tsx'
import { useMay } from '../../shell/session.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { DetailHead, ListDetail } from '../../ui/ListDetail.tsx'
import { LoadingRows } from '../../ui/Loading.tsx'
import styles from './Settings.module.css'
import { SECTIONS } from './sections.ts'
import { settingsMessages } from './settings.messages.ts'

/** Sections left, the section itself in the middle. */
export function SettingsPage() {
  const t = useText(settingsMessages)
  const may = useMay()
  const { _splat } = useParams({ strict: false })
  const section = SECTIONS.find(({ path }) => path === _splat)
  if (!may('settings.write')) {
    return (
      <EmptyState icon={<IconSettings size={28} stroke={1.5} />} title={t('not_yours')} page>
        {t('not_yours_more')}
      </EmptyState>
    )
  }
  return (
    <ListDetail list={<Sections chosen={section?.path} />} listLabel={t('settings')} open={section !== undefined}>
      {section ? (
        <>
          <DetailHead back="/settings">
            <h1>{t(section.title)}</h1>
          </DetailHead>
          <div className={styles.section}>
            <Suspense fallback={<LoadingRows />}>
              <section.page />
            </Suspense>
          </div>
        </>
      ) : (
        <EmptyState icon={<IconSettings size={28} stroke={1.5} />} title={t('choose')}>
          {t('choose_more')}
        </EmptyState>
      )}
    </ListDetail>
  )
}

function Sections({ chosen }: { chosen: string | undefined }) {
  const t = useText(settingsMessages)
  return (
    <nav aria-label={t('settings')}>
      <ul className={styles.sections}>
        {SECTIONS.map(({ path, title, icon: Icon }) => (
          <li key={path}>
            <Link
              to="/settings/$"
              params={{ _splat: path }}
              activeOptions={{ exact: true }}
              className={styles.link}
              aria-current={path === chosen ? 'page' : undefined}
            >
              <Icon size={18} stroke={1.6} aria-hidden="true" />
              {t(title)}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  )
}
