import { type InfiniteData, type QueryClient, useInfiniteQuery, useMutationState } from '@tanstack/react-query'
import type { ResponseOf } from '../../../shared/contract.ts'
import { type ChatMessage, conversationContracts } from '../../../shared/conversations.ts'
import { call } from '../../api.ts'
import { moreOf, type Sending } from '../../query.ts'
import { useSession } from '../../shell/session.tsx'

const PAGE = 50

const logKey = (session_id: string) => ['conversations', 'messages', session_id] as const

/** Newest first on the wire, oldest first on the screen. */
export function useMessages(session_id: string, down_to?: string) {
  const query = useInfiniteQuery({
    queryKey: down_to ? [...logKey(session_id), down_to] : logKey(session_id),
    queryFn: ({ pageParam, signal }) =>
      call(
        conversationContracts.messages,
        { session_id, limit: PAGE, ...(pageParam ? { cursor: pageParam } : down_to ? { down_to } : {}) },
        { signal },
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: page => page.next_cursor ?? undefined,
  })
  const { data, error, refetch } = query
  return { error, refetch, messages: data?.pages.flatMap(page => page.items).toReversed(), more: moreOf(query) }
}

type Log = InfiniteData<ResponseOf<typeof conversationContracts.messages>>

/** The server has taken it: it stands in the log before the log is read again. */
export function addToLog(client: QueryClient, message: ChatMessage): void {
  client.setQueriesData<Log>({ queryKey: logKey(message.session_id) }, log => {
    const [newest, ...older] = log?.pages ?? []
    if (!log || !newest || newest.items.some(one => one.id === message.id)) return log
    return { ...log, pages: [{ ...newest, items: [message, ...newest.items] }, ...older] }
  })
}

export const sendingLine = (session_id: string) => ['send', session_id] as const

/** What is on its way to the server, as it will look. */
export function useSending(session_id: string): readonly ChatMessage[] {
  const { full_name } = useSession()
  return useMutationState({
    filters: { mutationKey: sendingLine(session_id), status: 'pending' },
    select: ({ mutationId, state }) =>
      asQueued(state.variables as Sending<typeof conversationContracts.send>, {
        id: `sending${mutationId}`,
        session_id,
        author_name: full_name,
        timestamp: new Date(state.submittedAt).toISOString(),
      }),
  })
}

function asQueued(
  { input, files = [] }: Sending<typeof conversationContracts.send>,
  known: Pick<ChatMessage, 'id' | 'session_id' | 'author_name' | 'timestamp'>,
): ChatMessage {
  const [file] = files
  return {
    ...known,
    direction: 'outbound',
    author: 'staff',
    message_type: file ? (file.type.startsWith('image/') ? 'image' : 'document') : 'text',
    message_content: input.text ?? '',
    buttons: [],
    reply_to: null,
    media_file_id: null,
    media_type: file?.type ?? null,
    media_state: file ? 'waiting' : null,
    media_url: null,
    media_size: null,
    thumb_url: null,
    filename: file?.name ?? null,
    location: null,
    reactions: [],
    revoked: false,
    status: 'queued',
    problem: null,
    can_send_again: false,
    can_fetch_again: false,
    ticket_id: null,
    turn: null,
  }
}
