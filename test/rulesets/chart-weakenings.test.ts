import { checkRuleset, type Issue, type Ruleset } from '@jieli/engine'
import { describe, expect, it } from 'vitest'
import { bundleOf } from './resolve-folder.ts'
import { playExample } from './play-example.ts'

const { ruleset: parent } = await bundleOf('district-plan')
const { ruleset: county } = await bundleOf('demo-plain-county')

type Loose = any // eslint-disable-line
