import { useCallback, useEffect, useRef, useState } from 'preact/hooks'
import type { Refused } from './api.ts'

interface Loaded<Page> {
  readonly page: Page | null
  readonly problem: Refused | null
  readonly refresh: () => Promise<void>
}

/** Fetches a page, and again every `every_ms` and whenever the customer comes back to it. What is shown stays while a fetch fails. */
export function useLoaded<Page>(fetchPage: () => Promise<Page>, every_ms: number): Loaded<Page> {
  const [page, setPage] = useState<Page | null>(null)
  const [problem, setProblem] = useState<Refused | null>(null)
  const asked = useRef(0)

  const refresh = useCallback(async () => {
    const mine = ++asked.current
    try {
      const loaded = await fetchPage()
      // An answer that a later question has overtaken is old news.
      if (mine !== asked.current) return
      setPage(loaded)
      setProblem(null)
    } catch (error) {
      if (mine === asked.current) setProblem(error as Refused)
    }
  }, [fetchPage])

  useEffect(() => {
    const look = (): void => {
      if (!document.hidden) void refresh()
    }
    look()
    const timer = setInterval(look, every_ms)
    document.addEventListener('visibilitychange', look)
    addEventListener('online', look)
    return () => {
      clearInterval(timer)
      document.removeEventListener('visibilitychange', look)
      removeEventListener('online', look)
    }
  }, [refresh, every_ms])
  return { page, problem, refresh }
}
