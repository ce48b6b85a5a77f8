import { UnstyledButton } from '@mantine/core'
import { IconBell, IconKeyboard, IconLogout, IconUserCircle } from '@tabler/icons-react'
import { lazy, Suspense, useState } from 'react'
import { userContracts } from '../../shared/users.ts'
import { noticeMessages } from '../features/notifications/notifications.messages.ts'
import { useUnreadNotices } from '../features/notifications/useUnreadNotices.ts'
import { useSend } from '../query.ts'
import { Count } from '../ui/Count.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { useText } from './lang.tsx'
import { LangSwitch, SchemeSwitch } from './Preferences.tsx'
import styles from './Shell.module.css'
import { signOut, useSession } from './session.tsx'
import { shellMessages } from './shell.messages.ts'

const Notices = lazy(() =>
  import('../features/notifications/Notices.tsx').then(module => ({ default: module.Notices })),
)

/** The foot of the navigation: what is new, and what is mine. */
export function Me({ showHelp }: { showHelp: () => void }) {
  const t = useText(shellMessages)
  const notice = useText(noticeMessages)
  const user = useSession()
  const unread = useUnreadNotices()
  const [opened, setOpened] = useState<'me' | 'notices' | null>(null)
  const close = (): void => setOpened(null)
  const news = unread > 0 && <Count n={unread} label={notice('unread', { n: unread })} className={styles.count} />
  return (
    <div className={styles.foot}>
      <UnstyledButton
        className={`${styles.place} ${styles.bell}`}
        aria-haspopup="dialog"
        onClick={() => setOpened('notices')}
      >
        <IconBell size={20} stroke={1.6} aria-hidden="true" />
        <span className="sr-only">{notice('notices')}</span>
        <span className={`${styles.word} grow truncate`} aria-hidden="true">
          {notice('notices')}
        </span>
        {news}
      </UnstyledButton>
      <UnstyledButton className={styles.place} aria-haspopup="dialog" onClick={() => setOpened('me')}>
        <IconUserCircle size={20} stroke={1.6} aria-hidden="true" />
        <span className="sr-only">
          {t('menu')}: {user.full_name}
        </span>
        <span className={`${styles.word} truncate`} aria-hidden="true">
          {user.full_name}
        </span>
        <span className={styles.narrow} aria-hidden="true">
          {t('menu')}
        </span>
        <span className={styles.onPhone}>{news}</span>
      </UnstyledButton>
      <Dialog opened={opened === 'me'} onClose={close} title={user.full_name}>
        <Mine showNotices={() => setOpened('notices')} showHelp={showHelp} close={close} />
      </Dialog>
      <Dialog opened={opened === 'notices'} onClose={close} title={notice('notices')}>
        <Suspense>
          <Notices close={close} />
        </Suspense>
      </Dialog>
    </div>
  )
}

function Mine({ showNotices, showHelp, close }: { showNotices: () => void; showHelp: () => void; close: () => void }) {
  const t = useText(shellMessages)
  const notice = useText(noticeMessages)
  const user = useSession()
  const keepLang = useSend(userContracts.changeMe)
  return (
    <>
      <p className="quiet small">{t(`role_${user.role}`)}</p>
      <LangSwitch onChosen={language => keepLang.mutate({ input: { language } })} />
      <SchemeSwitch />
      <div>
        <UnstyledButton className={styles.item} onClick={showNotices}>
          <IconBell size={18} stroke={1.6} aria-hidden="true" />
          {notice('notices')}
        </UnstyledButton>
        <UnstyledButton
          className={styles.item}
          onClick={() => {
            close()
            showHelp()
          }}
        >
          <IconKeyboard size={18} stroke={1.6} aria-hidden="true" />
          {t('shortcuts')}
        </UnstyledButton>
        <UnstyledButton className={styles.item} onClick={() => void signOut()}>
          <IconLogout size={18} stroke={1.6} aria-hidden="true" />
          {t('sign_out')}
        </UnstyledButton>
      </div>
    </>
  )
}
