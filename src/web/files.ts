/** Where the browser opens a stored file; the server checks who asks. */
export const fileUrl = (file_id: string): string => `/api/v1/files/${file_id}`
export const thumbUrl = (file_id: string): string => `/api/v1/files/${file_id}?size=thumbnail`
