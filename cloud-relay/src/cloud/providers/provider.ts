/** What a provider says of a payment: the shopper has not decided, or how it ended. `approved` holds the money. */
export type ProviderState = "open" | "approved" | "declined" | "expired" | "cancelled";

export interface ProviderPayment {
  /** Ours: under it the provider is asked for ever, and does everything once. */
  readonly reference: string;
  readonly state: ProviderState;
  readonly amountMinor: number;
  readonly currency: string;
  /** What the provider has given back of it. */
  readonly refundedMinor: number;
  /** The provider's own name of it, for receipts and disputes. */
  readonly providerReference: string;
  /** To be shown as a QR code while it is open. */
  readonly payUrl: string;
  readonly expiresAtMs: number;
}

export type ProviderAnswer =
  | { readonly kind: "payment"; readonly payment: ProviderPayment }
  /** The provider does not take it, and has booked nothing. */
  | { readonly kind: "refused"; readonly code: string }
  /** No answer, or none that can be believed: what the provider did is not known. It is asked again. */
  | { readonly kind: "no-answer"; readonly because: string };

/** What became of a part that is to go back. `given`: the provider has booked exactly this refund. */
export type ProviderRefundAnswer = { readonly kind: "given" } | Exclude<ProviderAnswer, { kind: "payment" }>;

export type CallbackReading =
  | { readonly kind: "event"; readonly eventId: string; readonly payment: ProviderPayment }
  /** Not believed. `because` is for the log; the caller is told no more than that it is refused. */
  | { readonly kind: "refused"; readonly because: "signature" | "too-old" | "malformed" };

export interface OpenRequest {
  readonly reference: string;
  readonly amountMinor: number;
  readonly currency: string;
  readonly expiresAtMs: number;
  /** What the shopper's phone shows. */
  readonly description: string;
  /** Where the provider tells what became of it. */
  readonly callbackUrl: string;
}

/**
 * A provider of payments that happen on the shopper's own phone. One object for each provider; everything is asked under our
 * reference and may be asked again. Nothing here keeps state: headquarters' table does.
 */
export interface Provider {
  readonly id: string;
  /** Shown to the shopper. */
  readonly name: string;
  open(request: OpenRequest): Promise<ProviderAnswer>;
  look(reference: string): Promise<ProviderAnswer>;
  /** A wish: the answer says what holds. A payment the provider has never heard of is cancelled for ever. */
  cancel(reference: string): Promise<ProviderAnswer>;
  /** All of it, once, however often it is asked. */
  refund(reference: string, amountMinor: number): Promise<ProviderAnswer>;
  /** A part of it, once under our refund's own reference, however often it is asked. */
  refundPart(reference: string, refundReference: string, amountMinor: number): Promise<ProviderRefundAnswer>;
  readCallback(headers: Headers, body: string, nowMs: number): CallbackReading;
}
