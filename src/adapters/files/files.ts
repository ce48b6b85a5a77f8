/** Where bytes are kept. What an id means to the shop (whose photo, which invoice) is a row of `app.files`. */
export interface Files {
  /** `kind` groups what is kept for the same time (`photo`, `document`, `media`); it becomes part of the id. */
  put(bytes: Uint8Array, about: { kind: string }): Promise<StoredFile>
  /** Throws `not_found` when there is no such file, and `file_damaged` when its bytes are not those that were put. */
  get(id: string): Promise<Buffer>
  /** Deleting what is gone already is no error. */
  delete(id: string): Promise<void>
  /** Ids of all that was put before this moment, in pages, with what is left of writes that were cut off. */
  list(before: Date): AsyncIterable<readonly string[]>
}

export interface StoredFile {
  readonly id: string
  /** Bytes, before sealing. */
  readonly size: number
  /** Hex, of the bytes before sealing. */
  readonly sha256: string
}
