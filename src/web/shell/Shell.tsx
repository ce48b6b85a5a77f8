import { Link, Outlet, useMatches, useNavigate, useRouterState } from '@tanstack/react-router'
import { useState } from 'react'
import { ChannelBanner } from '../features/channel/ChannelBanner.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { useKeys } from './keys.ts'
import { useText } from './lang.tsx'
import { useConnected, useLiveUpdates } from './live.ts'
import { Me } from './Me.tsx'
import { NotYoursPage } from './NotFoundPage.tsx'
import { isIn, type Place, placesFor } from './nav.ts'
import styles from './Shell.module.css'
import { Shortcuts } from './Shortcuts.tsx'
import { useSession } from './session.tsx'
import { shellMessages } from './shell.messages.ts'

export function Shell() {
  const t = useText(shellMessages)
  const places = placesFor(useSession().permissions)
  const navigate = useNavigate()
  const [help, setHelp] = useState(false)
  useLiveUpdates()
  useKeys({
    ...Object.fromEntries(places.map(place => [`g ${place.key}`, () => void navigate({ to: place.to })])),
    ...(places.some(place => place.name === 'intake') ? { n: () => void navigate({ to: '/intake' }) } : {}),
    '/': () => document.querySelector<HTMLInputElement>('input[type="search"]')?.focus(),
    '?': () => setHelp(true),
  })
  return (
    <div className={styles.shell}>
      <a href="#main" className={styles.skip}>
        {t('skip')}
      </a>
      <nav className={`${styles.nav} no-print`} aria-label={t('navigation')}>
        <Link to="/" className={styles.brand}>
          <img src="/icon.svg" alt="" width={28} height={28} />
          <span className={styles.word}>Baiki</span>
        </Link>
        <ul className={styles.places}>
          {places.map(place => (
            <li key={place.name}>
              <PlaceLink place={place} />
            </li>
          ))}
        </ul>
        <Me showHelp={() => setHelp(true)} />
      </nav>
      <main id="main" className={styles.main} tabIndex={-1}>
        <Offline />
        <ChannelBanner />
        <Page />
      </main>
      <Dialog opened={help} onClose={() => setHelp(false)} title={t('shortcuts')}>
        <Shortcuts places={places} />
      </Dialog>
    </div>
  )
}

/** By address one comes anywhere; what is not for him says so and where to go. */
function Page() {
  const { permissions } = useSession()
  const needs = useMatches().at(-1)?.staticData.needs ?? []
  return needs.length === 0 || needs.some(need => permissions.includes(need)) ? <Outlet /> : <NotYoursPage />
}

function PlaceLink({ place }: { place: Place }) {
  const t = useText(shellMessages)
  const path = useRouterState({ select: state => state.location.pathname })
  const here = isIn(path, place)
  return (
    <Link
      to={place.to}
      className={styles.place}
      aria-label={t(place.name)}
      aria-current={here ? 'page' : undefined}
      title={`${t(place.name)} (g ${place.key})`}
    >
      <place.icon size={20} stroke={1.6} aria-hidden="true" />
      <span className={`${styles.word} ${styles.wide}`}>{t(place.name)}</span>
      <span className={styles.narrow} aria-hidden="true">
        {t(place.short ?? place.name)}
      </span>
    </Link>
  )
}

function Offline() {
  const t = useText(shellMessages)
  if (useConnected()) return null
  return (
    <p role="status" className={styles.offline}>
      {t('reconnecting')}
    </p>
  )
}
