/** Ends what `global-setup.ts` began. */
export default async function stopTestServer(): Promise<void> {
  await globalThis.testServer?.embedded.stop()
  globalThis.testServer?.letGo()
  globalThis.testServer = undefined
}
