import { hashToken, signIn, signOut, whoAmI } from '../features/users/users.ts'
import type { Me } from '../shared/users.ts'
import { callerOf } from './caller.ts'
import type { StepTools } from './door.ts'
import { clearSession, sessionToken, setSession } from './session.ts'

export async function signInRoute(tools: StepTools, input: { username: string; password: string }): Promise<Me> {
  const { request, reply, secure } = tools
  const caller = callerOf(request)
  const token = await signIn(tools, { ...input, ...caller })
  setSession(reply, token, secure)
  return tools.enter({ as: 'session', token_hash: hashToken(token), ...caller }, whoAmI)
}

export async function signOutRoute(tools: StepTools): Promise<Record<string, never>> {
  const token = sessionToken(tools.request, tools.secure)
  if (token) await tools.run(ctx => signOut(ctx, { token_hash: hashToken(token) }))
  clearSession(tools.reply, tools.secure)
  return {}
}
