export interface SubscriptionPlatform {
  /** Whether messages can reach the phone outside of the app at all. */
  canSubscribe(): boolean
  /**
   * Asks to allow one message of each template, three at most; must be called from a press. Which of them were allowed: none where
   * the person does not want to, or has turned such messages off. Never throws.
   */
  askToSend(templateIds: readonly string[]): Promise<string[]>
}
