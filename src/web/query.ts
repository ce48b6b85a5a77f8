import {
  type QueryClient,
  queryOptions,
  type UseQueryResult,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query'
import { useRef } from 'react'
import type { Contract, RequestOf, ResponseOf } from '../shared/contract.ts'
import { ApiError, call, newKey } from './api.ts'

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

interface Sending<C extends Contract> {
  readonly input: RequestOf<C>
  readonly files?: readonly File[]
}

/**
 * A write. When no answer came, sending the same thing again carries the same key, so that a lost answer never makes two.
 * What it touches is read again: its own noun and `touches`.
 */
export function useSend<C extends Contract>(
  contract: C,
  options: { touches?: readonly string[]; onSuccess?: (result: ResponseOf<C>, input: RequestOf<C>) => void } = {},
) {
  const client = useQueryClient()
  const lost = useRef<{ input: string; key: string } | null>(null)
  return useMutation<ResponseOf<C>, Error, Sending<C>>({
    mutationFn: async ({ input, files }) => {
      const fingerprint = JSON.stringify(input)
      const key = lost.current?.input === fingerprint ? lost.current.key : newKey()
      lost.current = null
      try {
        return await call(contract, input, { key, ...(files ? { files } : {}) })
      } catch (error) {
        if (error instanceof ApiError && error.code === 'offline') lost.current = { input: fingerprint, key }
        throw error
      }
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
