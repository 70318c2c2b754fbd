import type { UserConfigExport } from '@tarojs/cli'

/** `npm run dev`: webpack serves the web app, everything else comes from the API beside it. */
export const development = {
  logger: { quiet: false, stats: true },
  h5: {
    devServer: {
      host: '127.0.0.1',
      port: 10086,
      open: false,
      proxy: [
        {
          context: ['/api', '/q', '/files', '/healthz'],
          target: process.env.API_TARGET || 'http://127.0.0.1:8787',
          changeOrigin: true,
        },
      ],
    },
  },
} satisfies UserConfigExport<'webpack5'>
