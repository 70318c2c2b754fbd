export interface RandomPlatform {
  /** Random bytes, good enough to be unique in the world. */
  randomBytes(count: number): Uint8Array
  /** 128 random bits in base64url: 22 characters, the nonce of one command. */
  makeNonce(): string
}
