import {
  type QueryClient,
  queryOptions,
  type UseInfiniteQueryResult,
  type UseQueryResult,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query'
import { useRef } from 'react'
import type { Contract, RequestOf, ResponseOf } from '../shared/contract.ts'
import { call, isUnanswered, newKey } from './api.ts'

/** The first word of a path is the noun: `/tickets/:ticket_id/notes` belongs to `tickets`. */
const nounOf = (contract: Contract): string => contract.path.split('/')[1] ?? ''

/** A read as query options: for `useGet`, for prefetching, for writing into the cache. */
export const readOf = <C extends Contract>(contract: C, input: RequestOf<C>) =>
  queryOptions({
    queryKey: [nounOf(contract), contract.path, input] as const,
    queryFn: ({ signal }): Promise<ResponseOf<C>> => call(contract, input, { signal }),
  })

interface GetOptions {
  readonly enabled?: boolean
  /** Keeps the last answer on screen while the next one loads, so that nothing jumps while one types. */
  readonly keep?: boolean
}

export function useGet<C extends Contract>(
  contract: C,
  input: RequestOf<C>,
  options: GetOptions = {},
): UseQueryResult<ResponseOf<C>> {
  return useQuery({
    ...readOf(contract, input),
    enabled: options.enabled ?? true,
    ...(options.keep ? { placeholderData: (last: ResponseOf<C> | undefined) => last as never } : {}),
  }) as UseQueryResult<ResponseOf<C>>
}

type RowOf<C extends Contract> = ResponseOf<C> extends { readonly items: readonly (infer Row)[] } ? Row : never
type Page<C extends Contract> = { readonly items: RowOf<C>[]; readonly next_cursor: string | null }

/** What follows the rows that are there; null at the end. */
export interface More {
  readonly loading: boolean
  readonly error: Error | null
  readonly load: () => Promise<unknown>
}

export interface Pages<Row> {
  readonly items: readonly Row[] | undefined
  readonly error: Error | null
  readonly again: () => void
  readonly more: More | null
}

type Turning = Pick<
  UseInfiniteQueryResult,
  'hasNextPage' | 'isFetchingNextPage' | 'isFetchNextPageError' | 'error' | 'fetchNextPage'
>

export const moreOf = (query: Turning): More | null =>
  query.hasNextPage
    ? {
        loading: query.isFetchingNextPage,
        error: query.isFetchNextPageError ? query.error : null,
        load: () => query.fetchNextPage(),
      }
    : null

/** A list of which the next page comes by the cursor of the last. What is on screen stays while other rows are looked for. */
export function usePages<C extends Contract>(
  contract: C,
  input: RequestOf<C>,
  options: { readonly enabled?: boolean } = {},
): Pages<RowOf<C>> {
  const query = useInfiniteQuery({
    queryKey: [nounOf(contract), contract.path, 'pages', input] as const,
    queryFn: ({ pageParam, signal }) =>
      call(contract, { ...input, ...(pageParam && { cursor: pageParam }) }, { signal }) as Promise<Page<C>>,
    initialPageParam: null as string | null,
    getNextPageParam: page => page.next_cursor,
    enabled: options.enabled ?? true,
    placeholderData: last => last,
  })
  return {
    items: query.data?.pages.flatMap(page => page.items),
    error: query.error,
    again: () => void query.refetch(),
    more: moreOf(query),
  }
}

export interface Sending<C extends Contract> {
  readonly input: RequestOf<C>
  readonly files?: readonly File[]
}

/** Shows at once what a write will make of a read. Returns how to take it back. */
export function foresee<C extends Contract>(
  client: QueryClient,
  contract: C,
  input: RequestOf<C>,
  change: (known: ResponseOf<C>) => ResponseOf<C>,
): () => void {
  const { queryKey } = readOf(contract, input)
  void client.cancelQueries({ queryKey })
  const known = client.getQueryData(queryKey) as ResponseOf<C> | undefined
  if (known !== undefined) client.setQueryData(queryKey, change(known) as never)
  return () => client.setQueryData(queryKey, known as never)
}

/** A sending that nobody has answered yet: sent again as it was, it carries this key. */
export interface Unanswered {
  readonly of: string
  readonly key: string
}

/** Where it outlives a reload: with the form's draft. */
export interface Sent {
  readonly read: () => Unanswered | null
  readonly keep: (sending: Unanswered | null) => void
}

interface SendOptions<C extends Contract> {
  readonly touches?: readonly string[]
  readonly onSuccess?: (result: ResponseOf<C>, input: RequestOf<C>) => void
  readonly onError?: (error: Error, sending: Sending<C>) => void
  /** Sendings of one line go one after the other, and are found by its name while they wait. */
  readonly line?: readonly [string, string]
  readonly sent?: Sent
  /** Only where nothing is lost when the server refuses. */
  readonly foresee?: (client: QueryClient, input: RequestOf<C>) => () => void
}

/**
 * A write. When no answer came, sending the same thing again carries the same key, so that a lost answer never makes two.
 * What it touches is read again: its own noun and `touches`.
 */
export function useSend<C extends Contract>(contract: C, options: SendOptions<C> = {}) {
  const client = useQueryClient()
  const lost = useRef<Unanswered | null>(null)
  const keep = (sending: Unanswered | null): void => {
    lost.current = sending
    options.sent?.keep(sending)
  }
  return useMutation<ResponseOf<C>, Error, Sending<C>, (() => void) | undefined>({
    ...(options.line && { mutationKey: options.line, scope: { id: options.line.join(' ') } }),
    mutationFn: async ({ input, files }) => {
      const of = JSON.stringify([contract.path, input, files?.map(file => [file.name, file.size, file.lastModified])])
      const before = lost.current ?? options.sent?.read()
      const key = before?.of === of ? before.key : newKey()
      keep({ of, key })
      try {
        const answer = await call(contract, input, { key, ...(files ? { files } : {}) })
        keep(null)
        return answer
      } catch (error) {
        if (!isUnanswered(error)) keep(null)
        throw error
      }
    },
    onMutate: ({ input }) => options.foresee?.(client, input),
    onError: (error, sending, takeBack) => {
      takeBack?.()
      options.onError?.(error, sending)
    },
    onSuccess: (result, { input }) => {
      readAgain(client, [nounOf(contract), ...(options.touches ?? [])])
      options.onSuccess?.(result, input)
    },
  })
}

export function readAgain(client: QueryClient, nouns: readonly string[]): void {
  for (const noun of new Set(nouns)) void client.invalidateQueries({ queryKey: [noun] })
}
