// Starts Jieli in a clean clone as the README says, has a referral decided over HTTP, stops it, and
// starts it again. Usage: node first-start.mjs CLONE DATA. Runs on Node 20, without dependencies.
import { execFileSync, spawn } from 'node:child_process'
import { readFileSync, statSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'

const [clone = '', dataFolder = ''] = process.argv.slice(2)
if (dataFolder === '') throw new Error('usage: node first-start.mjs CLONE DATA')

const firstStartLimit = 300_000
const secondStartLimit = 30_000
const stopLimit = 20_000

/** A township refers a patient straight to a tertiary hospital out of the area. */
const township = {
  'referral.direction': 'outward',
  'referral.initiator': 'institution',
  'fromUnit.tier': 'township',
  'fromUnit.areaRelation': 'in-area',
  'toUnit.tier': 'tertiary',
  'toUnit.areaRelation': 'out-of-area',
}

let passed = 0
let failed = 0
const port = await freePort()
const address = `http://127.0.0.1:${port}`

try {
  const first = await start(firstStartLimit)
  check(`a first start answers within ${firstStartLimit / 1000} s (${first.seconds} s)`, true)
  const key = readKey()
  await checkDecisions(key)
  const designer = await fetch(`${address}/`)
  check('the designer is served', (await designer.text()).includes('<script'))
  await stop(first)

  const second = await start(secondStartLimit)
  check(`a second start answers within ${secondStartLimit / 1000} s (${second.seconds} s)`, true)
  check('the data are kept: the same key still opens', (await list(key)) === 200)
  await stop(second)

  const changes = execFileSync('git', ['status', '--porcelain'], { cwd: clone, encoding: 'utf8' })
  check(`starting leaves the clone as it was${changes && `: ${changes.trim()}`}`, changes === '')
} catch (error) {
  check(error instanceof Error ? error.message : String(error), false)
}
console.log(`${passed} passed, ${failed} failed`)
process.exitCode = failed === 0 ? 0 : 1

/**
 * @param {string} what
 * @param {boolean} holds
 */
function check(what, holds) {
  if (holds) passed++
  else failed++
  console.log(`${holds ? 'ok  ' : 'FAIL'} ${what}`)
}

/** @returns {Promise<number>} */
function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.on('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const place = server.address()
      server.close(() => resolve(typeof place === 'object' && place !== null ? place.port : 0))
    })
  })
}

/**
 * Runs the very command of the README in a process group of its own, so that all of it can be ended.
 * @param {number} limit milliseconds until it must be ready
 */
async function start(limit) {
  const began = Date.now()
  const child = spawn('npx', ['-y', 'pnpm@12', 'start'], {
    cwd: clone,
    detached: true,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, JIELI_PORT: String(port), JIELI_DATA_DIR: dataFolder },
  })
  const group = child.pid
  if (group === undefined) throw new Error('npx could not be started')
  const running = { group, seconds: '' }
  while (!(await isReady())) {
    if (child.exitCode !== null) throw new Error(`the start ended with code ${child.exitCode}`)
    if (Date.now() - began > limit) {
      await stop(running)
      throw new Error(`not ready after ${limit / 1000} s`)
    }
    await pause(200)
  }
  running.seconds = ((Date.now() - began) / 1000).toFixed(1)
  return running
}

async function isReady() {
  try {
    return (await fetch(`${address}/readyz`)).ok
  } catch {
    return false
  }
}

/**
 * Ends the process group that was started, and sees that the server went by itself.
 * @param {{ group: number }} running
 */
async function stop({ group }) {
  process.kill(-group, 'SIGTERM')
  const began = Date.now()
  while (isAlive(group)) {
    if (Date.now() - began > stopLimit) {
      process.kill(-group, 'SIGKILL')
      check(`the server ends within ${stopLimit / 1000} s of SIGTERM`, false)
      return
    }
    await pause(100)
  }
  check('the server ends when told to', !(await isReady()))
}

/** @param {number} group */
function isAlive(group) {
  try {
    process.kill(-group, 0)
    return true
  } catch {
    return false
  }
}

/** @returns {string} the demo API key */
function readKey() {
  const file = join(dataFolder, 'first-start.json')
  check('first-start.json is readable by its owner only', (statSync(file).mode & 0o077) === 0)
  const { apiKey } = JSON.parse(readFileSync(file, 'utf8'))
  check('first-start.json holds an API key', typeof apiKey === 'string' && apiKey.length > 0)
  return apiKey
}

/** @param {string} key */
async function checkDecisions(key) {
  const without = await decide('', { ...township, 'referral.emergencyCritical': false })
  check('without a key nothing is decided', without.status === 401)

  const refused = await decide(key, { ...township, 'referral.emergencyCritical': false })
  check(
    `a township may not refer out of the area by itself (${refused.body.outcome ?? refused.status})`,
    refused.body.outcome === 'denyInstitutionalAction',
  )
  check('the answer names the clause', JSON.stringify(refused.body.reasons).includes('DP-41'))
  check(
    'it is explained in Chinese',
    /[\u4e00-\u9fff]/.test(refused.body.explanation?.zh?.join('')),
  )
  check('it names the bundle it rests on', /^sha256:[0-9a-f]{64}$/.test(refused.body.bundle?.hash))

  const emergency = await decide(key, { ...township, 'referral.emergencyCritical': true })
  check(
    `in an emergency it may (${emergency.body.outcome ?? emergency.status})`,
    emergency.body.outcome === 'allow',
  )

  const unknown = await decide(key, township)
  check(
    'without the deciding fact it asks for it',
    unknown.body.outcome === 'needsFacts' &&
      JSON.stringify(unknown.body.needs).includes('referral.emergencyCritical'),
  )
}

/**
 * @param {string} key
 * @param {Record<string, unknown>} facts
 */
async function decide(key, facts) {
  const path = '/api/v1/rulesets/district-plan-demo/decisions/relationMatrix'
  const response = await fetch(`${address}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...authorize(key) },
    body: JSON.stringify({ facts }),
  })
  return { status: response.status, body: await response.json() }
}

/** @param {string} key */
async function list(key) {
  return (await fetch(`${address}/api/v1/rulesets`, { headers: authorize(key) })).status
}

/**
 * @param {string} key
 * @returns {Record<string, string>}
 */
function authorize(key) {
  return key === '' ? {} : { authorization: `Bearer ${key}` }
}
