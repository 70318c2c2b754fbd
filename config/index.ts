import { realpathSync } from 'node:fs'
import path from 'node:path'
import { defineConfig, type UserConfigExport } from '@tarojs/cli'
import { development } from './dev'
import { FirstLoad } from './first-load'
import { NoFakes } from './no-fakes'
import { production } from './prod'

const root = path.resolve(__dirname, '..')
const platform = process.env.TARO_ENV === 'h5' ? 'h5' : 'weapp'

/** Read by the scanner of the web page only, and from our own server: its default is a public CDN. */
const READER_WASM = require.resolve('zxing-wasm/reader/zxing_reader.wasm')

/** Besides `src`: what is written for newer engines than the oldest phones have. */
const packages = realpathSync(path.join(root, 'node_modules'))
const COMPILED = [
  path.join(root, 'core'),
  ...['@stablelib', 'qr', 'zustand', 'barcode-detector', 'zxing-wasm'].map((name) => path.join(packages, name)),
]

/** One CSS pixel is one logical pixel on both platforms; nothing is scaled with the width of the phone. */
const unscaled = { pxtransform: { enable: false, config: {} }, cssModules: { enable: false } }

interface Chain {
  plugin(name: string): { use(plugin: unknown, options?: unknown[]): unknown }
  merge(options: object): unknown
}

function webpackChain(chain: Chain): void {
  chain.plugin('no-fakes').use(NoFakes)
  if (platform !== 'h5') return
  chain.plugin('first-load').use(FirstLoad, ['src/pages/home/index.tsx'])
  // Taro splits only what the first page needs; then every other page carries its own copy of what they share.
  chain.merge({ optimization: { splitChunks: { chunks: 'all', minSize: 10_000 } }, performance: { hints: false } })
}

const base = {
  projectName: 'qingnian-youyue',
  date: '2026-11-21',
  designWidth: 375,
  deviceRatio: { 375: 2, 640: 1.17, 750: 1, 828: 0.905 },
  sourceRoot: 'src',
  outputRoot: `dist/${platform}`,
  framework: 'react',
  compiler: { type: 'webpack5', prebundle: { enable: false } },
  cache: { enable: true },
  plugins: platform === 'weapp' ? [path.join(__dirname, 'aria/plugin.cjs')] : [],
  alias: { '@': path.join(root, 'src'), '@core': path.join(root, 'core') },
  env: {
    // WeChat's developer tools reach what `npm start` serves; a package for people names its own server.
    TARO_APP_API: JSON.stringify(process.env.TARO_APP_API || (platform === 'weapp' ? 'http://127.0.0.1:10086' : '')),
  },
  copy: {
    patterns:
      platform === 'h5'
        ? [{ from: READER_WASM, to: 'dist/h5/static/zxing/zxing_reader.wasm' }]
        : // Named in theme.json only, where Taro does not look for pictures.
          [{ from: 'src/assets/tabs/', to: 'dist/weapp/assets/tabs/' }],
    options: {},
  },
  mini: {
    // Templates eight levels deep instead of sixteen: 22 KB less; deeper pages go on in a component of Taro's.
    ...({ baseLevel: 8 } as object),
    compile: { include: COMPILED },
    // Classes are single and named after their component: the order of sheets decides nothing.
    miniCssExtractPluginOption: { ignoreOrder: true },
    postcss: unscaled,
    webpackChain,
  },
  h5: {
    publicPath: './',
    staticDirectory: 'static',
    router: { mode: 'hash' },
    compile: { include: COMPILED },
    output: { filename: 'js/[name].[contenthash:8].js', chunkFilename: 'js/[name].[contenthash:8].js' },
    miniCssExtractPluginOption: {
      ignoreOrder: true,
      filename: 'css/[name].[contenthash:8].css',
      chunkFilename: 'css/[name].[contenthash:8].css',
    },
    postcss: { ...unscaled, autoprefixer: { enable: true, config: {} } },
    webpackChain,
  },
} satisfies UserConfigExport<'webpack5'>

export default defineConfig<'webpack5'>(async (merge, { mode }) => merge({}, base, mode === 'development' ? development : production))
