/// <reference types="@tarojs/taro" />

declare module '*.css'
declare module '*.png' {
  const url: string
  export default url
}

/** What the build writes into the code; there is no `process` on a phone. */
declare const process: {
  env: {
    NODE_ENV: 'development' | 'production' | 'test'
    TARO_ENV: 'weapp' | 'h5'
    /** Where the package finds the server: an https address, or `cloud:<environment>`. Empty on the web: same origin. */
    TARO_APP_API?: string
  }
}
