import type { UserConfigExport } from '@tarojs/cli'

export const production = {
  logger: { quiet: true, stats: false },
  jsMinimizer: 'terser',
  // Taro's default writes each Chinese character as \uXXXX: six bytes instead of three. The key must be `output`:
  // Terser stops at `format`, because Taro already sets `output`.
  terser: { enable: true, config: { output: { ascii_only: false, comments: false } } },
} satisfies UserConfigExport<'webpack5'>
