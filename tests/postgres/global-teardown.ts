/** Ends what `global-setup.ts` began. */
export default async function stopTestServer(): Promise<void> {
  await globalThis.testServer?.stop()
  globalThis.testServer = undefined
}
