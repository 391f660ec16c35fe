import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js'
import { createClient } from '../client/create-client.ts'
import { createMcpServer } from '../mcp/create-mcp-server.ts'
import { type ExitCode, exitCodes } from './command-outcome.ts'
import { keyOfServer } from './key-of-server.ts'
import type { Terminal } from './terminal.ts'

/**
 * `mcp --address`: serves the rules of a running server to an agent over standard input and output, with the key in
 * `JIELI_KEY`, until the input ends.
 * @throws WrongUseError without a key
 */
export async function mcpCommand(terminal: Terminal, address: string): Promise<ExitCode> {
  const key = keyOfServer(terminal)
  const server = createMcpServer(createClient({ address, key, language: terminal.language }))
  const ended = new Promise<void>((resolve) => {
    process.stdin.once('end', resolve)
    process.stdin.once('close', resolve)
  })
  await server.connect(new StdioServerTransport())
  await ended
  await server.close()
  return exitCodes.good
}
