import { Command, CommanderError, Option } from 'commander'
import { programVersion } from '../program-version.ts'
import { type AssessFlags, assessCommand } from './assess-command.ts'
import { type AuditVerifyFlags, auditVerifyCommand } from './audit-verify-command.ts'
import { type BackupFlags, backupCommand } from './backup-command.ts'
import { bundleCommand } from './bundle-command.ts'
import { checkCommand } from './check-command.ts'
import { type ExitCode, exitCodes, WrongUseError } from './command-outcome.ts'
import { coverageCommand } from './coverage-command.ts'
import { dataKeyCommand } from './data-key-command.ts'
import { decideCommand } from './decide-command.ts'
import { diffCommand } from './diff-command.ts'
import { encryptCommand } from './encrypt-command.ts'
import { exportCommand } from './export-command.ts'
import { type ImportFlags, importCommand } from './import-command.ts'
import { type FundsFlags, fundsCommand } from './funds-command.ts'
import { type GenerateFlags, generateCommand } from './generate-command.ts'
import { type HolidaysFlags, holidaysCommand } from './holidays-command.ts'
import { mcpCommand } from './mcp-command.ts'
import { mutateCommand } from './mutate-command.ts'
import { readArchivedCommand } from './read-archived-command.ts'
import { resetSecondFactorCommand } from './reset-second-factor-command.ts'
import type { AskFlags } from './ask-and-write.ts'
import { type PersonExportFlags, personExportCommand } from './person-export-command.ts'
import { caseReceiptCommand, decisionReceiptCommand } from './receipt-command.ts'
import { type RestoreFlags, restoreCommand } from './restore-command.ts'
import { type RunFlags, runCommand } from './run-command.ts'
import { signExceptionCommand } from './sign-exception-command.ts'
import { Terminal } from './terminal.ts'
import { testCommand } from './test-command.ts'
import { verifyApprovalCommand } from './verify-approval-command.ts'
import { verifyReceiptCommand } from './verify-receipt-command.ts'

interface CommonOptions {
  readonly json?: boolean
  readonly language: 'zh' | 'en'
}

let outcome: ExitCode = exitCodes.good

const program = new Command('jieli')
  .version(programVersion, '--version', '程序的版本 · the version of the program')
  .description('接力 Jieli：检查、测试和试算规则集 · check, test and try rulesets')
  .showSuggestionAfterError()
  .showHelpAfterError('(运行 jieli --help 查看用法 · see jieli --help)')
  .exitOverride()

/** A command with the options every command has. */
function command(usage: string, description: string, parent: Command = program): Command {
  return parent
    .command(usage)
    .description(description)
    .option('--json', '以 JSON 输出 · print JSON')
    .addOption(
      new Option('--language <language>', '输出语言 · language of the output')
        .choices(['zh', 'en'])
        .default('zh'),
    )
    .allowExcessArguments(false)
}

function terminalOf(options: CommonOptions): Terminal {
  return new Terminal({ language: options.language, json: options.json === true })
}

command('check <ruleset>', '检查规则集能否发布 · is the ruleset fit to publish')
  .option(
    '--jurisdiction <file>',
    '辖区文件，默认随程序提供的 · what binds which county, by default as shipped',
  )
  .action(async (ruleset: string, options: CommonOptions & { jurisdiction?: string }) => {
    outcome = await checkCommand(terminalOf(options), ruleset, options)
  })

command('test [ruleset]', '运行情景 · run the scenarios').action(
  async (ruleset: string | undefined, options: CommonOptions) => {
    outcome = await testCommand(terminalOf(options), ruleset)
  },
)

command('decide <ruleset> <decision>', '试算一个决策并说明理由 · decide, and say why')
  .requiredOption(
    '--facts <file>',
    '事实（JSON 文件），- 表示标准输入 · facts, a JSON file, - for stdin',
  )
  .option(
    '--as-of <date>',
    '按哪一天的规则，默认今天 · the day whose rules decide, today by default',
  )
  .action(
    async (
      ruleset: string,
      decision: string,
      options: CommonOptions & { facts: string; asOf?: string },
    ) => {
      outcome = await decideCommand(terminalOf(options), ruleset, decision, options)
    },
  )

command(
  'run <ruleset> [pathway]',
  '推演个案事件和定期事项的登记，看时限、逾期、提醒和考核计数 · play a case and scheduled duties: times, lateness, reminders, counts',
)
  .option(
    '--events <file>',
    '个案的事件，每行一个 JSON，- 表示标准输入 · events of a case, one JSON a line, - for stdin',
  )
  .option(
    '--records <file>',
    '定期事项的登记、单位和最终考核，每行一个 JSON · records of scheduled duties, units and final assessments',
  )
  .option('--day <date>', '看到哪一天结束 · the day at whose end scheduled duties are looked at')
  .option(
    '--from <date>',
    '从哪一天所在的期间看起，默认为登记中最早的期间 · the day whose periods come first',
  )
  .action(
    async (ruleset: string, pathway: string | undefined, options: CommonOptions & RunFlags) => {
      outcome = await runCommand(terminalOf(options), ruleset, pathway, options)
    },
  )

command('mcp', '经 MCP 供智能体查询规则，走标准输入输出 · rules for agents, by MCP over stdio')
  .requiredOption('--address <address>', '服务器地址 · the address of the server')
  .action(async (options: CommonOptions & { address: string }) => {
    outcome = await mcpCommand(terminalOf(options), options.address)
  })

command(
  'bundle <ruleset>',
  '输出解析后的规则包及其校验值 · print the resolved, hashed bundle',
).action(async (ruleset: string, options: CommonOptions) => {
  outcome = await bundleCommand(terminalOf(options), ruleset)
})

command('mutate <ruleset>', '试出红线与约束的漏洞 · try variants against the guards')
  .option('--seed <number>', '随机种子 · seed', '1')
  .option('--count <number>', '变体个数 · how many variants', '400')
  .action(async (ruleset: string, options: CommonOptions & { seed: string; count: string }) => {
    outcome = await mutateCommand(terminalOf(options), ruleset, options)
  })

command(
  'coverage [ruleset]',
  '各条款起作用、只存示或仅文字 · clauses that act, are stored only, or are text',
).action(async (ruleset: string | undefined, options: CommonOptions) => {
  outcome = await coverageCommand(terminalOf(options), ruleset)
})

command('assess <ruleset>', '考核一个期间 · assess a period')
  .requiredOption('--period <period>', '期间，如 2025-01、2025-Q1、2025 · the period')
  .requiredOption('--data <folder>', '数据文件夹 · folder of data')
  .option('--scheme <scheme>', '考核方案，默认为该类期间的全部方案 · assessment scheme')
  .option('--unit <unit>', '只看一个单位 · one unit alone')
  .action(async (ruleset: string, options: CommonOptions & AssessFlags) => {
    outcome = await assessCommand(terminalOf(options), ruleset, options)
  })

command('funds <ruleset>', '结算一个期间的资金 · settle the money of a period')
  .requiredOption('--period <period>', '期间，如 2025-01、2025-Q1、2025 · the period')
  .requiredOption('--data <folder>', '数据文件夹 · folder of data')
  .action(async (ruleset: string, options: CommonOptions & FundsFlags) => {
    outcome = await fundsCommand(terminalOf(options), ruleset, options)
  })

command('generate', '生成样例县数据 · write a made-up county')
  .option('--seed <number>', '随机种子，相同则结果相同 · seed', '1')
  .option('--units <number>', '单位个数 · how many units', '30')
  .option('--months <number>', '自 2025-01 起的月数 · months from 2025-01 on', '12')
  .option('--cases <number>', '个案个数 · how many cases', '200000')
  .requiredOption('--out <folder>', '写入的文件夹 · folder to write to')
  .option('--ruleset <ruleset>', '依据的规则集 · ruleset to write for', 'district-plan-demo')
  .action(async (options: CommonOptions & GenerateFlags) => {
    outcome = await generateCommand(terminalOf(options), options)
  })

command('diff <a> <b>', '两个规则集有何不同 · what differs between two rulesets').action(
  async (first: string, second: string, options: CommonOptions) => {
    outcome = await diffCommand(terminalOf(options), first, second)
  },
)

command('export <ruleset>', '导出为一个签名文件 · write one signed file')
  .requiredOption('--out <file>', '写入的文件 · file to write')
  .option('--key <file>', '签名私钥（PEM）· private key to sign with')
  .action(async (ruleset: string, options: CommonOptions & { out: string; key?: string }) => {
    outcome = await exportCommand(terminalOf(options), ruleset, options)
  })

command('import <file>', '核验并导入签名文件 · verify a signed file and import it')
  .requiredOption('--into <folder>', '写入的规则集文件夹 · folder of rulesets to write to')
  .option('--trust <fingerprint>', '信任的密钥指纹 · fingerprint of the key to trust')
  .action(async (file: string, options: CommonOptions & ImportFlags) => {
    outcome = await importCommand(terminalOf(options), file, options)
  })

command('sign-exception <ruleset> <file>', '由主管机关签署例外 · sign an exception')
  .option('--key <file>', '签名私钥（PEM）· private key to sign with')
  .action(async (ruleset: string, file: string, options: CommonOptions & { key?: string }) => {
    outcome = await signExceptionCommand(terminalOf(options), ruleset, file, options)
  })

command('verify-approval <file>', '核验审批记录的签名 · verify a signed record of approvals')
  .option('--public-key <key>', '所知服务器的公钥 · the public key of the server you know')
  .action(async (file: string, options: CommonOptions & { publicKey?: string }) => {
    outcome = await verifyApprovalCommand(terminalOf(options), file, options)
  })

const receipt = program
  .command('receipt')
  .description('凭证：一次判定或一个个案 · receipts of decisions and cases')

/** A receipt is written by a running server, to a file. */
function receiptCommand(usage: string, description: string): Command {
  return command(usage, description, receipt)
    .requiredOption('--address <address>', '服务器地址 · the address of the server')
    .requiredOption('--out <file>', '写入的文件 · file to write')
}

receiptCommand('case <id>', '一个个案及其所依规则，写成签名文件 · a case with its rules').action(
  async (id: string, options: CommonOptions & AskFlags) => {
    outcome = await caseReceiptCommand(terminalOf(options), id, options)
  },
)

receiptCommand('decision <ruleset> <decision>', '一次判定及其所依规则 · an answer with its rules')
  .requiredOption('--facts <file>', '事实（JSON 文件）· facts, a JSON file')
  .option('--as-of <date>', '按哪一天的规则 · the day whose rules decide')
  .action(
    async (
      ruleset: string,
      decision: string,
      options: CommonOptions & AskFlags & { facts: string; asOf?: string },
    ) => {
      outcome = await decisionReceiptCommand(terminalOf(options), ruleset, decision, options)
    },
  )

command('verify-receipt <file>', '核验凭证并重新判定 · verify a receipt, and decide again')
  .option('--public-key <key>', '所知服务器的公钥 · the public key of the server you know')
  .action(async (file: string, options: CommonOptions & { publicKey?: string }) => {
    outcome = await verifyReceiptCommand(terminalOf(options), file, options)
  })

const person = program.command('person').description('系统中的一个人 · a person in the system')

command('export <patient>', '把一个人的全部记录写成一个文件 · all that is kept of a person', person)
  .requiredOption('--county <county>', '哪个县区 · of which county')
  .requiredOption('--reason <reason>', '为何提供，记入审计日志 · why, which the audit log keeps')
  .requiredOption('--address <address>', '服务器地址 · the address of the server')
  .requiredOption('--out <file>', '写入的文件 · file to write')
  .action(async (patient: string, options: CommonOptions & PersonExportFlags) => {
    outcome = await personExportCommand(terminalOf(options), patient, options)
  })

const audit = program.command('audit').description('审计日志 · the audit log')

command('verify', '核验存储的内容与审计日志 · verify what is stored against the log', audit)
  .option('--data <folder>', '数据文件夹 · the data folder, with the key and the embedded store')
  .option('--mongodb <url>', 'MongoDB 地址 · the address, where the store is MongoDB')
  .option('--checkpoints <file>', '另存的检查点文件 · a checkpoint file kept elsewhere')
  .option('--public-key <file>', '另存的公钥 · the public key kept elsewhere')
  .option('--since <checkpoint>', '只核验该检查点以来的内容 · only what came since a checkpoint')
  .action(async (options: CommonOptions & AuditVerifyFlags) => {
    outcome = await auditVerifyCommand(terminalOf(options), options)
  })

command(
  'backup <folder>',
  '备份内嵌数据库，服务运行时也可以 · back up the embedded store, also while it is in use',
)
  .option(
    '--data <folder>',
    '数据文件夹，默认为环境所指 · the data folder, by default that of the environment',
  )
  .option('--no-key', '不带私钥 signing-key.pem · leave the private key out')
  .action(async (folder: string, options: CommonOptions & BackupFlags) => {
    outcome = await backupCommand(terminalOf(options), folder, options)
  })

command('restore <folder>', '核验备份并恢复 · verify a backup and restore it')
  .option('--data <folder>', '恢复到哪个数据文件夹 · the data folder to restore into')
  .option('--key <file>', '另存的 signing-key.pem · the signing-key.pem that is kept elsewhere')
  .option(
    '--replace',
    '替换已有的数据，原有数据保留在旁边 · replace what is there, which is kept beside',
  )
  .option(
    '--damaged',
    '审计日志核验出问题也照样恢复 · restore although its audit log does not verify',
  )
  .action(async (folder: string, options: CommonOptions & RestoreFlags) => {
    outcome = await restoreCommand(terminalOf(options), folder, options)
  })

command(
  'reset-second-factor <username>',
  '取消某人丢失的验证器 · take away a second factor that somebody has lost',
)
  .option('--data <folder>', '数据文件夹 · the data folder, by default that of the environment')
  .action(async (username: string, options: CommonOptions & { readonly data?: string }) => {
    outcome = await resetSecondFactorCommand(terminalOf(options), username, options)
  })

command(
  'data-key <file>',
  '生成个人信息的加密密钥 · make a key for what is stored of persons',
).action(async (file: string, options: CommonOptions) => {
  outcome = await dataKeyCommand(terminalOf(options), file)
})

command(
  'encrypt',
  '用现在的密钥加密已有的个人信息 · bring what is stored of persons under the present key',
)
  .option('--off', '改为解密 · take the encryption away')
  .action(async (options: CommonOptions & { readonly off?: boolean }) => {
    outcome = await encryptCommand(terminalOf(options), options)
  })

command(
  'read-archived <file> <to>',
  '写出归档文件的明文 · write out what a file of the archive holds',
).action(async (file: string, to: string, options: CommonOptions) => {
  outcome = await readArchivedCommand(terminalOf(options), file, to)
})

command('holidays <file>', '导入一年的放假安排 · take in the holidays of a year')
  .requiredOption('--year <year>', '哪一年 · which year')
  .requiredOption('--notice <number>', '通知的文号 · the number of the notice')
  .option('--title <title>', '通知的标题 · its title')
  .requiredOption('--ruleset <folder>', '写入哪个规则集文件夹 · the folder of the ruleset')
  .addHelpText(
    'after',
    '\n表格（CSV 或 Excel）有两列：日期（2026-10-01）、类别（休 或 班），一天一行。\nA table, CSV or Excel, of two columns: 日期 (2026-10-01) and 类别 (休 off, 班 worked), a row for each day.',
  )
  .action(async (file: string, options: CommonOptions & HolidaysFlags) => {
    outcome = await holidaysCommand(terminalOf(options), file, options)
  })

process.on('SIGINT', () => {
  process.stderr.write('\n已中断 · interrupted\n')
  process.exit(exitCodes.interrupted)
})
// A reader that has seen enough (`jieli … | head`) is no fault.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(exitCodes.good)
  throw error
})

try {
  await program.parseAsync()
} catch (error) {
  if (error instanceof CommanderError) {
    outcome = error.exitCode === 0 ? exitCodes.good : exitCodes.wrongUse
  } else if (error instanceof WrongUseError) {
    process.stderr.write(`${error.message}\n`)
    outcome = exitCodes.wrongUse
  } else throw error
}
process.exitCode = outcome
