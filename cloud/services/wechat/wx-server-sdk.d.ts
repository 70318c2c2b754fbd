/** The little that is used of `wx-server-sdk` 4, which is installed beside the deployed cloud function and nowhere else. */
declare module 'wx-server-sdk' {
  export interface WxContext {
    OPENID?: string
    SOURCE?: string
  }
  export function getWXContext(): WxContext
}
