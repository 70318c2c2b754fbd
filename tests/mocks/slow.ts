/** A browser, a server and a database take their time on a small machine. */
jest.setTimeout(180_000)
