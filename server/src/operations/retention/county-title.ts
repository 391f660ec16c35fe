import type { Text } from '@jieli/engine'
import type { OperationContext } from '../context/operation-context.ts'

/** What a county is called; by its id where no tree of jurisdictions has it. */
export async function countyTitle(
  { store }: Pick<OperationContext, 'store'>,
  county: string,
): Promise<Text> {
  return (await store.get('jurisdictions', county))?.title ?? { zh: county, en: county }
}
