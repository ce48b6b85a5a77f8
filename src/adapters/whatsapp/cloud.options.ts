export interface CloudOptions {
  /** Origin, e.g. `https://graph.facebook.com`. */
  readonly graph_url: string
  /** e.g. `v25.0`. */
  readonly version: string
  readonly phone_number_id: string
  readonly business_account_id: string
  readonly access_token: string
  /** How long one request may take. */
  readonly timeout_ms?: number
}
