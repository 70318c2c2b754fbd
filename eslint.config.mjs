import js from '@eslint/js'
import ts from 'typescript-eslint'
import importX from 'eslint-plugin-import-x'
import reactHooks from 'eslint-plugin-react-hooks'
import { createTypeScriptImportResolver } from 'eslint-import-resolver-typescript'

const FEATURES = ['people', 'homes', 'events', 'attendance', 'meetings', 'cases', 'hours', 'transcript', 'inbox', 'reports', 'files']

/** Imports go one way. Each zone: files under `target` must not import what lies under `from`. */
const zones = [
  { target: './core', from: './cloud', message: 'core runs on both sides and knows neither' },
  { target: './core', from: './src', message: 'core runs on both sides and knows neither' },
  { target: './core/contract', from: './core/rules', message: 'the contract is what rules speak about, not the other way' },
  { target: './cloud', from: './src', message: 'the server does not know the client' },
  { target: './src', from: './cloud', message: 'the client reaches the server by its contract' },
  {
    target: './src/components',
    from: ['./src/features', './src/sync', './src/platform', './src/pages', './src/packages'],
    message: 'components are look only',
  },
  {
    target: './src/platform',
    from: ['./src/features', './src/sync', './src/pages', './src/packages'],
    message: 'platform is the ground floor',
  },
  { target: './src/sync', from: ['./src/features', './src/components', './src/pages', './src/packages'], message: 'sync knows no feature' },
  { target: './src/features', from: ['./src/pages', './src/packages'], message: 'pages compose features' },
  ...FEATURES.map((feature) => ({
    target: `./src/features/${feature}`,
    from: './src/features',
    except: [`./${feature}`],
    message: 'features never import features; pages compose them',
  })),
  ...FEATURES.map((feature) => ({
    target: `./cloud/procedures/${feature}`,
    from: './cloud/procedures',
    except: [`./${feature}`, './procedure.ts'],
    message: 'features never import features; what they share is in core/rules or the store',
  })),
]

const only = (...allowed) => ({
  'no-restricted-imports': [
    'error',
    {
      patterns: [
        {
          regex: `^(?!\\.|@core/|(?:${allowed.join('|')})(?:/|$))`,
          message: 'core imports only zod/mini, dayjs and @stablelib',
        },
      ],
    },
  ],
})
const named = (names, message) => names.map((name) => ({ group: [name, `${name}/*`], message }))

export default ts.config(
  { ignores: ['dist/', 'node_modules/', 'data/', 'shots/', '.cache/'] },
  js.configs.recommended,
  ...ts.configs.strict,
  {
    plugins: { 'import-x': importX },
    settings: {
      'import-x/resolver-next': [createTypeScriptImportResolver({ project: ['tsconfig.base.json'], noWarnOnMultipleProjects: true })],
    },
    rules: {
      'import-x/no-restricted-paths': ['error', { zones }],
      'import-x/no-cycle': ['error', { maxDepth: 6 }],
      'import-x/no-default-export': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      'no-console': 'error',
      eqeqeq: 'error',
    },
  },
  {
    files: ['core/**/*.ts'],
    ignores: ['**/*.test.ts'],
    rules: only('zod', 'dayjs', '@stablelib/ed25519', '@stablelib/hmac', '@stablelib/sha256'),
  },
  {
    files: ['core/**/*.ts'],
    ignores: ['core/contract/zod.ts'],
    rules: { 'no-restricted-globals': ['error', 'Date', 'process', 'Buffer', 'window', 'document', 'crypto', 'TextEncoder', 'setTimeout'] },
  },
  {
    files: ['src/**/*.ts', 'src/**/*.tsx'],
    plugins: { 'react-hooks': reactHooks },
    rules: {
      ...reactHooks.configs.recommended.rules,
      'no-restricted-imports': [
        'error',
        { patterns: named(['hono', 'pg', 'kysely', 'pino', 'wx-server-sdk', 'zod'], 'not in the client') },
      ],
    },
  },
  {
    files: ['cloud/**/*.ts'],
    ignores: ['cloud/services/wechat/**'],
    rules: {
      'no-restricted-imports': [
        'error',
        { patterns: named(['wx-server-sdk', '@tarojs'], 'WeChat is reached only in cloud/services/wechat') },
      ],
    },
  },
  {
    files: [
      'src/app.tsx',
      'src/**/*.config.ts',
      'src/pages/**/index.tsx',
      'src/packages/**/index.tsx',
      'config/**/*.ts',
      'tests/postgres/global-*.ts',
      'src/types.d.ts',
      '*.mjs',
    ],
    rules: { 'import-x/no-default-export': 'off' },
  },
  {
    files: ['config/**/*.cjs', 'babel.config.cjs', '*.cjs'],
    languageOptions: {
      globals: {
        require: 'readonly',
        module: 'writable',
        process: 'readonly',
        console: 'readonly',
        __dirname: 'readonly',
        Buffer: 'readonly',
        setTimeout: 'readonly',
        clearTimeout: 'readonly',
        setInterval: 'readonly',
        clearInterval: 'readonly',
        fetch: 'readonly',
        URL: 'readonly',
      },
    },
    rules: { 'no-console': 'off', '@typescript-eslint/no-require-imports': 'off' },
  },
  {
    files: ['tests/**', '**/*.test.ts', '**/*.test.tsx'],
    rules: { 'no-restricted-globals': 'off', 'no-restricted-imports': 'off', '@typescript-eslint/no-dynamic-delete': 'off' },
  },
)
