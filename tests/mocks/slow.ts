/** A browser, a server and a database take their time on a small machine that does other things as well: this only ends what hangs. */
jest.setTimeout(300_000)
