interface Words {
  readonly zh: string
  readonly en: string
}

/** How a text must be written: the pattern it is held to, and the words it is told in, with an example. */
export interface Format {
  readonly pattern: RegExp
  readonly words: Words
}

/** Every form of text that people or other programs write. One that is missing here is told without its form. */
export const formats = {
  identifier: {
    pattern: /^(?!(?:constructor|prototype)$)[A-Za-z][A-Za-z0-9]*([.-][A-Za-z0-9]+)*$/,
    words: {
      zh: '以字母开头的字母和数字，可用 . 或 - 分节，例如 fromUnit.tier',
      en: 'letters and digits that begin with a letter, with . or - between parts, such as fromUnit.tier',
    },
  },
  chartKey: {
    pattern: /^(?!(?:constructor|prototype)$)[A-Za-z][A-Za-z0-9]*(-[A-Za-z0-9]+)*$/,
    words: {
      zh: '以字母开头的字母和数字，可用 - 分节，例如 in-care',
      en: 'letters and digits that begin with a letter, with - between parts, such as in-care',
    },
  },
  citation: {
    pattern:
      /^(?!(?:constructor|prototype)#)[A-Za-z][A-Za-z0-9]*([.-][A-Za-z0-9]+)*#[^\s#](?:[^#\p{Cc}]*[^\s#])?$/u,
    words: {
      zh: '依据：文件编号、# 和条款，例如 district-plan#DP-31、county-notice#第十二条',
      en: 'a citation: the id of a document, # and the clause, such as district-plan#DP-31 or county-notice#第十二条',
    },
  },
  clause: {
    pattern: /^[^\s#/](?:[^#/\p{Cc}]*[^\s#/])?$/u,
    words: {
      zh: '条款在文件中的编号，例如 第十二条、三(二)2',
      en: 'a clause as its document numbers it, such as 第十二条 or 4.1.2',
    },
  },
  code: {
    pattern: /^(?!(?:__proto__|constructor|prototype)$)[^\s/]+$/u,
    words: {
      zh: '代码，不含空格和斜杠，例如 I63.9',
      en: 'a code without spaces and slashes, such as I63.9',
    },
  },
  itemPath: {
    pattern: /^\/[A-Za-z]+\/.+/,
    words: {
      zh: '条目的路径，例如 /parameters/fundShareCounty',
      en: 'the path of an item, such as /parameters/fundShareCounty',
    },
  },
  version: {
    pattern: /^\d+\.\d+\.\d+$/,
    words: { zh: '版本号，例如 1.2.0', en: 'a version, such as 1.2.0' },
  },
  utcOffset: {
    pattern: /^[+-]\d{2}:\d{2}$/,
    words: { zh: '与世界时的差，例如 +08:00', en: 'an offset from universal time, such as +08:00' },
  },
  timeOfDay: {
    pattern: /^(?:(?:[01]\d|2[0-3]):[0-5]\d|24:00)$/,
    words: { zh: '时刻，例如 08:30', en: 'a time of day, such as 08:30' },
  },
  period: {
    pattern: /^\d{4}(-(0[1-9]|1[0-2])|-Q[1-4]|-H[12])?$/,
    words: {
      zh: '期间：2025-01、2025-Q1、2025-H1 或 2025',
      en: 'a period: 2025-01, 2025-Q1, 2025-H1 or 2025',
    },
  },
  year: {
    pattern: /^\d{4}$/,
    words: { zh: '年份：2014', en: 'a year: 2014' },
  },
  findingKey: {
    pattern: /^sha256:[0-9a-f]{64}$/,
    words: {
      zh: '提示自带的 key：sha256: 加 64 位十六进制数',
      en: 'the `key` a finding comes with: sha256: and 64 hexadecimal digits',
    },
  },
  statement: {
    pattern: /^(?:[^\p{L}\p{N}]*[\p{L}\p{N}]){4}/u,
    words: {
      zh: '一句说明，至少四个字，例如“经县医改办同意”',
      en: 'words with at least four letters or digits, such as "agreed with the reform office"',
    },
  },
  /** 32 bytes: a key, or a hash. */
  hex32: {
    pattern: /^[0-9a-f]{64}$/,
    words: {
      zh: '64 个十六进制字符（0-9、a-f）',
      en: '64 hexadecimal characters (0-9 and a-f)',
    },
  },
  signature: {
    pattern: /^[0-9a-f]{128}$/,
    words: {
      zh: '128 个十六进制字符（0-9、a-f）',
      en: '128 hexadecimal characters (0-9 and a-f)',
    },
  },
} as const satisfies Record<string, Format>

/** Forms that the schema library names by itself. */
const named: Readonly<Record<string, Words>> = {
  date: { zh: '日期 YYYY-MM-DD，且确有这一天', en: 'a day that exists, YYYY-MM-DD' },
  datetime: {
    zh: '带时区的时间，例如 2025-03-03T09:00:00+08:00',
    en: 'a date-time with offset, such as 2025-03-03T09:00:00+08:00',
  },
}

const byPattern = new Map<string, Words>(
  Object.values(formats).map(({ pattern, words }) => [String(pattern), words]),
)

/** The words for a form, by its pattern or by its name; undefined where nobody found any. Pure. */
export function formatLabel(name: string, pattern: string | undefined): Words | undefined {
  return byPattern.get(pattern ?? '') ?? named[name]
}
