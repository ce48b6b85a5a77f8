import { Button, Paper, PasswordInput, TextInput, Title } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { Problem } from '../ui/ErrorState.tsx'
import { useText } from './lang.tsx'
import { LangSwitch } from './Preferences.tsx'
import styles from './SignInPage.module.css'
import { useSignIn } from './session.tsx'
import { shellMessages } from './shell.messages.ts'

export function SignInPage() {
  const t = useText(shellMessages)
  const signIn = useSignIn()
  const [username, setUsername] = useState('')
  const [password, setPassword] = useState('')
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>(null)

  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    setBusy(true)
    setError(null)
    await signIn(username.trim(), password).catch(setError)
    setBusy(false)
  }

  return (
    <main className={styles.page}>
      <div className={styles.box}>
        <img src="/icon.svg" alt="" width={48} height={48} />
        <div className="stack-tight">
          <Title order={1}>{t('welcome')}</Title>
          <p className="quiet">{t('welcome_more')}</p>
        </div>
        <Paper component="form" className={styles.form} onSubmit={submit}>
          <TextInput
            label={t('username')}
            value={username}
            onChange={event => setUsername(event.currentTarget.value)}
            autoComplete="username"
            autoCapitalize="none"
            spellCheck={false}
            autoFocus
            required
            withAsterisk={false}
            size="md"
          />
          <PasswordInput
            label={t('password')}
            value={password}
            onChange={event => setPassword(event.currentTarget.value)}
            autoComplete="current-password"
            visibilityToggleButtonProps={{ 'aria-label': t('show') }}
            required
            withAsterisk={false}
            size="md"
          />
          <Problem error={error} />
          <Button type="submit" size="md" fullWidth loading={busy}>
            {t('sign_in')}
          </Button>
        </Paper>
        <LangSwitch />
      </div>
    </main>
  )
}
