import { procedure } from '../procedure'

/** Ends this log-in; its token is worth nothing from now on. */
export const logout = procedure('people.logout', async ({ tokenHash, now, root }) => {
  if (tokenHash) await root.people.revokeLogin(tokenHash, now)
  return {}
})
