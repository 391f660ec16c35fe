/** Windows of the designer in one browser tell each other here which copies are being edited. */
const channelName = 'jieli-copies'

/** How long the others have to answer, in milliseconds. */
const timeout = 400

type Told = { readonly asked: true } | { readonly live: string }

/** Answers the other windows that a copy is being edited here, until the function given back is called. */
export function answerAsLive(id: string): () => void {
  const channel = new BroadcastChannel(channelName)
  channel.addEventListener('message', ({ data }: MessageEvent<Told>) => {
    if ('asked' in data) channel.postMessage({ live: id } satisfies Told)
  })
  return () => channel.close()
}

/** The copies that are being edited in other windows: whoever opens one more is not offered them. */
export async function askLiveCopies(): Promise<ReadonlySet<string>> {
  const channel = new BroadcastChannel(channelName)
  const live = new Set<string>()
  channel.addEventListener('message', ({ data }: MessageEvent<Told>) => {
    if ('live' in data) live.add(data.live)
  })
  channel.postMessage({ asked: true } satisfies Told)
  await new Promise((resolve) => setTimeout(resolve, timeout))
  channel.close()
  return live
}
