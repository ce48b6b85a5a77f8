/** Pictures that wait for a connection, in the phone's own database. Where there is none, they wait in memory. */
const NAME = 'baiki'
const STORE = 'waiting'

let opened: Promise<IDBDatabase> | undefined

function database(): Promise<IDBDatabase> {
  opened ??= new Promise((resolve, reject) => {
    const request = indexedDB.open(NAME, 1)
    request.onupgradeneeded = () => request.result.createObjectStore(STORE)
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error)
  })
  return opened
}

async function within<T>(
  mode: IDBTransactionMode,
  work: (store: IDBObjectStore) => IDBRequest<T>,
): Promise<T | undefined> {
  try {
    const request = work((await database()).transaction(STORE, mode).objectStore(STORE))
    return await new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result)
      request.onerror = () => reject(request.error)
    })
  } catch {
    return undefined
  }
}

export const keepBlob = (key: string, blob: Blob): Promise<unknown> =>
  within('readwrite', store => store.put(blob, key))
export const dropBlob = (key: string): Promise<unknown> => within('readwrite', store => store.delete(key))

/** Everything whose key begins so, oldest first. */
export async function keptBlobs(prefix: string): Promise<{ key: string; blob: Blob }[]> {
  const range = IDBKeyRange.bound(prefix, `${prefix}\uffff`)
  const [keys, blobs] = [
    await within('readonly', store => store.getAllKeys(range)),
    await within<Blob[]>('readonly', store => store.getAll(range)),
  ]
  return (keys ?? []).flatMap((key, index) => (blobs?.[index] ? [{ key: String(key), blob: blobs[index] }] : []))
}
