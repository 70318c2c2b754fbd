export interface NetworkPlatform {
  /** False where the phone says that it has no network. True is no promise: a network may lead nowhere. */
  isOnline(): boolean
  /** Calls the listener at every change; answers how to stop. */
  onNetworkChange(listener: (online: boolean) => void): () => void
}
