import { expect, it } from 'vitest'
import { isNewEnough } from '../../scripts/launch/find-node.mjs'

it('Node is new enough from 24 on', () => {
  const versions = ['v9.11.2', 'v20.20.2', 'v22.22.0', 'v24.0.0', 'v26.1.0']
  expect(versions.filter(isNewEnough)).toEqual(['v24.0.0', 'v26.1.0'])
})
