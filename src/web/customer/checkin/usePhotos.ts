import { useCallback, useEffect, useRef, useState } from 'preact/hooks'
import type { StoredFile } from '../../../shared/files.ts'
import { addFile, type Link, newKey, type Refused } from '../api.ts'
import { smaller } from '../resize.ts'
import { dropBlob, keepBlob, keptBlobs } from './blobs.ts'

export interface Photo {
  /** Also the upload's idempotency key. */
  readonly key: string
  readonly src: string
  readonly file_id: string | null
  /** Why the server would not have it. */
  readonly refused: string | null
  readonly blob: Blob | null
}

const RETRY_MS = 8000

/** Photos go to the shop as soon as they are taken; what cannot go yet waits on the phone, also over a reload. */
export function usePhotos(link: Link, uploaded: readonly StoredFile[], srcOf: (file_id: string) => string) {
  const [photos, setPhotos] = useState<readonly Photo[]>(() =>
    uploaded.map(file => ({ key: file.id, src: srcOf(file.id), file_id: file.id, refused: null, blob: null })),
  )
  const prefix = `photo:${link.token.slice(-12)}:`
  const busy = useRef(false)
  const change = useCallback(
    (key: string, part: Partial<Photo>) =>
      setPhotos(all => all.map(photo => (photo.key === key ? { ...photo, ...part } : photo))),
    [],
  )

  const add = useCallback(
    (key: string, blob: Blob) =>
      setPhotos(all => [...all, { key, src: URL.createObjectURL(blob), file_id: null, refused: null, blob }]),
    [],
  )
  useEffect(() => {
    void keptBlobs(prefix).then(kept => {
      for (const { key, blob } of kept) add(key.slice(prefix.length), blob)
    })
  }, [prefix, add])

  const next = photos.find(photo => photo.blob && !photo.file_id && !photo.refused)
  const sendNext = useCallback(async () => {
    if (!next?.blob || busy.current) return
    busy.current = true
    try {
      const file = await addFile(link, 'condition_photo', next.blob, next.key)
      await dropBlob(prefix + next.key)
      // After a reload in the middle of it, the shop may have listed it already.
      setPhotos(all =>
        all
          .filter(photo => photo.file_id !== file.id)
          .map(photo => (photo.key === next.key ? { ...photo, file_id: file.id } : photo)),
      )
    } catch (error) {
      const { code, message } = error as Refused
      if (!['offline', 'unavailable', 'internal', 'too_many_requests'].includes(code))
        change(next.key, { refused: message })
    } finally {
      busy.current = false
    }
  }, [next, link, prefix, change])
  useEffect(() => {
    void sendNext()
    const timer = setInterval(() => void sendNext(), RETRY_MS)
    const online = (): void => void sendNext()
    addEventListener('online', online)
    return () => {
      clearInterval(timer)
      removeEventListener('online', online)
    }
  }, [sendNext])

  return {
    photos,
    waiting: next !== undefined,
    take: async (files: readonly File[]) => {
      for (const file of files) {
        const [key, blob] = [newKey(), await smaller(file)]
        await keepBlob(prefix + key, blob)
        add(key, blob)
      }
    },
    remove: (photo: Photo) => {
      void dropBlob(prefix + photo.key)
      setPhotos(all => all.filter(each => each.key !== photo.key))
    },
  }
}
