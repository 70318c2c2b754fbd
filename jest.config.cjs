/** Packages that come as ES modules only and are turned into CommonJS like our own sources. */
const ES_PACKAGES = ['@stablelib', 'qr', 'hono', '@hono', 'kysely', 'zod', 'barcode-detector', 'zxing-wasm', 'zustand']

const common = {
  rootDir: __dirname,
  transform: {
    '^.+\\.[cm]?[jt]sx?$': [
      '@swc/jest',
      {
        jsc: { parser: { syntax: 'typescript', tsx: true }, transform: { react: { runtime: 'automatic' } }, target: 'es2022' },
        module: { type: 'commonjs' },
      },
    ],
  },
  transformIgnorePatterns: [`/node_modules/(?!(?:${ES_PACKAGES.join('|')})/)`],
  moduleNameMapper: {
    '\\.(css|png|svg|jpg|wasm)$': '<rootDir>/tests/mocks/style.cjs',
    '^@/(.*)$': '<rootDir>/src/$1',
    '^@core/(.*)$': '<rootDir>/core/$1',
    '^@cloud/(.*)$': '<rootDir>/cloud/$1',
    '^@tarojs/components$': '<rootDir>/tests/mocks/components.tsx',
    '^@tarojs/taro$': '<rootDir>/tests/mocks/taro.ts',
  },
  testPathIgnorePatterns: ['/node_modules/', '/dist/'],
  modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/data/', '<rootDir>/.cache/'],
}

/** What starts browsers, servers or the compiled package. */
const slow = { setupFilesAfterEnv: ['<rootDir>/tests/mocks/slow.ts'] }

/** One PostgreSQL for the whole run; a database of its own for each file that asks for one. */
const database = {
  globalSetup: '<rootDir>/tests/postgres/global-setup.ts',
  globalTeardown: '<rootDir>/tests/postgres/global-teardown.ts',
}

/** @type {import('jest').Config} */
module.exports = {
  maxWorkers: 2,
  projects: [
    {
      ...common,
      displayName: 'rules',
      testEnvironment: 'node',
      testMatch: ['<rootDir>/core/**/*.test.ts', '<rootDir>/config/**/*.test.ts'],
    },
    {
      ...common,
      displayName: 'cloud',
      testEnvironment: 'node',
      testMatch: ['<rootDir>/cloud/**/*.test.ts'],
      ...slow,
      ...database,
    },
    {
      ...common,
      displayName: 'ui',
      testEnvironment: 'jsdom',
      testMatch: ['<rootDir>/src/**/*.test.ts', '<rootDir>/src/**/*.test.tsx'],
      setupFilesAfterEnv: ['<rootDir>/tests/mocks/setup.ts'],
    },
    { ...common, displayName: 'hosts', testEnvironment: 'node', testMatch: ['<rootDir>/tests/hosts/**/*.test.ts'], ...slow, ...database },
    { ...common, displayName: 'weapp', testEnvironment: 'node', testMatch: ['<rootDir>/tests/weapp/**/*.test.ts'], ...slow, ...database },
    {
      ...common,
      displayName: 'proof',
      testEnvironment: 'node',
      testMatch: ['<rootDir>/tests/{tools,simulation,crash,matrix,fuzz,load,faults}/**/*.test.ts'],
      ...slow,
      ...database,
    },
    {
      ...common,
      displayName: 'journeys',
      testEnvironment: 'node',
      testMatch: ['<rootDir>/tests/journeys/**/*.test.ts'],
      ...slow,
      ...database,
    },
  ],
}
