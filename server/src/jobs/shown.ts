import type { Caller } from '../operations/context/caller.ts'
import { type ListPage, mapPage } from '../operations/context/list-page.ts'
import type { JobContext } from './job-context.ts'

/** An operation whose result is told as it is shown. */
export const shown =
  <Asked, Result, Shown>(
    work: (context: JobContext, caller: Caller, input: Asked) => Promise<Result>,
    show: (result: Result) => Shown,
  ) =>
  async (context: JobContext, caller: Caller, input: Asked): Promise<Shown> =>
    show(await work(context, caller, input))

/** A page of which each item is told as it is shown. */
export const pageOf =
  <Item, Shown>(show: (item: Item) => Shown) =>
  (page: ListPage<Item>): ListPage<Shown> =>
    mapPage(page, show)

/** What a route must know of something kept by revision. */
export const revisionOf = ({ revision }: { readonly revision: number }) => ({ revision })
