import { startThrowAway, type ThrowAway } from './throw-away'

declare global {
  var testServer: ThrowAway | undefined
}

/** Starts one PostgreSQL for the whole run. */
export default async function startTestServer(): Promise<void> {
  globalThis.testServer = await startThrowAway()
}
