/** The key a request was sent with, and the hash of what it said, so that a repeat is known for one. */
export interface RequestMark {
  readonly key: string
  readonly hash: string
}
