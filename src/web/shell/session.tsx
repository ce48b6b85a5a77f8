import { useQuery, useQueryClient } from '@tanstack/react-query'
import { createContext, type ReactNode, useContext } from 'react'
import type { Permission } from '../../shared/permissions.ts'
import { type Me, userContracts } from '../../shared/users.ts'
import { ApiError, call } from '../api.ts'
import { dropDrafts } from './drafts.ts'

const SESSION = ['session'] as const
const SessionContext = createContext<Me | null>(null)

/** Undefined while asking, null for nobody. */
export function useWhoAmI(): { session: Me | null | undefined; error: Error | null; ask: () => void } {
  const { data, error, refetch } = useQuery({
    queryKey: SESSION,
    queryFn: () =>
      call(userContracts.me, {}).catch(problem => {
        if (problem instanceof ApiError && problem.code === 'signed_out') return null
        throw problem
      }),
    staleTime: 5 * 60_000,
  })
  return { session: data, error, ask: () => void refetch() }
}

export function SessionProvider({ session, children }: { session: Me; children: ReactNode }) {
  return <SessionContext value={session}>{children}</SessionContext>
}

export function useSession(): Me {
  const session = useContext(SessionContext)
  if (!session) throw new Error('useSession outside of a signed-in page')
  return session
}

/** Hides what the server would refuse anyway; the server decides. */
export function useMay(): (permission: Permission) => boolean {
  const { permissions } = useSession()
  return permission => permissions.includes(permission)
}

export function useSignIn(): (username: string, password: string) => Promise<void> {
  const client = useQueryClient()
  return async (username, password) => {
    const session = await call(userContracts.signIn, { username, password })
    client.setQueryData(SESSION, session)
  }
}

/** Nothing of the last person stays for the next one. */
export async function signOut(): Promise<void> {
  await call(userContracts.signOut, {})
  dropDrafts()
  window.location.assign('/')
}
