import { useEffect } from 'react'
import { ErrorState } from '../ui/ErrorState.tsx'
import { hasChosenLang, useLang } from './lang.tsx'
import { Shell } from './Shell.tsx'
import { SignInPage } from './SignInPage.tsx'
import { SessionProvider, useWhoAmI } from './session.tsx'

/** One signs in where one is: the address stays, and so does the way to what was wanted. */
export function Root() {
  const { session, error, ask } = useWhoAmI()
  const { setLang } = useLang()
  useEffect(() => {
    if (session && !hasChosenLang()) setLang(session.language)
  }, [session, setLang])
  if (error) return <ErrorState error={error} retry={ask} />
  if (session === undefined) return null
  if (session === null) return <SignInPage />
  return (
    <SessionProvider session={session}>
      <Shell />
    </SessionProvider>
  )
}
